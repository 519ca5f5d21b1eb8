"""The deck as values: what a manifest makes of texts.

`Deck` holds sections of `Slide`s in the order of the talk, with layouts, variables and exclusions applied.

Knows shapes. Must not know how anything is parsed, rendered, run or linted.
"""

from collections.abc import Iterator

from slidegen.deck.draft import PlainFacts
from slidegen.deck.formula_commands import Commands
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.read_later import Unread
from slidegen.text.model import Exercise, SlideSource


@dataclass(frozen=True, slots=True)
class Slide(Unread):
    """One slide of a deck, whole: what remark shows at its last step."""

    AT_ONCE = (
        *("id", "number", "title", "title_level", "classes", "properties", "steps", "turns", "definitions"),
        *("key", "counted", "span", "line", "generated", "extras", "words", "has_formulas", "commands"),
        "plain",
    )

    id: str  #: unique in the deck: `name:`, else a slug of the title
    number: str  #: what remark shows at its first step, as a decimal; `` when it shows none
    title: str  #: plain text, `` when there is none
    title_level: int
    classes: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]  #: own and inherited, without `class` and `name`
    steps: int  #: how many steps come after the first
    text: str  #: the Markdown of the body, composed: layouts, variables, includes and macros applied
    turns: tuple[tuple[int, int], ...]  #: from which line of `text` (from 0) on it is of which step
    notes: str  #: the Markdown of the notes
    definitions: tuple[tuple[str, str, str], ...]  #: (label, address, title) of the links it may refer to
    key: str  #: equal keys mean equal HTML: the digest of all that its rendering depends on
    counted: bool  #: False when no step of it counts (`count: false`)
    span: Span  #: where an author would edit it
    line: int
    source: SlideSource | None  #: None for a slide that slidegen made (title slides, contents)
    generated: bool
    exercises: tuple[Exercise, ...]
    extras: tuple[str, ...] = ()  #: which Markdown beyond CommonMark it is written in
    words: tuple[tuple[str, str], ...] = ()  #: what Markdown says in another language than English
    has_formulas: bool = False  #: whether `$…$` and its like are formulas
    commands: Commands = ()  #: the author's own that its formulas may call
    plain: PlainFacts | None = None  #: where it is what its file says, and need not be read to be asked


@dataclass(frozen=True, slots=True)
class Section:
    """What a level-1 title opens: a line in the table of contents."""

    title: str  #: `` for what stands before the first title
    id: str  #: the id of its title slide
    number: int  #: from 0 (what stands before the first title), in deck order
    part: int  #: which part it belongs to, from 0
    slides: tuple[Slide, ...]
    path: str  #: the fragment file that opens it


@dataclass(frozen=True, slots=True)
class Part:
    """A nested list of the manifest: a page of the table of contents."""

    number: int  #: from 1
    title: str
    sections: tuple[int, ...]  #: the numbers of its sections
    span: Span


@dataclass(frozen=True, slots=True)
class Deck:
    """A workshop day as one page: what a manifest (or a single Markdown file) becomes."""

    name: str  #: the page is `<name>.html`
    title: str  #: in one line
    path: str  #: of the manifest, or of the Markdown file
    sections: tuple[Section, ...]
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]

    @property
    def slides(self) -> Iterator[Slide]:
        return (slide for section in self.sections for slide in section.slides)
