"""What a step left running and multiplies: it fills the run, and later steps would be blamed for that.

Knows how many processes there are. Must not know shells, nor what the processes do.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from slidegen.script.model import Step
from slidegen.script.sandbox.process_limit import MOST
from slidegen.script.verdict import Outcome
from slidegen.shell import commands_of_text

A_LOOK = 0.1  #: seconds between two of them: what was started once has come to its number by then


def crowded(step: Step, outcome: Outcome, count: Callable[[], int], clear: Callable[[], None]) -> Outcome:
    """`outcome`, but a failure where what the step left behind becomes more and more; that is ended."""
    if not outcome.ok or not _leaves_some(step.text) or not _multiplies(count):
        return outcome
    clear()
    why = (
        f"what it left in the background becomes ever more: {MOST} processes are the most that a run may have"
    )
    return replace(outcome, ok=False, status=None, command=step.text, why=why)


def _leaves_some(text: str) -> bool:
    return any(command.after == "&" for command in commands_of_text(text))


def _multiplies(count: Callable[[], int]) -> bool:
    before, now = 0, count()
    while before < now < MOST // 2:
        time.sleep(A_LOOK)
        before, now = now, count()
    return now >= MOST // 2
