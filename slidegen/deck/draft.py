"""A slide on its way into a deck: its steps as text, before layouts are applied.

Knows texts and properties. Must not know where layouts come from or how a deck is numbered.
"""

from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.text.model import Exercise, SlideSource, split_classes

Properties = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StepDraft:
    text: str
    notes: str
    properties: Properties
    exercises: tuple[Exercise, ...] = ()

    def value(self, name: str) -> str | None:
        found = None
        for key, value in self.properties:
            if key == name:
                found = value
        return found

    @property
    def classes(self) -> tuple[str, ...]:
        return split_classes(self.value("class") or "")


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """One `---` slide, or one that slidegen makes.

    Decks share drafts, and what follows from one is remembered by it: two are equal when they are the same.
    """

    steps: tuple[StepDraft, ...]
    span: Span
    line: int
    source: SlideSource | None
    generated: bool
    titles: tuple[str, ...] = ()  #: its level-1 headings, as Markdown
    opens: int | None = None  #: the number of the section that begins with this slide

    @property
    def is_bare(self) -> bool:
        """Whether it is one step without properties."""
        return len(self.steps) == 1 and not self.steps[0].properties

    def value(self, name: str) -> str | None:
        return self.steps[0].value(name) if self.steps[0].properties else None
