"""What a run found, as values: a verdict for each step, and what the run was.

Knows shapes. Must not know how a verdict is reached or shown.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from slidegen.lazy_dataclass import dataclass


class Verdict(StrEnum):
    """The outcome of one step."""

    PASS = "pass"
    RAN = "ran"  #: never ends by itself: it ran for a while, and what it printed speaks of no failure
    FAIL = "fail"
    XFAIL = "xfail"  #: failed, as the author says
    XPASS = "xpass"  #: passed, though the author says that it fails
    TIMEOUT = "timeout"
    SUSPECT = "suspect"  #: failed, and it is in doubt whose doing that is: someone must look
    SKIPPED = "skipped"  #: not run, or its failure says nothing about the deck: `why` says which
    BLOCKED = "blocked"  #: cannot say anything, because of the step named in `by`


UNEXPECTED = frozenset({Verdict.FAIL, Verdict.XPASS, Verdict.TIMEOUT})
#: The verdicts of steps that did what they are for.
GOOD = frozenset({Verdict.PASS, Verdict.RAN, Verdict.XFAIL})


class Cause(StrEnum):
    """Whose doing a step's outcome is."""

    NONE = ""
    DECK = "deck"  #: the author's to mend
    MACHINE = "machine"  #: this machine or cluster lacks something, and the probe confirms it
    DOUBT = "doubt"  #: the deck's or the machine's: nothing confirms either
    CHAIN = "chain"  #: an earlier step
    CHOICE = "choice"  #: what the caller did not allow, give or ask for


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step's verdict, with what a reader needs to believe it."""

    id: str
    section: str
    section_title: str
    slide: str
    title: str
    path: str
    line: int
    verdict: Verdict
    why: str = ""
    by: str = ""  #: the id of the step that blocks this one
    cause: Cause = Cause.NONE
    status: int | None = None  #: of the command that counted
    command: str = ""  #: the command that failed
    text: str = ""  #: all that the step runs
    output: str = ""
    seconds: float = 0.0
    date: str = ""  #: when it began: `2026-11-22T20:49:33Z`
    hidden: bool = False
    notes: tuple[str, ...] = ()  #: what happened on the way
    stale: tuple[str, ...] = ()  #: where the slide shows another output than came
    renewals: tuple[tuple[int, str, str], ...] = ()  #: of those the line, what is shown, and what came
    known: tuple[str, ...] = ()  #: what is wrong with it, known without running it

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    @property
    def is_unexpected(self) -> bool:
        return self.verdict in UNEXPECTED


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What was run, where."""

    deck: str
    title: str
    path: str
    started: str = ""
    host: str = ""
    user: str = ""
    directory: str = ""
    context: str = ""  #: of Kubernetes
    server: str = ""  #: the version of its server
    driver: str = ""
    page: str = ""  #: the deck's page, as a report links to it
    shard: str = ""
    missing: str = ""  #: shards of this run that left no results: `2/4, 4/4`
    run: str = ""  #: the name that its processes carry
    bed: tuple[str, ...] = ()  #: what the probe found, a line a fact


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run, or what is there of it."""

    info: RunInfo
    results: tuple[StepResult, ...]
    complete: bool = True  #: False after ^C or a kill
    seconds: float = 0.0
    unfinished: tuple[str, ...] = ()  #: the ids of steps that began and came to no end
    marks: Mapping[str, float] = field(default_factory=dict)  #: of steps in the recording, in seconds

    def count(self, *verdicts: Verdict) -> int:
        return sum(result.verdict in verdicts for result in self.results)

    @property
    def summary(self) -> str:
        return summary_of(self.results)


def summary_of(results: Sequence[StepResult]) -> str:
    """`12 pass, 1 fail, 3 skipped`, in the order of the verdicts."""
    counts = Counter(result.verdict for result in results)
    said = (f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    return ", ".join(said) or "nothing ran"
