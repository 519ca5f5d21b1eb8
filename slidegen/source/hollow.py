"""Files that are there and hold nothing of what they are called: empty ones, and the pointers of Git LFS.

A clone without Git LFS has, in place of each file that is kept there, three lines that say which one it is.

Knows bytes. Must not know who asks for the file.
"""

import os

from slidegen.memory import remembered

#: How a pointer begins, and what none is as long as: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
POINTER = b"version https://git-lfs.github.com/spec/"
LONGEST_POINTER = 1024

POINTS = "is a pointer of Git LFS: what it stands for is not here"
FETCH = "fetch it: `git lfs pull`; in CI, check out with `lfs: true`"


def is_pointer(raw: bytes) -> bool:
    return raw.startswith(POINTER) and len(raw) < LONGEST_POINTER


def why_hollow(file: str) -> tuple[str, str] | None:
    """What is wrong with a picture or a film that is there, and what to do; None where it holds something."""
    try:
        status = os.stat(file)  # noqa: PTH116  a build asks for each picture
        if not status.st_size:
            return "is empty", "put the file there again"
        is_short = status.st_size < LONGEST_POINTER
        return (POINTS, FETCH) if is_short and _points(file, status.st_size, status.st_mtime_ns) else None
    except (OSError, ValueError):
        return None


@remembered
def _points(file: str, size: int, saved: int) -> bool:  # noqa: ARG001  `saved` tells questions apart
    """Asked once of a file that was saved then: a dev server asks at each save of another."""
    with open(file, "rb") as opened:  # noqa: PTH123
        return is_pointer(opened.read(size))
