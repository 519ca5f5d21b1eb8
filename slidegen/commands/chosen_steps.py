"""Which steps of a script `run` is to run: by section, by name, by shard. No verb itself.

Knows the options that choose. Must not know how a step runs.
"""

import dataclasses
from pathlib import Path

from slidegen.commands.run_options import RunOptions
from slidegen.errors import UsageError
from slidegen.script.model import Script, ScriptSection
from slidegen.script.report.jsonl import read_results
from slidegen.script.result import StepResult, Verdict
from slidegen.script.shard import Shard, durations, share


def chosen(script: Script, options: RunOptions, folder: Path) -> tuple[ScriptSection, ...]:
    """The sections to run, with the chosen steps only; `folder` is where the deck ran last."""
    sections = _named(script, options.sections)
    if options.failed:
        sections = wrong_last_time(sections, folder)
    if options.start:
        sections = _from(sections, options.start)
    if only := options.only:
        sections = tuple(
            dataclasses.replace(
                s, steps=tuple(step for step in s.steps if any(_is_at(step.id, name) for name in only))
            )
            for s in sections
        )
        if not any(section.steps for section in sections):
            raise UsageError(f"no step is called {', '.join(only)}", hint="`--list` shows the ids")
    if options.shard:
        sections = share(sections, Shard.parse(options.shard), durations(_measured(options.durations)))
    return sections


def _named(script: Script, names: tuple[str, ...]) -> tuple[ScriptSection, ...]:
    if not names:
        return script.sections
    found = []
    for name in names:
        matching = [s for s in script.sections if name in {s.id, s.name, s.title, str(s.number)}]
        if not matching:
            known = ", ".join(section.id for section in script.sections if section.steps)
            raise UsageError(f"there is no section `{name}`", hint=f"sections: {known}")
        found += matching
    return tuple(section for section in script.sections if section in found)


def _from(sections: tuple[ScriptSection, ...], start: str) -> tuple[ScriptSection, ...]:
    for number, section in enumerate(sections):
        for at, step in enumerate(section.steps):
            if _is_at(step.id, start):
                return (dataclasses.replace(section, steps=section.steps[at:]), *sections[number + 1 :])
    raise UsageError(f"no step is called {start}", hint="`--list` shows the ids")


def _is_at(id: str, name: str) -> bool:
    return id == name or id.startswith(name.rstrip("/") + "/")


def _measured(path: Path | None) -> tuple[StepResult, ...]:
    """Only what the caller names: all shards must share by the same numbers."""
    if path is None:
        return ()
    if not path.exists():
        raise UsageError(f"{path} does not exist", hint="`--durations` takes a results.jsonl")
    return read_results(path)


def wrong_last_time(sections: tuple[ScriptSection, ...], folder: Path) -> tuple[ScriptSection, ...]:
    """The whole sections in which a step is to be mended or looked at: its steps rely on each other."""
    journal = folder / "results.jsonl"
    if not journal.exists():
        raise UsageError("nothing was run before", hint="`slidegen run` without `--failed` runs all")
    wrong = {
        result.section
        for result in read_results(journal)
        if result.is_unexpected or result.stale or result.verdict is Verdict.SUSPECT
    }
    found = tuple(section for section in sections if section.id in wrong)
    if not found:
        raise UsageError(
            "nothing was wrong in the last run", hint="`slidegen run` without `--failed` runs all"
        )
    return found
