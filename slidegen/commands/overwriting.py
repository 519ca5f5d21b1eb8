"""Files of authors that are written anew where they stand. No verb itself.

Knows modes, owners and names of files. Must not know what is written.
"""

import os
from io import FileIO
from pathlib import Path

from slidegen.cache import naming, write_atomically


def is_writable(path: Path) -> bool:
    """Whether the file's mode lets its user write, also when the user is root and could all the same."""
    try:
        return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)
    except OSError:
        return True  # a text that stands on no disk


def overwrite(path: Path, raw: bytes) -> None:
    """The whole file at once: who reads meanwhile sees the old or the new one.

    One that is somebody else's, or has other names, stays that file, and is written in its place.
    """
    path = path.resolve()
    found = path.stat()
    if found.st_nlink > 1 or (found.st_uid, found.st_gid) != _own(found):
        with naming(path):
            _write_in_place(path, raw)
    else:
        write_atomically(path, raw, found.st_mode & 0o7777)


def _write_in_place(path: Path, raw: bytes) -> None:
    """What stands there is given up for what takes its place, and for nothing less: a disk may be full."""
    with path.open("r+b", buffering=0) as file:
        old = file.readall()
        try:
            _write_from_start(file, raw)
        except OSError:
            _write_from_start(file, old)  # its room was never given back
            raise


def _write_from_start(file: FileIO, raw: bytes) -> None:
    file.seek(0)
    written = 0
    while written < len(raw):
        written += file.write(raw[written:])
    file.truncate(len(raw))


def _own(found: os.stat_result) -> tuple[int, int]:
    """Whose a new file would be; where files have no owners (Windows), as it is."""
    return (os.geteuid(), os.getegid()) if hasattr(os, "geteuid") else (found.st_uid, found.st_gid)
