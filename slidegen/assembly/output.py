"""The output folder: what is written there, kept there, and taken away again.

Knows files and the record. Must not know what is in them. Files are written to a temporary name and renamed;
what is equal is not written again; what the record does not list is neither overwritten nor deleted.
"""

import contextlib
import hashlib
import stat
from collections.abc import Callable, Iterable, Mapping
from io import BufferedReader
from pathlib import Path

from slidegen.assembly.record import (
    INTENDED,
    RECORD,
    Left,
    Record,
    intended_line,
    read_intended,
    record_bytes,
    stamp_below,
)
from slidegen.cache import copy_atomically, write_atomically, write_pieces_atomically
from slidegen.errors import REFUSALS, MachineError
from slidegen.lazy_dataclass import dataclass
from slidegen.set_aside import Kept, pieces_of


@dataclass(frozen=True, slots=True, eq=False)
class Foreseen:
    """Bytes of which the digest is known: they are made when a file does not hold them already."""

    digest: str
    make: Callable[[], Kept]

    def __reduce__(self) -> tuple[Callable[[str, bytes], "Foreseen"], tuple[str, bytes]]:
        return _made_elsewhere, (self.digest, bytes(self.make()))  # another process cannot make them


def _made_elsewhere(digest: str, data: bytes) -> Foreseen:
    return Foreseen(digest, lambda: data)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file to write: its path in the output folder, and its bytes."""

    path: str
    data: Kept | Foreseen
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to copy: its path in the output folder, and where it is now."""

    path: str
    origin: Path


class RefusedError(MachineError):
    """A file that is not ours, or not this deck's, stands where one of a deck's files would go."""


class OutputFolder:
    """Writes outputs; `close` writes the record and removes what the last build made and this one did not."""

    def __init__(self, folder: Path, record: Record, left: Left | None = None) -> None:
        self.folder = folder
        self.before = record
        self.left = left or {}
        self.files: dict[str, str] = {}
        self.written: list[str] = []
        self._made: set[str] = set()  #: what belongs to a deck that is up to date
        self._intended = dict(record.files)
        self._origins: dict[Path, str] = {}  #: the digests of files that decks copy; decks share pictures
        self._announced = False  #: whether this build has said what it is about to write
        self._folders: set[Path] = set()  #: those that are there
        self._inside: dict[Path, bool] = {}

    def write(self, outputs: Iterable[OutputFile], copies: Iterable[Copy] = ()) -> tuple[str, ...]:
        """Put the files in their places; returns their paths. Raises MachineError, and writes nothing
        when one of the places is taken (RefusedError)."""
        wanted: list[OutputFile | Copy] = [*copies, *outputs]
        items = {item.path: (item, self._digest_of(item)) for item in wanted}
        for path, (_, digest) in items.items():
            self._check(path, digest)
        self._announce({path: digest for path, (_, digest) in items.items()})
        for path, (item, digest) in items.items():
            self._put(item, digest)
            self._made.add(path)
        return tuple(items)

    def as_left(self, path: str) -> str | None:
        """The digest of a file that is as the last build left it, by size and time; None of any other."""
        then, digest = self.left.get(path, (None, ""))
        return digest if then is not None and stamp_below(self.folder, path) == then else None

    def keep(self, paths: Iterable[str]) -> None:
        """These files of the last build stay as they are."""
        self.files.update((path, self.before.files[path]) for path in paths if path in self.before.files)

    def leave(self, paths: tuple[str, ...]) -> None:
        """These stay, and they are up to date: no other deck may write there."""
        self.keep(paths)
        self._made.update(paths)

    def close(
        self, decks: Mapping[str, tuple[str, ...]], entries: Mapping[str, Mapping[str, object]]
    ) -> Record:
        record = Record(decks, self.files, entries)
        self._store(RECORD, record_bytes(record))
        for path in self._intended.keys() - self.files.keys():
            self._remove(path, self._intended[path])
        with contextlib.suppress(OSError):
            (self.folder / INTENDED).unlink(missing_ok=True)
        return record

    def _check(self, path: str, digest: str) -> None:
        """Refuse a place where another deck's file or somebody else's stands."""
        if path in self._made and self.files.get(path) != digest:
            raise RefusedError(
                f"another deck has made {self.folder / path} already, and not the same",
                hint="give one of them another name",
            )
        target = self.folder / path
        if not self._is_inside(target):
            raise RefusedError(
                f"{target} lies outside of {self.folder}, by a symbolic link; nothing is written there",
                hint="remove the link, or choose another folder with --out",
            )
        if not self.before.owns(path) and path not in self.files and _is_other(target, digest):
            raise RefusedError(
                f"{target} exists and {self._whose()}; it is left as it is", hint=_ANOTHER_PLACE
            )

    def _is_inside(self, target: Path) -> bool:
        """Whether the folder of `target` is where its name says: a stranger's `dist` may hold links."""
        folder = target.parent
        if folder not in self._inside:
            self._inside[folder] = folder.resolve().is_relative_to(self.folder.resolve())
        return self._inside[folder]

    def _whose(self) -> str:
        if self.before.is_unreadable:
            return f"{self.folder / RECORD}, which would say whether slidegen made it, cannot be read"
        return "was not made by slidegen"

    def _announce(self, planned: Mapping[str, str]) -> None:
        """Write down what is going to be written, so that a build after a kill knows it for ours."""
        new = {path: digest for path, digest in planned.items() if path not in self._intended}
        if not new:
            return
        target = self.folder / INTENDED
        try:
            if self._announced:
                with target.open("ab") as file:
                    file.write(intended_line(new))
            else:  # a new file, whatever stood there: a stranger's link would lead elsewhere
                self._make_folder(self.folder)
                write_atomically(target, intended_line({**read_intended(self.folder), **new}))
        except OSError as error:
            raise _explained(error, target) from error
        self._announced = True
        self._intended |= new

    def _put(self, item: OutputFile | Copy, digest: str) -> None:
        if self.files.get(item.path) == digest and item.path in self._made:
            return
        self.files[item.path] = digest
        left = self.as_left(item.path)
        if left == digest:
            return
        if isinstance(item, OutputFile):
            self._store(item.path, item.data, 0o755 if item.executable else 0o644, is_other=left is not None)
        elif not _is_same(self.folder / item.path, item.origin, digest):
            self._copy(item)

    def _copy(self, item: Copy) -> None:
        target = self.folder / item.path
        try:
            self._make_folder(target.parent)
            copy_atomically(item.origin, target)
        except OSError as error:
            raise _explained(error, target) from error
        self.written.append(item.path)

    def _store(self, path: str, data: Kept | Foreseen, mode: int = 0o644, *, is_other: bool = False) -> None:
        """Have the bytes there; `is_other` where it is known that the file holds others."""
        target = self.folder / path
        try:
            if not is_other and target.is_file() and _holds(target, data):
                return
            self._make_folder(target.parent)
            made = data.make() if isinstance(data, Foreseen) else data
            write_pieces_atomically(target, pieces_of(made), mode)
        except OSError as error:
            raise _explained(error, target) from error
        self.written.append(path)

    def _make_folder(self, folder: Path) -> None:
        if folder not in self._folders:
            folder.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)

    def _digest_of(self, item: OutputFile | Copy) -> str:
        if isinstance(item, OutputFile):
            return item.data.digest if isinstance(item.data, Foreseen) else digest_of(item.data)
        if item.origin not in self._origins:
            try:
                self._origins[item.origin] = _digest(item.origin)
            except OSError as error:
                raise _explained(error, item.origin) from error
        return self._origins[item.origin]

    def _remove(self, path: str, digest: str) -> None:
        """Delete a file of ours, unless somebody changed it, and the folders that are empty without it."""
        target = self.folder / path
        with contextlib.suppress(OSError):
            if not self._is_inside(target) or _digest(target) != digest:
                return
            target.unlink()
            for folder in target.relative_to(self.folder).parents[:-1]:
                (self.folder / folder).rmdir()


def _holds(path: Path, data: Kept | Foreseen) -> bool:
    """Whether the file holds these bytes, and no others."""
    if isinstance(data, Foreseen):
        return _digest(path) == data.digest
    if path.stat().st_size != len(data):
        return False
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces_of(data))


def digest_of(data: Kept) -> str:
    digest = _new_digest()
    for piece in pieces_of(data):
        digest.update(piece)
    return digest.hexdigest()


def _digest(path: Path) -> str:
    """The digest of a file, which may be larger than memory."""
    with path.open("rb") as file:
        return digest_of_file(file)


def digest_of_file(file: BufferedReader) -> str:
    """The same of the bytes of an open file; most are small, and `file_digest` fills 256 KB for each."""
    digest = _new_digest()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _new_digest() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=16)


def _is_other(path: Path, digest: str) -> bool:
    """Whether something stands there that does not have that digest."""
    try:
        status = path.stat()  # asked once: another build may put the same file there between two questions
    except OSError:
        return path.is_symlink()
    return not stat.S_ISREG(status.st_mode) or _digest(path) != digest


def _is_same(path: Path, origin: Path, digest: str) -> bool:
    return path.is_file() and path.stat().st_size == origin.stat().st_size and _digest(path) == digest


_PIECE = 1 << 16
_ANOTHER_PLACE = "move it away, or choose another folder with --out"


def _explained(error: OSError, path: Path) -> MachineError:
    advice = REFUSALS.get(error.errno or 0, "check the disk")
    hint = f"{advice}, or choose another folder with --out; what was there is still whole"
    return MachineError(f"{path}: {error.strerror or error}", hint=hint)
