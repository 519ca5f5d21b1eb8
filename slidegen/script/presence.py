"""Who else works on a bed: the runs of one user on one machine know of each other by a lock.

What came since a run began may be another run's: whoever is not alone takes nothing away.

Knows a lock. Must not know what a bed holds.
"""

import hashlib
import os
import tempfile
from pathlib import Path


class Presence:
    """One run on a bed, as long as it is held: the end of the process ends it, too."""

    def __init__(self, bed: str) -> None:
        import fcntl  # not on Windows, where runs are refused

        folder = Path(tempfile.gettempdir()) / f"slidegen-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        name = hashlib.sha256(bed.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._file = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def is_alone(self) -> bool:
        """Whether no other run is on the bed; who comes now waits until this one has ended."""
        import fcntl

        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            fcntl.flock(self._file, fcntl.LOCK_SH)
            return False
        return True

    def end(self) -> None:
        os.close(self._file)
