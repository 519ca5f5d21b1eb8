"""Joining the runs of shards into one.

Knows runs. Must not know files.
"""

from collections.abc import Sequence
from dataclasses import replace

from slidegen.errors import UsageError
from slidegen.script.result import Run, StepResult


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
    first = min(runs, key=lambda run: run.info.started)
    info = replace(first.info, shard="")
    return Run(info, results, all(run.complete for run in runs), max(run.seconds for run in runs))
