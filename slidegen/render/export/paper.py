"""A deck's page on paper: as slides, or on sheets with notes.

Knows how Chromium prints, and how the outline follows from parts, sections and titles. Must not know how a
page was built, nor where the PDF goes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypedDict, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from slidegen import __version__
from slidegen import lazy_re as re
from slidegen.distribution import install
from slidegen.errors import MachineError, UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.render.browser import open_context
from slidegen.render.export.address import DeckAddress
from slidegen.render.export.pdf import Bookmark, PdfDetails, UnknownStructureError, finished
from slidegen.render.export.static_fonts import with_plain_fonts
from slidegen.render.glyphs import MissingGlyphs, missing_glyphs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

#: What goes on a page: a slide; a slide with its notes; slides with their notes, as many as fit.
Layout = Literal["slides", "notes", "handout"]

#: Sheets, by the name of their paper, upright, in CSS pixels.
PAPERS = {"a4": (794, 1123), "letter": (816, 1056)}
USUAL_PAPER = "a4"

#: A tagged PDF of 2,500 slides takes Chromium a minute or two, more on a busy machine.
PATIENCE = 900_000  #: milliseconds

#: The files in which fonts are declared: style sheets, and pages that stand alone.
_STYLED = re.compile(r"^file:.*\.(?:css|html)(?:\?.*)?$")

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PdfOptions:
    layout: Layout = "slides"
    steps: bool = False  #: a page for each step, instead of one for the slide as its last step shows it
    hide: tuple[str, ...] = ()  #: classes to switch off, as readers do
    show: tuple[str, ...] = ()
    online: bool = False  #: whether pictures may come from other machines
    codes: bool = False  #: whether each slide has a QR code that leads to it, where the deck is published
    paper: str = ""  #: one of PAPERS; `` for sheets of the usual one, and for slides no margin around them

    @property
    def sheet(self) -> tuple[int, int] | None:
        """How large a page is; None: as large as a slide."""
        if self.layout == "slides":
            height, width = PAPERS.get(self.paper, (0, 0))  # it lies
            return (width, height) if self.paper else None
        return PAPERS[self.paper or USUAL_PAPER]


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and what is in it."""

    data: bytes
    pages: int
    bookmarks: int
    remote: int = 0  #: pictures that other machines have and we did not ask for
    warning: str = ""  #: when it lacks something
    touched: tuple["Touched", ...] = ()  #: what had to be changed to fit its page
    glyphs: tuple[MissingGlyphs, ...] = ()  #: characters that are boxes


@dataclass(frozen=True, slots=True)
class Touched:
    """A slide that had to be changed to fit its page, so that nothing of it is lost."""

    slide: str  #: its id
    page: int  #: from 1
    wrapped: int  #: blocks of code with lines that go on on the next
    shrunk: int  #: blocks of code that were made smaller
    zoom: int  #: per cent of its size that the whole slide has
    cut: bool  #: whether it does not fit even so


class _Slide(TypedDict):
    title: str
    section: str
    part: int
    partTitle: str
    page: int


class _Paper(TypedDict):
    """What paper.js answers."""

    title: str
    author: str
    width: int
    height: int
    pages: list[str]
    slides: list[_Slide]
    touched: list[dict[str, Any]]
    remote: int


def _codes(page: "Page") -> dict[str, str]:
    """For each slide the QR code of its address. Raises UsageError for a deck that is published nowhere."""
    address, ids = page.evaluate(
        "() => [document.querySelector('link[rel=canonical]')?.href ?? '', slidegen.slides.map(({id}) => id)]"
    )
    if not address:
        raise UsageError("this deck does not say where it is published", hint="set `slides:` in its manifest")
    try:
        import segno
    except ModuleNotFoundError as error:
        raise MachineError("QR codes need segno", hint=f"run `{install('share')}`") from error
    return {each: str(segno.make(f"{address}#{each}", error="m").svg_data_uri(border=2)) for each in ids}


def print_deck(
    browser: "Browser", address: DeckAddress, options: PdfOptions, tell: Tell = lambda _: None
) -> Printed:
    """The deck at `address` as a PDF; `tell` hears what is being done."""
    context = open_context(browser, 1210, 681, online=options.online)
    context.set_default_timeout(PATIENCE)
    try:
        page = context.new_page()
        tell("opening")
        page.route(lambda url: _STYLED.search(url) is not None, lambda route: _with_plain_fonts(route))
        page.emulate_media(media="print", color_scheme="light")
        page.goto(address.url("print", hide=options.hide, show=options.show))
        tell("laying out")
        glyphs = missing_glyphs(page)
        script = files(__package__).joinpath("paper.js").read_text(encoding="utf-8")
        paper = cast(
            "_Paper",
            page.evaluate(
                script,
                {
                    "layout": options.layout,
                    "steps": options.steps,
                    "codes": _codes(page) if options.codes else {},
                    "sheet": options.sheet,
                },
            ),
        )
        tell(f"printing {len(paper['pages'])} pages")
        data = page.pdf(
            width=f"{paper['width']}px",
            height=f"{paper['height']}px",
            print_background=True,
            prefer_css_page_size=True,
            tagged=True,
        )
    finally:
        context.close()
    tell("adding the outline")
    printed = _detailed(data, paper, options)
    touched = tuple(Touched(**{**each, "page": each["page"] + 1}) for each in paper["touched"])
    return replace(printed, touched=touched, glyphs=glyphs)


def _with_plain_fonts(route: "Route") -> None:
    """Serve a page or a style sheet with fonts for paper."""
    path = Path(url2pathname(urlsplit(route.request.url).path))
    kind = "text/css" if path.suffix == ".css" else "text/html"
    text = path.read_text(encoding="utf-8")
    route.fulfill(body=with_plain_fonts(text, path.parent), content_type=f"{kind}; charset=utf-8")


def _detailed(data: bytes, paper: _Paper, options: PdfOptions) -> Printed:
    outline = tuple(outline_of(paper["slides"]))
    size = (paper["width"], paper["height"]) if options.layout == "slides" else (0, 0)
    details = PdfDetails(
        title=paper["title"],
        author=paper["author"],
        creator=f"slidegen {__version__}",
        outline=outline,
        labels=tuple(paper["pages"]),
        page_size=size,
    )
    try:
        return Printed(finished(data, details), len(paper["pages"]), len(outline), paper["remote"])
    except UnknownStructureError as error:
        warning = f"this Chromium writes PDF in another way ({error}): no outline was added"
        return Printed(data, len(paper["pages"]), 0, paper["remote"], warning)


def outline_of(slides: Iterable[_Slide]) -> Iterator[Bookmark]:
    """Parts, in them sections, in them slides.

    A section begins where its picture or its title stands; the title slide adds no line of its own.
    """
    part, section, announced = "", "", False
    for slide in slides:
        if slide["partTitle"] and slide["partTitle"] != part:
            part = slide["partTitle"]
            yield Bookmark(part, slide["page"], 0)
        depth = 1 if slide["partTitle"] else 0
        if slide["section"] and slide["section"] != section:
            section, announced = slide["section"], False
            yield Bookmark(section, slide["page"], depth)
        if slide["title"] == section and not announced:
            announced = True
        elif slide["title"]:
            yield Bookmark(slide["title"], slide["page"], depth + bool(slide["section"]))
