"""Joining the runs of shards into one, which is whole when each of them is there.

Knows runs. Must not know files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from slidegen.errors import UsageError
from slidegen.script.result import Run, StepResult
from slidegen.script.shard import Shard


def merge(runs: Sequence[Run]) -> Run:
    """One run of all results: for a step that several have, the latest; sections stay together."""
    decks = {run.info.path for run in runs}
    if len(decks) > 1:
        raise UsageError(f"these are runs of {len(decks)} decks: {', '.join(sorted(decks))}")
    ordered = sorted(runs, key=lambda run: (run.info.shard.partition("/")[0].zfill(4), run.info.started))
    found: dict[str, StepResult] = {}
    for result in sorted((r for run in ordered for r in run.results), key=lambda r: r.date):
        found[result.id] = result
    sections = dict.fromkeys(result.section for run in ordered for result in run.results)
    results = tuple(r for section in sections for r in found.values() if r.section == section)
    first = min(runs, key=lambda run: (not run.results, run.info.started))
    missing = ", ".join(map(str, _missing(runs)))
    whole = not missing and all(run.complete for run in runs)
    info = replace(first.info, shard="", missing=missing)
    return Run(info, results, whole, max(run.seconds for run in runs))


def _missing(runs: Sequence[Run]) -> Iterator[Shard]:
    """The shards whose jobs died before they wrote anything; one with nothing to do wrote that."""
    there = {Shard.parse(run.info.shard) for run in runs if run.info.shard}
    for count in sorted({shard.count for shard in there}):
        shards = (Shard(number, count) for number in range(1, count + 1))
        yield from (shard for shard in shards if shard not in there)
