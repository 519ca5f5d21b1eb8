"""Asking git about a repository that may be a stranger's.

Its configuration comes with it, in an archive for instance, and git starts whatever stands there: a monitor
of the file system, hooks, filters, converters for a diff, a program to fetch what is missing. None of them
runs here.

Knows git's command line. Must not know what is asked.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.source.program_path import program_path

if TYPE_CHECKING:
    import subprocess

#: What would start a program of the repository's choice, and its answer.
_NOTHING_RUN = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "log.showSignature=false"),
    *("-c", "core.sshCommand=false", "-c", "credential.helper=", "-c", "core.quotePath=false"),
)
#: Nothing is fetched, no index is written, and nobody is asked for a password.
_QUIET = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_FILTER = re.compile(r"(?P<key>filter\..*\.)(?:clean|smudge|process|required)", re.DOTALL)
_COMPARES = ("diff", "status")  #: what reads files through filters
_ITS_OWN = ("local", "worktree")  #: the scopes that come with a repository


def ask_git(root: Path, *arguments: str, seconds: float = 20) -> "subprocess.CompletedProcess[bytes]":
    """What git answers in `root`. Raises OSError without git, and SubprocessError when it takes too long."""
    git = program_path("git")
    if not git:
        raise FileNotFoundError("git is not installed")
    without = _filters(git, root) if arguments[0] in _COMPARES else ()
    return _ask(git, root, (*without, *arguments), seconds)


def _ask(
    git: str, root: Path, arguments: tuple[str, ...], seconds: float
) -> "subprocess.CompletedProcess[bytes]":
    import subprocess  # a commit hook mostly asks nobody

    return subprocess.run(
        [git, *_NOTHING_RUN, *arguments],
        cwd=root,
        env={**os.environ, **_QUIET},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=seconds,
        check=False,
    )


def _filters(git: str, root: Path) -> tuple[str, ...]:
    """Options that put nothing in the place of the filters that the repository itself sets."""
    asked = ("config", "--show-scope", "--name-only", "-z", "--get-regexp", r"^filter\.")
    words = _ask(git, root, asked, 20).stdout.decode("utf-8", "surrogateescape").split("\0")
    own = (key for scope, key in zip(words[::2], words[1::2], strict=False) if scope in _ITS_OWN)
    keys = dict.fromkeys(found["key"] for key in own if (found := _FILTER.fullmatch(key)))
    nothing = ("clean=", "smudge=", "process=", "required=false")
    return tuple(word for key in keys for value in nothing for word in ("-c", key + value))
