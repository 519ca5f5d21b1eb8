"""A deck as the views that templates see.

Knows decks and the views of `slidegen.render.page`. Must not know Markdown, templates or files.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from slidegen import lazy_re as re
from slidegen.deck.model import Deck, Section, Slide
from slidegen.deck.references import references_of_properties
from slidegen.kept_answers import KeptAnswers, digest
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.height import density_of
from slidegen.memory import remembered
from slidegen.read_later import read_apart
from slidegen.render.css_colours import scheme_on
from slidegen.render.html import SlideHtml, SlideRenderer
from slidegen.render.laid_html import NOTHING
from slidegen.render.minutes import estimated_minutes, plan
from slidegen.render.names import name_of
from slidegen.render.page import PartView, SectionView, SlideView
from slidegen.source.file import SourceFile
from slidegen.source.manifest import RemarkOptions
from slidegen.source.phrases import ENGLISH
from slidegen.source.printable import printable
from slidegen.text.model import SlideSource

_BACKGROUND = re.compile(r"background(?:-(?:image|color|size|position|repeat|attachment|blend-mode))?\Z")


#: Classes of slides whose colours a theme says.
_INKED = frozenset(("inverse", "dark", "title"))

_printable = remembered(printable)  #: a file has many slides


@dataclass(frozen=True, slots=True)
class Forge:
    """How a source line is addressed on the forge: `https://…/{path}#L{line}`; `` when there is none."""

    pattern: str = ""

    def of(self, path: str, line: int) -> str:
        return self.pattern.format(path=path, line=line) if self.pattern else ""


#: The text of a file of the deck, None where there is none to be had.
Read = Callable[[str], SourceFile | None]

#: So many characters a layout or a variable may add to a slide before we no longer know how high it is.
ADDED = 80

MARGINS = 112  #: of the canvas, left and right together

NO_FORGE = Forge()


def slide_view(
    slide: Slide,
    section: Section,
    html: SlideHtml,
    address: Forge = NO_FORGE,
    minutes: float | None = None,
    *,
    density: str = "",
    place: str = "",
    words: Mapping[str, str] = ENGLISH,
) -> SlideView:
    """The slide as templates see it; `minutes` overrules the estimate."""
    properties = slide.properties
    name = name_of(slide, section, words)
    style = _style_of(properties, slide.classes) if properties else ()
    laid, path = html.laid, _printable(slide.span.path)
    view = SlideView(
        id=slide.id,
        number=slide.number,
        title=name.text,
        untitled=not slide.title or not name.listed,
        listed=name.listed,
        body=NOTHING if laid else html.body,
        holes=html.holes,
        classes=slide.classes,
        steps=slide.steps,
        notes=NOTHING if laid else html.notes,
        source=f"{path}:{slide.line}",
        source_url="" if slide.generated else address.of(path, slide.line),
        style=style,
        references=(*html.references, *references_of_properties(style)),
        counted=slide.counted,
        section=section.number,
        minutes=estimated_minutes(slide) if minutes is None else minutes,
        exercises=len(slide.exercises) if slide.plain is None else slide.plain.exercises,
        density=density,
        place=place if slide.generated and "title" in slide.classes else "",
        lang=dict(properties).get("lang", "") if properties else "",
    )
    view.know_by(html.known_by)
    if laid:
        view.lie_at(laid)
    else:
        view.be_as_wide(html.wide)
    return view


def _style_of(properties: Sequence[tuple[str, str]], classes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What the slide's own ground is, and the scheme whose words are read there, unless a class says it."""
    style = tuple(pair for pair in properties if _BACKGROUND.match(pair[0]))
    if not _INKED.isdisjoint(classes):
        return style
    said = dict(style)
    scheme = scheme_on(said.get("background-color", said.get("background", "")))
    return (*style, ("color-scheme", scheme)) if scheme else style


def deck_views(
    deck: Deck,
    renderer: SlideRenderer,
    options: RemarkOptions,
    address: Forge = NO_FORGE,
    planned: Mapping[str, float] | None = None,
    read: Read = lambda _path: None,
    width: int = 1210,
    words: Mapping[str, str] = ENGLISH,
) -> tuple[tuple[SlideView, ...], tuple[PartView, ...]]:
    """The slides and the table of contents of a deck.

    `planned` says how long sections (by title or fragment file) or the whole (``) are to take; that is spread
    over their slides as the estimates say. `read` gives the texts by which slides are set large or
    dense, on a canvas of this `width`; `words` are the phrases of the deck's language.
    """
    minutes = plan(deck, planned or {})
    last = deck.sections[-1].number if deck.sections else 0
    slides = tuple(
        slide_view(
            slide,
            section,
            html,
            address,
            minutes[slide.id],
            density=density_on(slide, read, width),
            place=f"{section.number} / {last}",
            words=words,
        )
        for section in deck.sections
        for slide, html in zip(section.slides, renderer.slides(section.slides, options), strict=True)
    )
    return slides, tuple(_part_views(deck, slides))


def density_on(slide: Slide, read: Read, width: int) -> str:
    """How large its text is set on a canvas of this width; `` where a layout or an included file makes it
    another than its text."""
    if slide.plain is not None:
        key = f"{width} {slide.plain.exercises > 0} {slide.plain.written}"
        return _DENSITIES.get(key, partial(_estimated_of, slide, read, width))
    written = slide.source
    source = read(slide.span.path) if written is not None else None
    if written is None or source is None:
        return ""
    return "" if len(slide.text) > written.length + ADDED else _set(source, written, width - MARGINS)


def _estimated_of(slide: Slide, read: Read, width: int) -> str:
    """How a slide is set that is known without its text."""
    source, written = read(slide.span.path), read_apart(slide).source
    return _estimated(source, written, width - MARGINS) if source and written else ""


def _set(source: SourceFile, slide: SlideSource, width: int) -> str:
    """How the slide is set, by its text in the file and what that is taken for."""
    own = source.text[slide.span.start : slide.span.end]
    key = _density_key(own, bool(slide.exercises), width)
    find = partial(_estimated, source, slide, width)
    return _DENSITIES.get(key, find) if key else find()


def _estimated(source: SourceFile, slide: SlideSource, width: int) -> str:
    return density_of(source, slide, width).name


@remembered  # decks share slides
def _density_key(own: str, has_exercises: bool, width: int) -> str:
    """What the estimate follows from; `` where a part of it stands in another file."""
    return "" if "@@INCLUDE[" in own else digest(f"{width} {has_exercises} {own}")


def _unpack_density(data: object) -> str:
    if isinstance(data, str):
        return data
    raise ValueError("no density")


_DENSITIES = KeptAnswers[str]("densities", str, _unpack_density)


def _part_views(deck: Deck, slides: Sequence[SlideView]) -> list[PartView]:
    minutes: dict[int, float] = {}
    for view in slides:
        minutes[view.section] = minutes.get(view.section, 0.0) + view.minutes
    views: Mapping[int, SectionView] = {
        section.number: SectionView(
            section.number,
            section.title,
            section.id,
            round(minutes.get(section.number, 0.0), 2),
        )
        for section in deck.sections
        if section.title
    }
    return [
        PartView(part.number, part.title, tuple(views[n] for n in part.sections if n in views))
        for part in deck.parts
    ]
