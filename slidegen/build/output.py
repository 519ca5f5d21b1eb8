"""The output folder: what is written there, kept there, and taken away again.

Knows files and the record. Must not know what is in them. Files are written to a temporary name and renamed;
what is equal is not written again; what the record does not list is neither overwritten nor deleted.
"""

import contextlib
import errno
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from slidegen.build.record import RECORD, Record, record_bytes
from slidegen.cache import write_atomically
from slidegen.errors import MachineError


@dataclass(frozen=True, slots=True)
class Output:
    """A file to write: its path in the output folder, and its bytes."""

    path: str
    data: bytes
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to copy: its path in the output folder, and where it is now."""

    path: str
    origin: Path


class OutputFolder:
    """Writes outputs; `close` writes the record and removes what the last build made and this one did not."""

    def __init__(self, folder: Path, record: Record) -> None:
        self.folder = folder
        self.before = record
        self.files: dict[str, str] = {}
        self.written: list[str] = []

    def write(self, outputs: Iterable[Output], copies: Iterable[Copy] = ()) -> tuple[str, ...]:
        """Put the files in their places; returns their paths. Raises MachineError."""
        paths = []
        for copy in copies:
            if copy.path not in self.files:  # decks share pictures
                self._put(copy.path, _read(copy.origin))
            paths.append(copy.path)
        for output in outputs:
            self._put(output.path, output.data, 0o755 if output.executable else 0o644)
            paths.append(output.path)
        return tuple(paths)

    def keep(self, paths: Iterable[str]) -> None:
        """These files of the last build stay as they are."""
        self.files.update((path, self.before.files[path]) for path in paths if path in self.before.files)

    def close(self, decks: dict[str, tuple[str, ...]]) -> Record:
        record = Record(decks, self.files)
        self._store(RECORD, record_bytes(record))
        for path in self.before.files.keys() - self.files.keys():
            self._remove(path, self.before.files[path])
        return record

    def _put(self, path: str, data: bytes, mode: int = 0o644) -> None:
        digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        if self.files.get(path) == digest:
            return
        self.files[path] = digest
        target = self.folder / path
        if not self.before.owns(path) and target.exists() and _digest(target) != digest:
            raise MachineError(
                f"{target} exists and was not made by slidegen; it is left as it is",
                hint="move it away, or choose another folder with --out",
            )
        self._store(path, data, mode)

    def _store(self, path: str, data: bytes, mode: int = 0o644) -> None:
        target = self.folder / path
        try:
            if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target, data, mode)
        except OSError as error:
            raise _explained(error, target) from error
        self.written.append(path)

    def _remove(self, path: str, digest: str) -> None:
        """Delete a file of ours, unless somebody changed it, and the folders that are empty without it."""
        target = self.folder / path
        with contextlib.suppress(OSError):
            if _digest(target) != digest:
                return
            target.unlink()
            for folder in target.relative_to(self.folder).parents[:-1]:
                (self.folder / folder).rmdir()


def _digest(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _explained(error, path) from error


_ADVICE = {
    errno.ENOSPC: "free some space, or choose another folder with --out; what was there is still whole",
    errno.EACCES: "check the permissions, or choose another folder with --out",
    errno.EROFS: "the disk is read-only; choose another folder with --out",
}


def _explained(error: OSError, path: Path) -> MachineError:
    hint = _ADVICE.get(error.errno or 0, "check the disk, or choose another folder with --out")
    return MachineError(f"{path}: {error.strerror or error}", hint=hint)
