"""Slides as pictures, one PNG a slide or step.

Knows how the viewer is taken from slide to slide. Must not know where pictures go.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypedDict, cast

from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.render.browser import open_context
from slidegen.render.export.address import DeckAddress
from slidegen.source.suggest import did_you_mean

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: What the viewer adds for the hand and the eye at the screen; numbers stay.
FURNITURE = (
    ".bar, .progress, .offer, .toast, .copy, .tick, .slide-source, .typed, .announcer "
    "{ display: none !important }"
)

_SLIDES = """() => slidegen.ready.then(() => slidegen.slides.map((slide) =>
  ({id: slide.id, number: String(slidegen.numberOf(slide)), steps: slidegen.stepsOf(slide),
    title: slidegen.titleOf(slide) ?? "",
    notes: slide.querySelector(":scope > .notes")?.textContent.trim() ?? ""})))"""
_SHOW = """async ([at, step]) => {
  slidegen.go(at, {step, focus: false, quiet: true});
  const images = [...slidegen.current.querySelectorAll("img")];
  await Promise.allSettled(images.map((image) => { image.loading = "eager"; return image.decode(); }));
}"""


class _Known(TypedDict):
    id: str
    number: str
    steps: int
    title: str
    notes: str


@dataclass(frozen=True, slots=True)
class PictureOptions:
    slide: str = ""  #: an id or a number as the deck shows it; `` for all slides
    steps: bool = False  #: a picture for each step
    scale: float = 1
    scheme: str = "light"
    hide: tuple[str, ...] = ()
    show: tuple[str, ...] = ()
    online: bool = False  #: whether pictures may come from other machines


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: which slide in the deck (from 0), which step, and what it may be called."""

    slide: int
    step: int
    name: str  #: `012-services`, unique in the deck
    title: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    shot: Shot
    data: bytes


class Camera:
    """A window with the deck; pictures are taken one after the other."""

    def __init__(self, browser: "Browser", address: DeckAddress, options: PictureOptions) -> None:
        self.options = options
        self._context = open_context(
            browser, 1210, 681, scale=options.scale, scheme=options.scheme, online=options.online
        )
        self._page: Page = self._context.new_page()
        self._page.goto(address.url(hide=options.hide, show=options.show))
        self._page.wait_for_function("window.slidegen?.current")
        width, height = self.canvas = self._page.evaluate("slidegen.data.canvas")
        self.title: str = self._page.evaluate("slidegen.data.title")
        self.author: str = self._page.evaluate("document.querySelector('meta[name=author]')?.content ?? ''")
        self._page.set_viewport_size({"width": width, "height": height})
        self._page.add_style_tag(content=FURNITURE)
        self._slides = cast("list[_Known]", self._page.evaluate(_SLIDES))

    def close(self) -> None:
        self._context.close()

    def shots(self) -> tuple[Shot, ...]:
        """The pictures that the options ask for. Raises UsageError for a slide that is not there."""
        return tuple(shots_of(self._slides, self.options))

    def take(self, shots: Sequence[Shot], tell: Callable[[Shot], None] = lambda _: None) -> Iterator[Picture]:
        for shot in shots:
            tell(shot)
            self._page.evaluate(_SHOW, [shot.slide, shot.step])
            yield Picture(shot, self._page.screenshot(type="png", animations="disabled", caret="hide"))


def shots_of(slides: Sequence[_Known], options: PictureOptions) -> Iterator[Shot]:
    digits = len(str(len(slides)))
    for at in _chosen(slides, options.slide):
        slide = slides[at]
        name = f"{at + 1:0{digits}}-{slide['id']}"
        if not options.steps:
            yield Shot(at, slide["steps"], name, slide["title"], slide["notes"])
            continue
        for step in range(slide["steps"] + 1):
            called = f"{name}-{step + 1}" if slide["steps"] else name
            yield Shot(at, step, called, slide["title"], slide["notes"])


def _chosen(slides: Sequence[_Known], wanted: str) -> Sequence[int]:
    """Where the wanted slide is. A number is the deck's own: that of a slide or of one of its steps."""
    if not wanted:
        return range(len(slides))
    wanted = wanted.removeprefix("#")
    for at, slide in enumerate(slides):
        if slide["id"] == wanted:
            return [at]
    if wanted.isdigit():
        numbered = [
            at for at, slide in enumerate(slides) if slide["number"] and int(slide["number"]) <= int(wanted)
        ]
        if numbered and int(wanted) <= int(slides[numbered[-1]]["number"]) + slides[numbered[-1]]["steps"]:
            return numbered[-1:]
    guess = did_you_mean(wanted, [slide["id"] for slide in slides])
    raise UsageError(
        f"There is no slide {wanted!r} in this deck",
        hint=f"Did you mean {guess}?" if guess else "Name its id, as in the address, or its number",
    )
