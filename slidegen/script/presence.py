"""Who else works on a bed: the runs of one user on one machine know of each other by a lock.

What came since a run began may be another run's: whoever is not alone takes nothing away.

The lock lies where this user alone writes: in a folder that anybody may make first, whoever does so decides
who is alone. Where no such folder can be had, nobody is told to be alone.

Knows a lock. Must not know what a bed holds.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from slidegen.cache import kept_for_user

ANOTHER = "another run is on this bed, and what came since may be its own"
NO_PLACE = "no folder of this user's could hold the lock by which runs on one bed know of each other"


class Presence:
    """One run on a bed, as long as it is held: the end of the process ends it, too."""

    def __init__(self, bed: str) -> None:
        name = hashlib.sha256(bed.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._file = next(_opened(name), None)
        if self._file is not None:
            import fcntl  # not on Windows, where runs are refused

            fcntl.flock(self._file, fcntl.LOCK_SH)

    def others(self) -> str:
        """Why others may be on the bed, `` when none is; who comes then waits until this one has ended."""
        import fcntl

        if self._file is None:
            return NO_PLACE
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            fcntl.flock(self._file, fcntl.LOCK_SH)
            return ANOTHER
        return ""

    def end(self) -> None:
        if self._file is not None:
            os.close(self._file)


def _opened(name: str) -> Iterator[int]:
    """The lock of that name, in the first place that can hold it."""
    for place in _places():
        try:
            folder = place()
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
                continue  # somebody else's, or one in which others write
            yield os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        except (OSError, RuntimeError):  # no home, or none to write in
            continue


def _places() -> Iterator[Callable[[], Path]]:
    """A run with another environment (a cron job's) is to find the same, so the home comes first."""
    yield lambda: kept_for_user(os.environ, Path.home) / "slidegen" / "beds"
    yield lambda: Path(tempfile.gettempdir()) / f"slidegen-{os.getuid()}"
