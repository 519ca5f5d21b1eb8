"""The texts of a project's files: each file is read once, by whoever wants it first.

A build, a glance of the dev server and its linter share one store, in which the texts of many days are at
hand; what is beyond lies aside. Who is told that a file was saved says so (`forget`); who is told of nothing
asks the disk which files are others now (`forget_changed`).

Knows which files were read, and when. Must not know what is in them.
"""

import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from slidegen.lazy_dataclass import dataclass
from slidegen.set_aside import ROOM, Aside
from slidegen.source.file import SourceFile
from slidegen.source.workspace import FileReading, Workspace, checked, may_hold, read_source

_Stamp = tuple[int, int, int] | None


@dataclass(slots=True)
class _Shelf:
    """What was read; several threads may ask. Not frozen: it is filled and cleared."""

    readings: dict[str, tuple[FileReading, _Stamp]] = field(default_factory=dict)
    room: int = ROOM  #: bytes of texts that may yet be held at hand
    aside: Aside = field(default_factory=lambda: Aside(0))
    forgotten: int = 0  #: how often somebody forgot: what was begun to be read before may be of before
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, path: str, reading: FileReading, stamp: _Stamp) -> None:
        self.drop(path)
        self.readings[path] = reading, stamp
        if reading.source and (size := reading.source.at_hand):
            if size > self.room:
                reading.source.lay_aside(self.aside)
            else:
                self.room -= size

    def drop(self, path: str) -> None:
        reading, _ = self.readings.pop(path, (None, None))
        if reading and reading.source:
            self.room += reading.source.at_hand


class Texts:
    """The files of a workspace, read."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._shelf = _Shelf()
        self._instead: Mapping[str, SourceFile] = {}

    @classmethod
    def at(cls, root: Path) -> "Texts":
        return cls(Workspace.at(root))

    def read(self, path: str) -> FileReading:
        """The file `path`, from the disk when it is first asked for."""
        if path in self._instead:
            return checked(self._instead[path])
        known = self._shelf.readings.get(path)
        if known is not None:
            return known[0]
        forgotten = self._shelf.forgotten
        stamp, reading = self._stamp(path), read_source(self.workspace, path)
        with self._shelf.lock:
            if forgotten == self._shelf.forgotten:
                self._shelf.put(path, reading, stamp)
        return reading

    def source(self, path: str) -> SourceFile | None:
        """The text of `path`, None where no such file may be read."""
        return self.read(path).source if path in self._instead or self.workspace.exists(path) else None

    def may_hold(self, path: str, *words: str) -> bool:
        """Whether one of `words` may stand in the file: a search that makes no text of one that was never
        read.
        """
        source = self._instead.get(path) or self.known((path,)).get(path)
        if source:
            return any(word in source.text for word in words)
        return may_hold(self.workspace, path, *words)

    def known(self, paths: Iterable[str]) -> dict[str, SourceFile]:
        """The files among `paths` that have been read."""
        wanted = tuple(paths)
        readings = ((path, self._shelf.readings.get(path)) for path in wanted)
        found = {path: read[0].source for path, read in readings if read and read[0].source}
        return found | {path: self._instead[path] for path in wanted if path in self._instead}

    def with_texts(self, instead: Mapping[str, SourceFile]) -> "Texts":
        """The same store, but for texts that are not, or no longer, on the disk."""
        other = Texts(self.workspace)
        other._shelf, other._instead = self._shelf, {**self._instead, **instead}
        return other

    def forget(self, paths: Iterable[str]) -> None:
        """Read these anew when they are next wanted."""
        with self._shelf.lock:
            self._shelf.forgotten += 1
            for path in paths:
                self._shelf.drop(path)

    def forget_changed(self) -> None:
        """Forget what is another file on the disk now: for files whose changes nobody tells of."""
        known = list(self._shelf.readings.items())
        self.forget([path for path, (_, stamp) in known if self._stamp(path) != stamp])

    def stamps(self, paths: Iterable[str]) -> tuple[_Stamp, ...]:
        """What tells each file from what it was, for whoever asks again; None of what is not there."""
        return tuple(map(self._stamp, paths))

    def _stamp(self, path: str) -> _Stamp:
        try:
            found = os.stat(self.workspace.place(path))  # noqa: PTH116
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino
