"""Imported decks beside a program that shows slides as remark does: their text, as it is."""

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Slidegen

from slidegen.render.browser import FLAGS, open_context

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAM = r"""
window.remark = {macros: {}, create({source}) {
  const texts = source.split("\n---\n");
  const area = document.body.appendChild(document.createElement("div"));
  area.className = "remark-slides-area";
  for (const text of texts) {
    const slide = area.appendChild(document.createElement("div"));
    slide.className = "remark-slide-content";
    slide[text.startsWith("<") ? "innerHTML" : "textContent"] = text;
  }
  return {getSlides: () => texts.map(() => ({properties: {}})), gotoSlide() {}};
}};
"""
#: And this one calls macros as remark does: one that is not there is an error.
CALLS_MACROS = PROGRAM.replace(
    'source.split("\\n---\\n")',
    r"source.replace(/!\[:(\w+)[^\]]*\]/g, (_, name) => remark.macros[name]()).split('\n---\n')",
)


@pytest.fixture
def compared(slidegen: Slidegen, chromium: str, tmp_path: Path) -> Callable[..., tuple[str, str]]:
    """What the verb says of such a text, and its report."""

    def run(text: str, program: str = PROGRAM) -> tuple[str, str]:
        assert chromium
        scripts = "<script src=katex.js></script><script>remark.create()</script>"
        (tmp_path / "talk.html").write_text(f"<textarea id=source>{text}</textarea>{scripts}")
        (tmp_path / "program.js").write_text(program)
        done = slidegen("import", "talk.html", "--out", "new", "--verify", "program.js", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        report = (tmp_path / "new" / "import-report.html").read_text()
        return done.stdout, unescape(report)

    return run


def test_formulas_are_compared_by_their_letters(compared: Callable[..., tuple[str, str]]) -> None:
    said, _ = compared("Let $x_1 \\in A$ and \\(\\frac{a}{b}\\).\n---\n$$\\sum_i x_i$$\n")
    assert "2 slides, 2 equal, 0 to look at" in said


def test_pictures_are_compared_by_name_where_they_are_copied_from_above(
    slidegen: Slidegen, chromium: str, tmp_path: Path
) -> None:
    assert chromium
    (tmp_path / "talks").mkdir()
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    page = "<textarea id=source><img src=../a.svg>\n---\n<img src=a%20b.svg></textarea>"
    (tmp_path / "talks" / "talk.html").write_text(f"{page}<script>remark.create()</script>")
    (tmp_path / "program.js").write_text(PROGRAM)
    done = slidegen("import", "talks/talk.html", "--out", "new", "--verify", "program.js", cwd=tmp_path)
    assert "2 slides, 2 equal, 0 to look at" in done.stdout
    assert (tmp_path / "new" / "a.svg").exists()


def test_a_macro_that_was_left_behind_differs_on_its_own_slide(
    compared: Callable[..., tuple[str, str]],
) -> None:
    """remark shows no slide at all of a deck that calls one nobody defined."""
    said, report = compared("One\n---\nTwo ![:split 2]\n---\nThree\n", CALLS_MACROS)
    assert "3 slides, 2 equal, 1 to look at" in said
    print(report[report.find("Compared") :][:900])
    assert "remark has “”, slidegen “![:split2]”" in report


def test_a_slide_that_says_something_else_is_named_with_its_pictures(
    compared: Callable[..., tuple[str, str]], tmp_path: Path
) -> None:
    said, report = compared("One $x$\n---\nTwo **words**\n")
    assert "2 slides, 1 equal, 1 to look at" in said
    assert "remark has “**words**”, slidegen “words”" in report
    assert (tmp_path / "new" / "import-report" / "talk-2-remark.png").stat().st_size > 1000


def test_the_picture_is_of_that_slide_at_its_last_step(
    compared: Callable[..., tuple[str, str]], browser: "Browser", chromium: str, tmp_path: Path
) -> None:
    compared(
        "count: false\n\n# No\n---\ncount: false\n\n# One\n---\n# Two **words**\n--\n\nmore\n---\n# Three\n"
    )
    with browser.browser_type.launch(executable_path=chromium, args=list(FLAGS)) as ours:
        page = open_context(ours, 908, 681).new_page()
        page.goto(f"{(tmp_path / 'new' / 'dist' / 'talk.html').as_uri()}#two-words")
        page.evaluate("() => window.slidegen.ready")
        first = page.screenshot()
        page.keyboard.press("ArrowRight")
        last = page.screenshot()
    assert (tmp_path / "new" / "import-report" / "talk-3.png").read_bytes() == last != first


def test_slides_that_one_of_both_lacks_are_said(compared: Callable[..., tuple[str, str]]) -> None:
    _, report = compared("One\n---\nexclude: true\n\nTwo\n---\nThree\n")
    assert "remark has 3 slides, slidegen 2" in report
