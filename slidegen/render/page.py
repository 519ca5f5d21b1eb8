"""A page as the theme's templates see it: frozen views, and the two functions that render them.

Knows what a template may ask for. Must not know the deck, Markdown, the disk or where themes are.
What the templates make of it is the HTML contract: one `section.slide` a slide, holding one
`div.slide-body` and perhaps one `aside.notes`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from jinja2 import Environment
from markupsafe import Markup

from slidegen.lazy_dataclass import dataclass
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.environment import rendering
from slidegen.render.holes import Fillers, HtmlHole, filled
from slidegen.render.keyboard import GROUPS, KEYS, taken_letters
from slidegen.render.laid_html import NOTHING, HoldsHtml
from slidegen.source.direction import direction_of
from slidegen.source.phrases import ENGLISH, said
from slidegen.text.references import Reference

#: remark's canvases, in CSS pixels; the reference workshop's layouts count in them.
CANVASES = {"16:9": (1210, 681), "4:3": (908, 681)}
USUAL_RATIO = "16:9"


@dataclass(frozen=True, slots=True)
class SlideView(HoldsHtml):
    """One slide, rendered."""

    id: str
    number: str  #: what remark shows at its first step; `` when it shows none
    title: str  #: plain text: its heading, else its first words
    body: Markup  #: the inside of `div.slide-body`
    classes: tuple[str, ...] = ()
    steps: int = 0  #: how many come after the first
    notes: Markup = NOTHING
    source: str = ""  #: `path:line`
    source_url: str = ""  #: the same line on the forge
    style: tuple[tuple[str, str], ...] = ()  #: `background-image` and its kin
    counted: bool = True  #: False for `count: false`
    section: int = 0  #: `SectionView.number`
    minutes: float = 0.0  #: how long it takes, declared or estimated
    exercises: int = 0
    lang: str = ""  #: when it is not the page's
    density: str = (
        ""  #: how large its text is set: `quote`, `large`, `roomy`, `normal`, `dense`, or the theme's own
    )
    place: str = ""  #: of a section's title: `2 / 20`
    untitled: bool = False  #: whether `title` is only its first words
    references: tuple[Reference, ...] = ()  #: what its body, notes and style name
    listed: bool = True  #: False for what lists of slides leave out
    holes: tuple[HtmlHole, ...] = ()  #: what of its body is yet to be drawn or played

    @property
    def inline_style(self) -> str:
        return "; ".join(f"{name}: {value}" for name, value in self.style)

    @property
    def class_names(self) -> str:
        return " ".join(dict.fromkeys(("slide", *self.classes))) if self.classes else "slide"

    def filled(self, fillers: Fillers) -> "SlideView":
        """The slide with what there is for its holes."""
        return replace(self, body=filled(self.body, self.holes, fillers), holes=()) if self.holes else self


#: Where slides go in a page that is rendered without any.
PLACE_OF_SLIDES = SlideView("slidegen:slides", "", "", NOTHING)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A line in the table of contents."""

    number: int
    title: str
    id: str  #: of the slide it leads to
    minutes: float = 0.0  #: the plan: declared in the manifest, or the sum of its slides' estimates


@dataclass(frozen=True, slots=True)
class PartView:
    """A page of the table of contents."""

    number: int
    title: str
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """A class that readers show and hide while they look at the deck."""

    name: str  #: the class: `extra-details`
    shown: bool = True  #: as the page opens
    label: str = ""  #: what the menu says; made from the name when empty

    @property
    def text(self) -> str:
        return self.label or self.name.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class PageAssets:
    """Styles and scripts of a page: addresses relative to it, or whole texts when it stands alone."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    inline_style: Markup = NOTHING
    inline_script: Markup = NOTHING
    inline_boot: Markup = NOTHING  #: the script before the first paint


@dataclass(frozen=True, slots=True)
class Page:
    """A deck as one page."""

    name: str
    title: str
    slides: tuple[SlideView, ...]
    parts: tuple[PartView, ...] = ()
    assets: PageAssets = PageAssets()
    lang: str = "en"
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)  #: the phrases of `lang`
    description: str = ""
    author: str = ""
    date: str = ""
    direction: str = "ltr"  #: of the text: `rtl` for Arabic, Hebrew and their like
    data_fields: tuple[tuple[str, str], ...] = ()  #: what front matter says beside our own keys
    theme: str = "default"
    switches: tuple[Switch, ...] = ()
    ratio: str = USUAL_RATIO
    number_format: str = "%current% / %total%"  #: remark's slideNumberFormat, as plain text
    count_steps: bool = True  #: remark's countIncrementalSlides
    home_url: str = ""  #: the index of all decks
    zip_url: str = ""
    script_url: str = ""  #: the exercises as a shell script
    repository_url: str = ""
    canonical_url: str = ""
    image_url: str = ""  #: for link previews
    redirects: tuple[tuple[str, str], ...] = ()  #: old id, id of today
    generator: str = "slidegen"
    generation: str = ""  #: what `slidegen serve` compares, so that a late window is not stale
    content_security: str = ""  #: the policy, when the page is to carry it
    extra_head: Markup = NOTHING  #: what the server adds
    extra_body: Markup = NOTHING

    @property
    def canvas(self) -> tuple[int, int]:
        return canvas_of(self.ratio)

    @property
    def total(self) -> str:
        """The highest number that a slide or step shows."""
        numbers = (
            int(s.number) + (s.steps if self.count_steps else 0) for s in self.slides if s.number.isdigit()
        )
        return str(max(numbers, default=0))

    @property
    def minutes(self) -> float:
        return sum(section.minutes for part in self.parts for section in part.sections)

    def say(self, phrase: str, **values: object) -> str:
        """A phrase in the page's language, filled in."""
        return said(self.words[phrase], **values)

    def label_of(self, slide: SlideView) -> str:
        """How assistive technology and the browser's title call a slide."""
        if slide.title:
            return slide.title
        return (
            self.say("slide-number", number=slide.number)
            if slide.number
            else self.say("a-slide").capitalize()
        )

    def numbered(self, slides: Iterable[SlideView], total: str) -> Iterator[tuple[SlideView, str]]:
        """Each slide with the number as its corner shows it: `12 / 340`, or `` when it shows none."""
        form = self.number_format.replace("%total%", total)
        for slide in slides:
            yield slide, form.replace("%current%", slide.number) if slide.number else ""

    def data(self) -> dict[str, object]:
        """What the viewer wants to know and the slides do not say; it stands in the page as JSON."""
        return {
            "version": 1,
            "name": self.name,
            "title": self.title,
            "canvas": self.canvas,
            "numberFormat": self.number_format,
            "countSteps": self.count_steps,
            "switches": [_switch_data(switch, key) for switch, key in switch_keys(self.switches)],
            "redirects": dict(self.redirects),
            "keys": dict(KEYS),
            "keyGroups": [(group, list(names)) for group, names in GROUPS.items()],
            "words": dict(self.words),
            "generation": self.generation,
        }


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The list of decks: `index.html`."""

    title: str
    decks: tuple[DeckEntry, ...]
    assets: PageAssets = PageAssets()
    lang: str = "en"
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)  #: the phrases of `lang`
    direction: str = "ltr"
    description: str = ""
    theme: str = "default"
    generator: str = "slidegen"
    extra_head: Markup = NOTHING
    extra_body: Markup = NOTHING

    @property
    def folders(self) -> tuple[tuple[str, tuple[DeckEntry, ...]], ...]:
        """The decks by the folder of their manifest; one without a name where all are in one."""
        names = sorted({deck.folder for deck in self.decks})
        if len(names) < 2:
            return (("", self.decks),)
        return tuple((name, tuple(deck for deck in self.decks if deck.folder == name)) for name in names)

    def dir_of(self, deck: DeckEntry) -> str:
        """How a deck's words run, where it is not as the list's own do."""
        direction = direction_of(deck.lang) if deck.lang else self.direction
        return direction if direction != self.direction else ""

    def edition_of(self, deck: DeckEntry) -> str:
        """What tells a deck from others of the same title; `` where none is."""
        same = [other for other in self.decks if other.title == deck.title]
        return deck.url.removesuffix(".html") if len(same) > 1 else ""

    @property
    def search(self) -> dict[str, str]:
        """What the list's script says."""
        return {"search": self.words["search-decks"], "nothing": self.words["nothing-found"]}

    def say(self, phrase: str, **values: object) -> str:
        """A phrase in the page's language, filled in."""
        return said(self.words[phrase], **values)


def canvas_of(ratio: str) -> tuple[int, int]:
    """Width and height in CSS pixels; remark's height for any `width:height`."""
    if ratio in CANVASES:
        return CANVASES[ratio]
    width, _, height = ratio.partition(":")
    try:
        return (round(681 * float(width) / float(height)), 681)
    except (ValueError, ZeroDivisionError):
        return CANVASES[USUAL_RATIO]


def render_page(page: Page, environment: Environment) -> str:
    """The whole HTML of a deck."""
    with rendering(environment, size_of(page)):
        return environment.get_template("deck.html").render(page=page)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page without slides, and the pieces of it that a live preview can put in the place of others."""

    head: str  #: what stands before the slides
    tail: str
    contents: str  #: the block of that name, nothing where the template has none
    data: str  #: `Page.data` as it stands in the page


def render_frame(page: Page, environment: Environment) -> Frame:
    """What is around the slides of `page`."""
    page = replace(page, slides=(PLACE_OF_SLIDES,))
    place = render_slide(page, PLACE_OF_SLIDES, environment).strip()
    with rendering(environment, 0):
        template = environment.get_template("deck.html")
        context = template.new_context({"page": page})
        head, _, tail = "".join(template.root_render_func(context)).partition(place)
        block = context.blocks.get("contents", [])
        contents = "".join(block[0](context)) if block else ""
        data = str(environment.call_filter("tojson", page.data()))
    return Frame(head, tail, contents, data)


def render_slide(page: Page, slide: SlideView, environment: Environment) -> str:
    """One `section.slide` as it stands in the page: what a live preview swaps."""
    return next(render_slides(page, (slide,), environment))


def render_slides(page: Page, slides: Iterable[SlideView], environment: Environment) -> Iterator[str]:
    """The same of each of the slides."""
    total = page.total
    with rendering(environment, 0):
        module = environment.get_template("slide.html").make_module()
    for slide in slides:
        with rendering(environment, len(slide.body) + len(slide.notes)):
            html = str(module.slide_sections(page, (slide,), total))  # type: ignore[attr-defined]  # its macro
        yield html


def render_index(index: IndexPage, environment: Environment) -> str:
    """The whole HTML of the list of decks."""
    with rendering(environment, sum(len(deck.title) + len(deck.description) for deck in index.decks)):
        return environment.get_template("index.html").render(index=index)


def size_of(page: Page) -> int:
    return sum(len(slide.body) + len(slide.notes) for slide in page.slides)


def switch_keys(switches: tuple[Switch, ...]) -> Iterator[tuple[Switch, str]]:
    """Each switch with its key: the first letter of its name that nothing else uses, or ``."""
    taken = set(taken_letters())
    for switch in switches:
        key = next((letter for letter in switch.name.lower() if letter.isalpha() and letter not in taken), "")
        taken.add(key)
        yield switch, key


def _switch_data(switch: Switch, key: str) -> dict[str, object]:
    return {"name": switch.name, "label": switch.text, "shown": switch.shown, "key": key}
