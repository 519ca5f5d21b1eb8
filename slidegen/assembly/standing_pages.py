"""The pages of the last build as they stand in the output folder, for what of them is the same in this one.

Which bytes of a page are which piece is kept in the cache, with the digest of the whole: a page that anybody
changed is no page of ours. Knows files and digests. Must not know what a piece says.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from slidegen.assembly.output import Foreseen, digest_of, digest_of_file
from slidegen.cache import Cache, body_by, program, signed
from slidegen.json_values import as_bytes, from_bytes
from slidegen.set_aside import ROOM, Aside

AsLeft = Callable[[str], str | None]
Places = dict[str, tuple[int, int]]  #: where in the page a piece begins and ends, by its digest


class StandingPages:
    """The pages of one output folder; without one there are none."""

    def __init__(
        self, cache: Cache | None = None, folder: Path = Path(), as_left: AsLeft = lambda _: None
    ) -> None:
        self._cache, self._folder, self._as_left = cache, folder, as_left

    def page(self, name: str, made: Callable[[Mapping[str, bytes]], Iterable[tuple[str, bytes]]]) -> Foreseen:
        """The page that `made` gives in pieces, when it is told which there are already."""
        places: Places = {}
        with self._standing(name) as known:
            page = Aside(ROOM).put(_placed(made(known), places))
        digest = digest_of(page)
        if self._cache is not None and places:
            self._cache.put(self._entry(name), signed(program(), as_bytes((digest, places))))
        return Foreseen(digest, lambda: page)

    def _entry(self, name: str) -> str:
        return f"page {self._folder / name}"

    @contextlib.contextmanager
    def _standing(self, name: str) -> Iterator[Mapping[str, bytes]]:
        """The pieces of the page while its file is open; none when it is not the one that is known."""
        digest, places = self._known(name)
        try:
            file = (self._folder / name).open("rb")
        except OSError:
            yield {}
            return
        with file:
            is_same = bool(places) and (self._as_left(name) or digest_of_file(file)) == digest
            yield _PiecesOfFile(file, places if is_same else {})

    def _known(self, name: str) -> tuple[str, Places]:
        body = body_by(program(), self._cache.get(self._entry(name)) if self._cache else None)
        return from_bytes(tuple[str, Places], bytes(body or b"")) or ("", {})


def _placed(pieces: Iterable[tuple[str, bytes]], places: Places) -> Iterator[bytes]:
    """The bytes of the pieces; where each of them stands is put into `places`."""
    at = 0
    for key, piece in pieces:
        if key:
            places[key] = at, at + len(piece)
        at += len(piece)
        yield piece


class _PiecesOfFile(Mapping[str, bytes]):
    """The pieces in a file."""

    def __init__(self, file: BinaryIO, places: Places) -> None:
        self._file, self._places = file, places

    def __getitem__(self, key: str) -> bytes:
        start, end = self._places[key]
        self._file.seek(start)
        return self._file.read(end - start)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
