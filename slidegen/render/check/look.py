"""Looking at a deck: one page, every slide at its last step, and what the browser had to say meanwhile.

Knows how a deck is opened and which scripts measure it. Must not know rules, or where slides are written.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from slidegen.lazy_dataclass import dataclass
from slidegen.render.browser import open_context
from slidegen.render.glyphs import MissingGlyphs, missing_glyphs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

AT_ONCE = 50  #: slides a call of a script
PATIENCE = 300_000  #: milliseconds for such a call
LOCAL = ("file:", "data:", "blob:", "about:")

Side = Literal["bottom", "right", "left", "top"]

#: Says what is looked at, how many slides are done, and how many there are.
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Beyond:
    """What reaches beyond a slide's margin on one side."""

    side: Side
    px: int  #: beyond the margin
    edge: int  #: beyond the slide's edge, 0 when the edge is not reached
    step: int
    what: str  #: the first element that does: `p`, `pre`, `.lab`
    text: str  #: how it begins


@dataclass(frozen=True, slots=True)
class InnerOverflow:
    """A block whose content is larger than the block."""

    px: int
    axis: Literal["wide", "high"]
    step: int
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Violation:
    """What axe-core found."""

    rule: str
    help: str
    count: int
    html: str


@dataclass(frozen=True, slots=True)
class SlideLook:
    """One slide as the browser lays it out."""

    id: str
    source: str  #: `path:line`
    title: str
    title_lines: int
    over: tuple[Beyond, ...] = ()
    inner: tuple[InnerOverflow, ...] = ()
    failed: tuple[str, ...] = ()  #: addresses of pictures


@dataclass(frozen=True, slots=True)
class DeckLook:
    slides: tuple[SlideLook, ...]
    violations: tuple[tuple[str, Violation], ...] = ()  #: `(source, what)`
    requests: tuple[tuple[str, str], ...] = ()  #: `(source, address)`; source is `` for the page itself
    failures: tuple[tuple[str, str], ...] = ()  #: local files that are not there, likewise
    errors: tuple[str, ...] = ()
    glyphs: tuple[MissingGlyphs, ...] = ()  #: characters that would be boxes


@dataclass
class _Heard:
    """What the browser says while slides are shown, hence not frozen. Not slotted: playwright notes things
    on listeners.
    """

    requests: dict[str, None] = field(default_factory=dict)
    failures: dict[str, None] = field(default_factory=dict)
    errors: dict[str, None] = field(default_factory=dict)

    def listen(self, page: "Page") -> None:
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.setdefault(str(error).splitlines()[0]))

    def _request(self, request: "Request") -> None:
        if not request.url.startswith(LOCAL):
            self.requests.setdefault(request.url)

    def _failed(self, request: "Request") -> None:
        if request.url.startswith("file:"):
            self.failures.setdefault(request.url)

    def _console(self, message: "ConsoleMessage") -> None:
        # What does not load is told in its own words, with its slide.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.setdefault(message.text.splitlines()[0])


def look_at(
    browser: "Browser", deck: Path, axe: str | None = None, tell: Tell = lambda _what, _done, _total: None
) -> DeckLook:
    """What there is to see of the deck; `axe` is the text of axe-core."""
    context = open_context(browser, 1210, 681)
    context.set_default_timeout(PATIENCE)
    heard = _Heard()
    try:
        page = context.new_page()
        heard.listen(page)
        page.goto(deck.resolve().as_uri())
        page.wait_for_function("window.slidegen?.current")
        width, height = page.evaluate("slidegen.data.canvas")
        page.set_viewport_size({"width": width, "height": height})
        total: int = page.evaluate("slidegen.ready.then(() => slidegen.slides.length)")
        glyphs = missing_glyphs(page)
        slides = tuple(map(_slide_look, _by_parts(page, "measure.js", total, "Measuring", tell)))
        requests = _placed(page, heard.requests)
        failures = _placed(page, heard.failures)
        violations = () if axe is None else _asked_axe(page, axe, total, tell)
    finally:
        context.close()
    return DeckLook(slides, violations, requests, failures, tuple(heard.errors), glyphs)


def _asked_axe(page: "Page", axe: str, total: int, tell: Tell) -> tuple[tuple[str, Violation], ...]:
    """What axe-core finds in the light scheme, and what it finds in the dark one alone."""
    page.evaluate(axe)
    light = tuple(_violations(_by_parts(page, "axe.js", total, "Asking axe", tell)))
    page.emulate_media(color_scheme="dark")
    dark = tuple(_violations(_by_parts(page, "axe.js", total, "Asking axe in the dark", tell)))
    known = {(source, violation.rule, violation.html) for source, violation in light}
    only = ((source, v) for source, v in dark if (source, v.rule, v.html) not in known)
    return (*light, *((source, replace(v, help=f"{v.help}, in the dark scheme")) for source, v in only))


def _by_parts(page: "Page", script: str, total: int, what: str, tell: Tell) -> Iterator[Mapping[str, Any]]:
    text = files(__package__).joinpath(script).read_text(encoding="utf-8")
    for start in range(0, total, AT_ONCE):
        tell(what, start, total)
        yield from cast("list[Mapping[str, Any]]", page.evaluate(text, [start, min(total, start + AT_ONCE)]))


def _slide_look(report: Mapping[str, Any]) -> SlideLook:
    return SlideLook(
        report["id"],
        report["source"],
        report["title"],
        report["titleLines"],
        tuple(Beyond(**over) for over in report["over"]),
        tuple(InnerOverflow(**inner) for inner in report["inner"]),
        tuple(report["failed"]),
    )


def _violations(reports: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str, Violation]]:
    for report in reports:
        for violation in report["violations"]:
            yield report["source"], Violation(**violation)


#: The slides on which an address stands, in attributes or styles.
_SOURCES_OF = """(addresses) => {
  const wanted = new Set(addresses), found = new Map();
  for (const slide of slidegen.slides) {
    const mine = [...slide.querySelectorAll("[src], [href], [data], [poster]")]
      .flatMap((node) => [node.src, node.poster, node.data, node.tagName === "LINK" ? node.href : ""]);
    const background = slide.style.backgroundImage.match(/url\\("(.*?)"\\)/)?.[1];
    if (background) mine.push(new URL(background, document.baseURI).href);
    for (const address of mine) {
      if (!wanted.has(address)) continue;
      if (!found.has(address)) found.set(address, []);
      found.get(address).push(slide.dataset.source ?? "");
    }
  }
  return addresses.flatMap((address) => (found.get(address) ?? [""]).map((source) => [source, address]));
}"""


def _placed(page: "Page", addresses: Mapping[str, None]) -> tuple[tuple[str, str], ...]:
    """Each address with the slides that ask for it, or with `` when it is none of them."""
    if not addresses:
        return ()
    pairs = cast("list[list[str]]", page.evaluate(_SOURCES_OF, list(addresses)))
    return tuple(dict.fromkeys((source, address) for source, address in pairs))


def find_axe(start: Path, environ: Mapping[str, str] = os.environ) -> Path | None:
    """axe-core: where SLIDEGEN_AXE says, in a `node_modules` of `start` or above, or in a Python package."""
    if wanted := environ.get("SLIDEGEN_AXE"):
        path = Path(wanted)
        return path if path.is_file() else None
    places = (folder / "node_modules/axe-core/axe.min.js" for folder in (start, *start.parents))
    return next((place for place in places if place.is_file()), None) or _packaged_axe()


def _packaged_axe() -> Path | None:
    """The copy that the PyPI package axe-playwright-python carries, for who has no npm."""
    found = find_spec("axe_playwright_python")
    path = Path(found.origin).parent / "axe.min.js" if found and found.origin else None
    return path if path and path.is_file() else None
