"""Opening a file at a line in the author's editor.

Knows editors' command lines. Must not know who asked; the path was checked before.
"""

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from slidegen.errors import UsageError

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


def open_in_editor(command: tuple[str, ...], path: Path, line: int) -> str:
    """Starts the editor; what to say when it cannot be, else ``."""
    words = [word.format(file=path, line=line) for word in command]
    if shutil.which(words[0]) is None:
        return f"{words[0]} is not installed; the slide stands in {path}:{line}"
    subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return ""
