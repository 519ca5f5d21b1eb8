"""A file laid below a folder in which a deck did what it liked: no link of its leads the write elsewhere.

Knows disks. Must not know what is laid.
"""

import contextlib
import os
import shutil
from pathlib import Path


def lay_file(folder: Path, name: str, data: bytes, mode: int = 0o600) -> None:
    """Write `name` below `folder`; what stands in its way there, or is a link, goes."""
    *parents, last = Path(name).parts
    at = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parents:
            inner = _entered(at, part)
            os.close(at)
            at = inner
        _clear(at, last)
        with os.fdopen(os.open(last, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode, dir_fd=at), "wb") as file:
            file.write(data)
    finally:
        os.close(at)


def drop_links(folder: Path, but: str) -> None:
    """Take away the links in `folder`, but for what is in its folder `but`: slidegen lays none there.

    A repository may bring such a folder, whose links would lead what is written, and cleared, elsewhere.
    """
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            if path.is_symlink():
                path.unlink()
        if Path(place) == folder and but in folders:
            folders.remove(but)


def _entered(at: int, name: str) -> int:
    """The folder of that name, which is a true one now."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
    with contextlib.suppress(OSError):
        return os.open(name, flags, dir_fd=at)
    _clear(at, name)
    os.mkdir(name, 0o700, dir_fd=at)
    return os.open(name, flags, dir_fd=at)


def _clear(at: int, name: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        try:
            os.unlink(name, dir_fd=at)
        except IsADirectoryError:
            shutil.rmtree(name, dir_fd=at)
