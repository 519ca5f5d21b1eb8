"""Steps that start something in front which later steps use: an attendee would leave it running elsewhere.

Knows what steps make and use. Must not know how anything runs.
"""

from collections.abc import Sequence
from dataclasses import replace

from slidegen.script.classify import stays_in_front
from slidegen.script.makes import Thing, made_by
from slidegen.script.model import ScriptSection
from slidegen.script.uses import used_by


def kept_running(sections: Sequence[ScriptSection]) -> tuple[ScriptSection, ...]:
    """`sections` with those steps marked whose container a later one names."""
    wanted: set[Thing] = set()
    found: list[ScriptSection] = []
    for section in reversed(sections):
        steps = []
        for step in reversed(section.steps):
            named = {thing for thing in made_by(step.text) if thing.sort == "object"}
            is_kept = bool(named & wanted) and stays_in_front(step.text)
            steps.append(replace(step, is_kept=True) if is_kept else step)
            wanted |= {thing for thing in used_by(step.text) if thing.sort == "object"}
        found.append(replace(section, steps=tuple(reversed(steps))))
    return tuple(reversed(found))
