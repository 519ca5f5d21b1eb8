"""What slidegen has to say about an author's text: rules, findings and fixes, as values.

Knows what a finding is made of. Must not know how one is found, shown or applied.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from enum import Enum
from typing import TypeVar

from slidegen.lazy_dataclass import dataclass
from slidegen.location import Position, Span


class Severity(Enum):
    """How much a finding matters: an error breaks slides or commands, info is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Applicability(Enum):
    """Whether a fix may be applied unseen (`--fix`) or only when asked for (`--unsafe-fixes`)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Rule:
    """The identity of a rule; its page, examples and code live with whoever applies it."""

    code: str  #: stable, such as `SG101`
    name: str  #: stable, such as `kubectl-run-generator`
    severity: Severity
    summary: str  #: one line that states the pattern


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text at `span` by `replacement`; an empty span inserts."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A set of edits, perhaps over several files, that is applied whole or not at all."""

    title: str  #: what it does, as an order: "Use `kubectl create deployment`"
    edits: tuple[Edit, ...]
    applicability: Applicability

    def __post_init__(self) -> None:
        assert self.edits, "a fix without edits mends nothing"

    def __hash__(self) -> int:
        # Hundreds of findings may share a fix of as many edits: what tells fixes apart is enough.
        return hash((self.title, len(self.edits), self.edits[0]))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell the author: where, what, and what to do next."""

    rule: Rule
    span: Span
    start: Position
    end: Position
    message: str  #: what is wrong, in a sentence without a full stop
    help: str = ""  #: what to do next
    fix: Fix | None = None

    @property
    def path(self) -> str:
        return self.span.path

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The one order in which findings are shown."""
        return (self.span.path, self.span.start, self.span.end, self.rule.code, self.message)

    def __str__(self) -> str:
        return f"{self.path}:{self.start} {self.rule.code} {self.message}"


#: So many findings of one rule in one file are told in words; forms for programs have them all.
MOST_TOLD = 50
T = TypeVar("T")


def few_of_each_kind(findings: Iterable[Finding]) -> Sequence[Finding]:
    """What people are told: of one kind in one file the first, and how many more there are."""
    return few_of_each(findings, _kind, _and_more)


def few_of_each(
    found: Iterable[T], kind: Callable[[T], Hashable], and_more: Callable[[T, str], T]
) -> Sequence[T]:
    """The same of anything: `and_more` gives the last that is told the words for those that are not."""
    every = tuple(found)
    if len(every) <= MOST_TOLD:
        return every
    counts, seen, told = Counter(map(kind, every)), Counter[Hashable](), list[T]()
    for each in every:
        of = kind(each)
        seen[of] += 1
        more = counts[of] - MOST_TOLD
        if seen[of] == MOST_TOLD and more > 0:
            told.append(and_more(each, f"; and {more} more like it in this file"))
        elif seen[of] <= MOST_TOLD:
            told.append(each)
    return told


def _kind(finding: Finding) -> tuple[str, str]:
    return finding.path, finding.rule.code


def _and_more(finding: Finding, words: str) -> Finding:
    return replace(finding, message=finding.message + words)
