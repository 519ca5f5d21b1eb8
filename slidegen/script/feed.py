"""What is fed to a shell for a step: its commands one at a time, or the file that it saves.

Knows shell quoting. Must not know who runs it.
"""

import shlex

from slidegen.script.model import Kind, Step
from slidegen.shell.complete import split


def commands_of(step: Step) -> tuple[str, ...]:
    """What is fed to the shell for it."""
    if step.kind is not Kind.SAVE:
        return split(step.text)
    name = shlex.quote(step.target).replace("'~/", "~/'", 1)
    mark = delimiter(step.text)
    return (
        f'command -p mkdir -p -- "$(command -p dirname -- {name})"',  # wherever the deck's PATH leads
        f"command -p cat >{name} <<'{mark}'\n{step.text}\n{mark}",
    )


def delimiter(text: str) -> str:
    """A word for the here-document that no line of `text` is."""
    lines = set(text.split("\n"))
    word, number = "END", 1
    while word in lines:
        number += 1
        word = f"END{number}"
    return word
