"""Opening a file at a line in the author's editor.

Knows editors' command lines. Must not know who asked; the path was checked before.
"""

import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.source.program_path import program_path

#: name -> the command; `{file}` and `{line}` are filled in
EDITORS: Mapping[str, tuple[str, ...]] = {
    "vscode": ("code", "--goto", "{file}:{line}"),
    "vscodium": ("codium", "--goto", "{file}:{line}"),
    "cursor": ("cursor", "--goto", "{file}:{line}"),
    "zed": ("zed", "{file}:{line}"),
    "sublime": ("subl", "{file}:{line}"),
    "kate": ("kate", "--line", "{line}", "{file}"),
    "gedit": ("gedit", "+{line}", "{file}"),
    "emacs": ("emacsclient", "--no-wait", "+{line}", "{file}"),
    "pycharm": ("pycharm", "--line", "{line}", "{file}"),
    "idea": ("idea", "--line", "{line}", "{file}"),
}


def editor_command(name: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """The command line of an editor.

    A command of one's own must come from the environment: settings travel with repositories, and who
    serves another's slides has not agreed to run another's programs.
    """
    if name in EDITORS:
        return EDITORS[name]
    if environ.get("SLIDEGEN_EDITOR") == name and "{file}" in name:
        return tuple(shlex.split(name))
    known = ", ".join(EDITORS)
    raise UsageError(
        f"`{name}` is no editor that slidegen knows",
        hint=f"Use one of {known}, or put a command with {{file}} and {{line}} into SLIDEGEN_EDITOR",
    )


class Editor(Protocol):
    """Whatever shows a line of a file to the author."""

    def open(self, path: Path, line: int) -> str:
        """Shows it; what to say when that cannot be, else ``."""


@dataclass(frozen=True, slots=True)
class EditorProgram:
    """A program that is started for each line."""

    command: tuple[str, ...]

    def open(self, path: Path, line: int) -> str:
        words = [word.format(file=path, line=line) for word in self.command]
        program = program_path(words[0])
        if not program:
            return f"{words[0]} is not installed; the slide stands in {path}:{line}"
        nothing = subprocess.DEVNULL
        subprocess.Popen([program, *words[1:]], stdin=nothing, stdout=nothing, stderr=nothing)
        return ""
