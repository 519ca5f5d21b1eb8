"""Asking bash whether it could read texts. Nothing of them is run: `bash -n` only parses.

Knows how bash is called. Must not know where the texts come from.
"""

from collections.abc import Sequence
from functools import cache

from slidegen.source.program_path import program_path

SECONDS = 10


def syntax_errors(texts: Sequence[str]) -> list[str]:
    """What bash says of each text, `` when it can read it; nothing at all where there is no bash.

    Most texts are fine, so they are first read as one; only where that fails are they halved.
    """
    if not texts or not bash():
        return [""] * len(texts)
    error = _ask("\n".join(texts))
    if not error or len(texts) == 1:
        return [error] * len(texts)
    middle = len(texts) // 2
    return syntax_errors(texts[:middle]) + syntax_errors(texts[middle:])


@cache
def bash() -> str:
    return program_path("bash")


def _ask(text: str) -> str:
    """The first complaint, without bash's name and line."""
    import subprocess  # only paid for when there is something to ask

    try:
        answer = subprocess.run(
            [bash(), "--noprofile", "--norc", "-n"],
            input=text.encode("utf-8", "replace") + b"\n",
            capture_output=True,
            timeout=SECONDS,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    if answer.returncode == 0:
        return ""
    lines = answer.stderr.decode("utf-8", "replace").splitlines()
    first = lines[0] if lines else "syntax error"
    return first.partition(": line ")[2].partition(": ")[2] or first
