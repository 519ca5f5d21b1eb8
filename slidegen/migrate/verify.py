"""An imported deck beside the real remark, slide by slide, in Chromium.

Knows how both show their slides. Must not know where decks come from. Slides are compared by what they say:
text without blanks, pictures and links; how they look is for eyes, so the different ones are photographed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.importer import DeckReport, ImportReport
from slidegen.render.browser import open_browser, open_context
from slidegen.source.file import SourceFile
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.way_out import require_below

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PICTURES = "import-report"  #: the folder beside the report
_CANVAS = (908, 681)
#: What stands around formulas and in them, which Markdown takes some of in remark: it shows them as text.
_MARKS = str.maketrans("", "", "\\$()[]{}_*`")

#: What a slide says; the same words for both programs.
_SAYS = """
element => {
  // A picture from above the folder is copied into it, and only remark keeps the blanks of an address.
  const named = img => {
    const src = (img.getAttribute("src") || "").replace(/^(?!\\w+:|\\/\\/).*\\//, "").trim();
    try { return decodeURI(src).replace(/\\s+/g, ""); } catch { return src; }
  };
  const copy = element.cloneNode(true);
  const formulas = copy.querySelectorAll("math");
  for (const formula of formulas) formula.replaceWith(formula.getAttribute("alttext") || "");
  const others = ".remark-slide-number, .MathJax, script, style";
  for (const gone of copy.querySelectorAll(others)) gone.remove();
  return {
    text: copy.textContent.replace(/\\s+/g, ""),
    title: (copy.querySelector("h1, h2, h3")?.textContent || "").trim(),
    pictures: [...copy.querySelectorAll("img")].map(named).join("\\n"),
    blocks: [...copy.querySelectorAll("h1, h2, h3, li, table, pre, blockquote")]
      .map(block => block.localName).join(" "),
    formulas: formulas.length ? "some" : "",
  };
}
"""
_REMARK = f"""
() => {{
  const says = {_SAYS};
  const found = [];
  const slides = window.slideshow.getSlides();
  const shown = [...document.querySelectorAll(".remark-slides-area .remark-slide-content")];
  slides.forEach((slide, at) => {{
    const what = {{...says(shown[at]), index: at + 1}};
    if (slide.properties.continued === "true" && found.length) found[found.length - 1] = what;
    else found.push(what);
  }});
  return found;
}}
"""
_OURS = f'() => [...document.querySelectorAll("section.slide > .slide-body")].map({_SAYS})'


#: An address says the slide's number, which several may have, and none says its last step.
_TURN = """
async at => {
  await window.slidegen.ready;
  window.slidegen.go(at, { step: Infinity });
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A slide that is not what remark shows."""

    deck: str
    number: int
    title: str
    what: str
    pictures: tuple[str, ...] = ()  #: remark's and ours


@dataclass(frozen=True, slots=True)
class Comparison:
    """All decks beside remark."""

    decks: int = 0
    slides: int = 0
    different: tuple[Difference, ...] = ()

    @property
    def summary(self) -> str:
        equal = self.slides - len(self.different)
        return f"{self.slides} slides, {equal} equal, {len(self.different)} to look at"


def compare(report: ImportReport, remark: Path) -> Comparison:
    """Show each deck by `remark`, a file of remark.js, and compare. Raises MissingError without a browser."""
    slides = 0
    different: list[Difference] = []
    with open_browser() as browser:
        for deck in report.decks:
            if deck.is_built:
                slides += deck.slides
                different += _compare_deck(browser, report.out, deck, remark)
    return Comparison(len(report.decks), slides, tuple(different))


def _compare_deck(browser: "Browser", out: Path, deck: DeckReport, remark: Path) -> Iterator[Difference]:
    context = open_context(browser, *_CANVAS)
    theirs, ours = context.new_page(), context.new_page()
    refused = _open_remark(theirs, out, deck, remark)
    if refused:
        context.close()
        what = f"remark shows none of these slides: {refused}"
        yield from (Difference(deck.name, number, "", what) for number in range(1, deck.slides + 1))
        return
    ours.goto((out / "dist" / f"{deck.name}.html").as_uri())
    all_theirs, all_ours = theirs.evaluate(_REMARK), ours.evaluate(_OURS)
    said = list(zip(all_theirs, all_ours, strict=False))
    if len(all_theirs) != len(all_ours):
        what = f"remark has {len(all_theirs)} slides, slidegen {len(all_ours)}"
        yield Difference(deck.name, len(said) + 1, "", what)
    for number, (one, other) in enumerate(said, 1):
        what = _difference(one, other)
        if what:
            names = _photographed(out, deck, number, one["index"], theirs, ours)
            yield Difference(deck.name, number, other["title"], what, names)
    context.close()


def _open_remark(page: "Page", out: Path, deck: DeckReport, remark: Path) -> str:
    """A page that shows the imported text by remark, with the options of the manifest; why it does not."""

    data = (out / deck.manifest).read_bytes()
    manifest = read_manifest(SourceFile.from_bytes(deck.manifest, data)).manifest
    assert manifest is not None
    texts = [
        (out / entry.path).read_text(encoding="utf-8").removesuffix("\n") for entry in manifest.fragments
    ]
    options = {
        "ratio": manifest.remark.ratio or "4:3",
        "highlightSpans": manifest.remark.highlight_spans is True,
        "highlightLines": bool(manifest.remark.highlight_lines),
        "source": "\n---\n".join(texts),
    }
    page.goto((out / "dist" / f"{deck.name}.html").as_uri())  # so that pictures are found beside it
    page.set_content("<!doctype html><html><body></body></html>")
    page.add_script_tag(path=remark)
    macros = [name for name, _ in manifest.macros]
    refused = page.evaluate(
        """([options, macros]) => {
          for (const name of macros) remark.macros[name] = function () { return `<img src="${this}">`; };
          // One that was left behind says nothing, so that only the slides that call it differ.
          Object.setPrototypeOf(remark.macros, new Proxy({}, { get: () => () => "" }));
          try { window.slideshow = remark.create(options); } catch (error) { return error.message; }
        }""",
        [options, macros],
    )
    return str(refused or "")


def _difference(one: dict[str, str], other: dict[str, str]) -> str:
    texts = [each["text"].translate(_MARKS if other["formulas"] else {}) for each in (one, other)]
    if texts[0] != texts[1]:
        pairs = enumerate(zip(*texts, strict=False))
        at = next((at for at, pair in pairs if pair[0] != pair[1]), min(map(len, texts)))
        return f"the text: remark has “{texts[0][at : at + 40]}”, slidegen “{texts[1][at : at + 40]}”"
    if one["pictures"] != other["pictures"]:
        return "the pictures"
    return "the blocks: headings, items, tables, code or quotes" if one["blocks"] != other["blocks"] else ""


def _photographed(
    out: Path, deck: DeckReport, number: int, index: int, theirs: "Page", ours: "Page"
) -> tuple[str, str]:
    folder = out / _PICTURES
    require_below(out, f"{_PICTURES}/{deck.name}.png")
    folder.mkdir(exist_ok=True)
    names = f"{_PICTURES}/{deck.name}-{number}-remark.png", f"{_PICTURES}/{deck.name}-{number}.png"
    theirs.evaluate("number => window.slideshow.gotoSlide(number)", index)
    theirs.screenshot(path=out / names[0])
    ours.evaluate(_TURN, number - 1)
    ours.screenshot(path=out / names[1])
    return names
