"""Bytes that are made now and wanted later: those of a large deck would fill the memory meanwhile.

Few stay where they are. What is beyond goes to a file without a name, which ends with the last who can read
it; where there is no room for one, all stays in memory.

Knows bytes. Must not know what they are.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from typing import Union

from slidegen.lazy_dataclass import dataclass

ROOM = 4 << 20  #: bytes that stay in memory: nothing of a day's workshop has more
PIECE = 1 << 20  #: bytes that are read at a time

Kept = Union[bytes, "Laid"]  #: `bytes(…)` and `len(…)` answer of both

_at_a_place = threading.Lock()


@dataclass(frozen=True, slots=True)
class Laid:
    """Bytes that lie in a file."""

    file: "_Nameless"
    start: int
    size: int

    def __len__(self) -> int:
        return self.size

    def __bytes__(self) -> bytes:
        return self.part(0, self.size)

    def part(self, start: int, end: int) -> bytes:
        return self.file.read(self.start + start, max(0, min(end, self.size) - start))

    def from_(self, start: int, size: int | None = None) -> "Laid":
        """What begins there, to the end or so long."""
        return Laid(self.file, self.start + start, self.size - start if size is None else size)

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (bytes(self),)  # another process has its own files


class Aside:
    """Where bytes are put until they are wanted."""

    def __init__(self, room: int = ROOM) -> None:
        self._room, self._process = room, os.getpid()
        self._file: _Nameless | None = None
        self._end = 0
        self._all: Laid | None = None

    def put(self, pieces: Iterable[bytes]) -> Kept:
        """What the pieces are together; they may be more than is in memory at once."""
        held: list[bytes] = []
        laid: Laid | None = None
        for piece in pieces:
            held.append(piece)
            self._room -= len(piece)
            if self._room < 0 and (more := self._written(b"".join(held), laid)):
                laid = more
                held.clear()
        if laid is None:
            return b"".join(held)
        return b"".join((bytes(laid), *held)) if held else laid

    def put_among(self, data: bytes) -> tuple[Kept, int]:
        """Among which bytes these are, and where: of many that have the same, each needs a number."""
        kept = self.put((data,))
        if isinstance(kept, bytes):
            return kept, 0
        if self._all is None or self._all.file is not kept.file:
            self._all = Laid(kept.file, 0, sys.maxsize)
        return self._all, kept.start

    def _written(self, data: bytes, before: Laid | None) -> Laid | None:
        """Where the bytes are now, with those that they follow; None where the disk takes no more."""
        try:
            file = self._own_file()
            file.write(self._end, data)
        except OSError:
            self._room = sys.maxsize
            return None
        start, size = (before.start, before.size) if before else (self._end, 0)
        self._end += len(data)
        return Laid(file, start, size + len(data))

    def _own_file(self) -> "_Nameless":
        """The file; that of another process, of which this one is a copy, is only read."""
        if self._file is None or self._process != os.getpid():
            self._file, self._end, self._process = _Nameless(), 0, os.getpid()
        return self._file


class _Nameless:
    """A file that ends with the last who knows it."""

    def __init__(self) -> None:
        import tempfile  # few decks are so large

        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def write(self, place: int, data: bytes) -> None:
        with _at_a_place:
            self._file.seek(place)
            self._file.write(data)
            self._file.flush()

    def read(self, place: int, size: int) -> bytes:
        if hasattr(os, "pread"):  # copies of a process have one place in the file together
            return os.pread(self._file.fileno(), size, place)
        with _at_a_place:
            self._file.seek(place)
            return self._file.read(size)

    def __del__(self) -> None:
        with contextlib.suppress(OSError, AttributeError):  # what a full disk did not take is nowhere
            self._file.close()


def part_of(kept: Kept, start: int, end: int) -> bytes:
    return kept[start:end] if isinstance(kept, bytes) else kept.part(start, end)


def first_line(kept: Kept) -> tuple[bytes, Kept]:
    """The first line, without its end, and what follows."""
    if isinstance(kept, bytes):
        line, _, rest = kept.partition(b"\n")
        return line, rest
    line = b""
    for piece in pieces_of(kept):
        before, end, _ = piece.partition(b"\n")
        line += before
        if end:
            return line, kept.from_(len(line) + 1)
    return line, b""


def pieces_of(kept: Kept) -> Iterator[bytes]:
    """The bytes from the first one on, some at a time."""
    if isinstance(kept, bytes):
        yield kept
        return
    for start in range(0, len(kept), PIECE):
        yield kept.part(start, min(start + PIECE, len(kept)))
