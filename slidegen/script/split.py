"""One snippet as complete commands: what can be fed to a shell one at a time.

Knows `bash -n`. Must not know what the commands are for.
"""

import re
import subprocess
from functools import lru_cache

_UNFINISHED_HERE_DOCUMENT = "here-document"
_CONTINUES = re.compile(r"(?<!\\)(?:\\\\)*\\$")


@lru_cache(maxsize=4096)
def syntax_error(text: str) -> str | None:
    """What `bash -n` says of `text`, None when it is well formed.

    Bash accepts a here-document that the end of the file ends, with a warning and status 0:
    for a prefix of a snippet that is an error too.
    """
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-n"],
        input=text + "\n",
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    if done.returncode == 0 and _UNFINISHED_HERE_DOCUMENT not in done.stderr:
        return None
    return done.stderr.strip() or f"bash -n: {done.returncode}"


def is_complete(text: str) -> bool:
    """Whether a shell would run `text` now instead of asking for more lines."""
    last = text.rsplit("\n", 1)[-1]
    return not _CONTINUES.search(last) and syntax_error(text) is None


def split(text: str) -> tuple[str, ...]:
    """The complete commands of `text` in order; what never becomes complete is the last, whole.

    Prefixes grow line by line, so that the first failing command is the one that is reported.
    """
    commands: list[str] = []
    lines: list[str] = []
    for line in text.split("\n"):
        if not lines and is_blank(line):
            continue
        lines.append(line)
        if is_complete("\n".join(lines)):
            commands.append("\n".join(lines))
            lines = []
    if any(not is_blank(line) for line in lines):
        commands.append("\n".join(lines))
    return tuple(commands)


def is_blank(text: str) -> bool:
    """Nothing to run: blank lines and comments only."""
    return all(not line.strip() or line.lstrip().startswith("#") for line in text.split("\n"))
