"""Which steps of a script `run` is to run: by section, by name, by shard. No verb itself.

Knows the options that choose. Must not know how a step runs.
"""

import dataclasses
from pathlib import Path

from slidegen.errors import UsageError
from slidegen.script.model import Script, ScriptSection
from slidegen.script.report.jsonl import read_results
from slidegen.script.result import StepResult
from slidegen.script.shard import Shard, durations, share


def chosen(script: Script, options: dict[str, object]) -> tuple[ScriptSection, ...]:
    """The sections to run, with the chosen steps only."""
    sections = _named(script, _texts(options["sections"]))
    if start := options["start"]:
        sections = _from(sections, str(start))
    if only := _texts(options["only"]):
        sections = tuple(
            dataclasses.replace(
                s, steps=tuple(step for step in s.steps if any(_is_at(step.id, name) for name in only))
            )
            for s in sections
        )
        if not any(section.steps for section in sections):
            raise UsageError(f"no step is called {', '.join(only)}", hint="`--list` shows the ids")
    if shard := options["shard"]:
        sections = share(sections, Shard.parse(str(shard)), durations(_measured(options["durations"])))
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


def _measured(given: object) -> tuple[StepResult, ...]:
    """Only what the caller names: all shards must share by the same numbers."""
    if not given:
        return ()
    path = Path(str(given))
    if not path.exists():
        raise UsageError(f"{path} does not exist", hint="`--durations` takes a results.jsonl")
    return read_results(path)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, tuple) else ()
