"""What a build wrote and what it was made from: the record beside the pages, and the memory of what is fresh.

Knows three files. `.slidegen.json` in the output folder lists what is ours there, by digest: nothing
else is ever deleted or overwritten. While a build goes on, a second file there says line by line what it is
about to write, so that a build after a kill knows it for ours: to write the whole record before each deck
would cost many decks the square of their number. The memory, in the cache, says by size and time which
inputs each deck was made from, so that a build with nothing changed looks at files and reads none.
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from slidegen.cache import body_by, signed
from slidegen.finding import Finding
from slidegen.json_values import as_bytes, from_bytes
from slidegen.lazy_dataclass import dataclass

RECORD = ".slidegen.json"
INTENDED = ".slidegen.intended"  #: lines of JSON: paths and digests
VERSION = 1

Stamp = tuple[int, int] | None  #: (mtime in ns, size), None for a file that is not there


@dataclass(frozen=True, slots=True)
class Record:
    """The files of each deck, and the digest of each file, by its path in the output folder."""

    decks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  #: each deck's line in the index
    #: there is one, and it says nothing to this version
    is_unreadable: bool = field(default=False, compare=False)

    def owns(self, path: str) -> bool:
        return path in self.files


def read_record(out: Path) -> Record:
    """The record of an output folder; an empty one when there is none that this version can read."""
    record = _read_record(out)
    intended = {} if record.is_unreadable else read_intended(out)
    return replace(record, files={**record.files, **intended}) if intended else record


def read_intended(out: Path) -> dict[str, str]:
    """What builds that did not come to their end were about to write; the last line may be half a one."""
    found: dict[str, str] = {}
    with contextlib.suppress(OSError):
        for line in (out / INTENDED).read_bytes().splitlines():
            if (files := from_bytes(dict[str, str], line)) is None:
                break
            found |= {path: digest for path, digest in files.items() if is_below(path)}
    return found


def intended_line(files: Mapping[str, str]) -> bytes:
    return f"{json.dumps(files)}\n".encode()


def _read_record(out: Path) -> Record:
    try:
        text = (out / RECORD).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Record()
    except (OSError, ValueError):
        return Record(is_unreadable=True)
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            return Record(is_unreadable=True)
        decks = {str(name): tuple(map(str, files)) for name, files in data["decks"].items()}
        files = {str(path): str(digest) for path, digest in data["files"].items() if is_below(str(path))}
        entries = {str(name): dict(entry) for name, entry in data.get("entries", {}).items()}
        return Record(decks, files, entries)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Record(is_unreadable=True)


def is_below(path: str) -> bool:
    """Whether a path stays in the output folder: a record is a file, and anybody can have written it."""
    return not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts and path != ""


def record_bytes(record: Record) -> bytes:
    decks = {name: sorted(record.decks[name]) for name in sorted(record.decks)}
    files = {path: record.files[path] for path in sorted(record.files)}
    entries = {name: record.entries[name] for name in sorted(record.entries)}
    data = {"version": VERSION, "decks": decks, "entries": entries, "files": files}
    return (json.dumps(data, indent=1) + "\n").encode()


# ---- what is fresh
@dataclass(frozen=True, slots=True)
class DeckMemory:
    """What is needed to leave a deck alone: its inputs as they were, and what would be said of it."""

    inputs: Mapping[str, Stamp]
    outputs: Mapping[str, Stamp]
    findings: tuple[Finding, ...]
    digests: tuple[str, ...] = ()  #: of the outputs, in their order


def stamp_below(folder: Path, path: str) -> Stamp:
    """No `Path` is made: a build asks for a thousand."""
    try:
        status = os.stat(os.path.join(folder, path))  # noqa: PTH116, PTH118
    except (OSError, ValueError):  # there is no such name
        return None
    return (status.st_mtime_ns, status.st_size)


def stamps(root: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    return {path: stamp_below(root, path) for path in paths}


Left = Mapping[str, tuple[Stamp, str]]  #: files as a build left them, and the digests that they had


def left_by(memories: Iterable[DeckMemory]) -> Left:
    """The files of these decks; none of which two decks say different things."""
    found: dict[str, tuple[Stamp, str]] = {}
    for memory in memories:
        for (path, then), digest in zip(memory.outputs.items(), memory.digests, strict=False):
            if found.setdefault(path, (then, digest)) != (then, digest):
                found[path] = None, ""
    return {path: said for path, said in found.items() if said[0] is not None}


Ask = Callable[[Path, str], Stamp]


def is_fresh(memory: DeckMemory, root: Path, out: Path, ask: Ask = stamp_below) -> bool:
    """Whether nothing that the deck was made from, or was made into, has changed since.

    `ask` may remember what it was told: decks share most of their files.
    """
    return _unchanged(memory.inputs, root, ask) and _unchanged(memory.outputs, out, ask)


def _unchanged(known: Mapping[str, Stamp], root: Path, ask: Ask) -> bool:
    return all(ask(root, path) == before for path, before in known.items())


def pack_memory(key: str, decks: Mapping[str, DeckMemory]) -> bytes:
    """The memories, signed by what they depend on."""
    return signed(key, as_bytes(decks))


def unpack_memory(data: bytes | None, key: str) -> dict[str, DeckMemory]:
    """The memories that were packed under `key`; none when the options or slidegen itself changed."""
    return from_bytes(dict[str, DeckMemory], bytes(body_by(key, data) or b"")) or {}
