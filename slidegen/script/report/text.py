"""The report as text: what is to be mended, what was not run and why, and the count.

Knows layout. Must not know how results came about.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from slidegen.script.result import Cause, Run, StepResult
from slidegen.source.counted import counted
from slidegen.source.printable import printable_lines

NAME = "report.txt"

#: The parts of the report: a heading, and which results it holds.
PARTS: tuple[tuple[str, Cause], ...] = (
    ("Suspect: the deck's doing or the machine's, look at it", Cause.DOUBT),
    ("Not run: values, permission or keys are missing", Cause.CHOICE),
    ("Says nothing about the deck: this machine or cluster lacks something", Cause.MACHINE),
    ("Blocked by an earlier step", Cause.CHAIN),
)


def render(run: Run) -> str:
    return printable_lines("\n".join([*_lines(run), ""]))


def _lines(run: Run) -> Iterator[str]:
    info = run.info
    yield f"{info.title or info.deck} ({info.path})"
    yield f"run {info.started} on {info.host} as {info.user}, Kubernetes context {info.context or 'none'}"
    if info.missing:
        yield f"Shards without results, whose steps are told nowhere: {info.missing}"
    elif not run.complete:
        yield "The run goes on, or was interrupted: then `--resume` continues it."
    yield from _unexpected([result for result in run.results if result.is_unexpected])
    others = [result for result in run.results if not result.is_unexpected]
    yield from _known([(result, note) for result in others for note in result.known])
    yield from _stale([note for result in run.results for note in result.stale])
    for heading, cause in PARTS:
        yield from _part(heading, [r for r in run.results if r.cause is cause and not r.is_unexpected])
    yield ""
    steps = counted(len(run.results), "step")
    yield f"{steps} in {run.seconds:.0f} s: {run.summary}"


def _unexpected(results: list[StepResult]) -> Iterator[str]:
    if results:
        yield from ("", f"To mend ({len(results)})")
    for result in results:
        yield f"  {result.verdict:<8} {result.place}  {result.title}"
        yield f"           {result.id}"
        for line in (result.command or result.text).split("\n")[:6]:
            yield f"           $ {line}"
        yield f"           {result.why}"
        notes = (note for note in (*result.known, *result.notes) if note != result.why)
        yield from (f"           note: {note}" for note in notes)


def _stale(notes: list[str]) -> Iterator[str]:
    if notes:
        yield from (
            "",
            f"Shown output that is no longer what comes ({len(notes)}): `--update` writes it anew",
        )
    yield from (f"  {note}" for note in notes)


def _known(notes: list[tuple[StepResult, str]]) -> Iterator[str]:
    if notes:
        yield from ("", f"Known without running ({len(notes)})")
    for result, note in notes:
        yield f"  {result.place}  {note}"


def _part(heading: str, results: Iterable[StepResult]) -> Iterator[str]:
    found = list(results)
    if found:
        yield from ("", f"{heading} ({len(found)})")
    for why, group in groupby(found, key=lambda result: result.why):
        places = list(group)
        yield f"  {why}"
        yield from (f"    {each.verdict:<8} {each.place}  {_first(each.text)}" for each in places)


def _first(text: str) -> str:
    lines = text.split("\n")
    return lines[0][:90] + (" …" if len(lines) > 1 or len(lines[0]) > 90 else "")
