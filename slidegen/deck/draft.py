"""A slide on its way into a deck: its steps as text, before layouts are applied.

Knows texts and properties. Must not know where layouts come from or how a deck is numbered.
"""

from collections.abc import Mapping
from dataclasses import replace

from slidegen.budget import Size
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.read_later import Unread, read_apart
from slidegen.text.model import Exercise, SlideSource

Properties = tuple[tuple[str, str], ...]


def value_in(properties: Properties, name: str) -> str | None:
    """The value that the properties give to `name`: the last one."""
    found = None
    for key, value in properties:
        if key == name:
            found = value
    return found


@dataclass(frozen=True, slots=True)
class StepDraft:
    text: str
    notes: str
    properties: Properties
    exercises: tuple[Exercise, ...] = ()

    def value(self, name: str) -> str | None:
        return value_in(self.properties, name)


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What follows from a slide's text and notes alone."""

    title: str
    title_level: int
    digest: str
    labels: tuple[tuple[str, int], ...]  #: of the link definitions that they may refer to, and how often
    words: int  #: that are said


@dataclass(frozen=True, slots=True)
class PlainFacts:
    """All that decks ask of a slide that asks nothing of them: who has that needs not read it.

    It is one step, names no variable, no macro and no other slide, and has no name.
    """

    text: TextFacts
    properties: Properties
    size: Size
    written: str  #: the digest of how it stands in its file
    exercises: int
    typed: int  #: what of these is to be typed


@dataclass(frozen=True, slots=True, eq=False)
class Draft(Unread):
    """One `---` slide, or one that slidegen makes.

    Decks share drafts, and what follows from one is remembered by it: two are equal when they are the same.
    """

    AT_ONCE = ("span", "line", "generated", "titles", "opens", "plain")

    steps: tuple[StepDraft, ...]
    span: Span
    line: int
    source: SlideSource | None
    generated: bool
    titles: tuple[str, ...] = ()  #: its level-1 headings, as Markdown
    opens: int | None = None  #: the number of the section that begins with this slide
    plain: PlainFacts | None = None  #: where it is plain, and somebody may ask for it without its text

    def rest_laid_out(self) -> Mapping[str, object]:
        """What the slide consists of that it is where it inherits nothing: its one step."""
        (step,) = read_apart(self).steps
        return {"text": step.text, "notes": step.notes, "exercises": step.exercises}

    def rest_of_slide(self) -> Mapping[str, object]:
        """The same of the slide that a deck has of it, where it is plain."""
        read = read_apart(self)
        (step,) = read.steps
        return {"text": step.text, "notes": step.notes, "source": read.source, "exercises": step.exercises}

    @property
    def is_one_step(self) -> bool:
        return self.plain is not None or len(self.steps) == 1

    @property
    def properties(self) -> Properties:
        """Those of its first step."""
        return self.steps[0].properties if self.plain is None else self.plain.properties

    @property
    def is_bare(self) -> bool:
        """Whether it is one step without properties."""
        return self.is_one_step and not self.properties

    def with_steps(self, steps: tuple[StepDraft, ...]) -> "Draft":
        """The slide of other steps, of which nothing is known."""
        return replace(self, steps=steps, plain=None)

    def value(self, name: str) -> str | None:
        properties = self.properties
        return value_in(properties, name) if properties else None


@dataclass(frozen=True, slots=True)
class Drafts:
    """A file's slides, and what was found on the way."""

    drafts: tuple[Draft, ...]
    definitions: tuple[
        tuple[str, str, str], ...
    ]  #: (label, address, title) of each of their link definitions
    findings: tuple[Finding, ...]
    growth: int = 0  #: by how many characters variables made the text longer
