"""What the linter found in a large tree, kept for its next run, until any file of the repository is another.

A rule may look anywhere: at the picture that a slide names, at a manifest that lists the file, at a theme.
So all is found anew when anything changed, and nothing is told from one file alone. What is kept stands with
what this user's programs can make again, and not in the tree, which linting leaves as it is.

Knows the names, sizes and times of files. Must not know how anything is found.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISLNK

from slidegen.assembly.cache_of import cache_of
from slidegen.cache import Cache, digest_of, kept_for_user, program
from slidegen.finding import Finding
from slidegen.json_values import as_bytes, from_bytes
from slidegen.lazy_dataclass import dataclass
from slidegen.source.workspace import Workspace

Findings = tuple[Finding, ...]

#: A tree with more is not looked through for what changed. So many answers are kept, of all that were asked.
MOST_FILES, MOST_ANSWERS, MOST_BYTES = 20_000, 40, 8_000_000
FOLDER = "lint"


@dataclass(frozen=True, slots=True)
class KeptFindings:
    """The answer to one question about a workspace; `asked` tells it from others."""

    workspace: Workspace
    asked: str

    def remember(self, find: Callable[[], Findings]) -> Findings:
        """What was found while all was as it is now; else what `find` finds."""
        cache = _cache_for(self.workspace)
        state = self._state(cache)
        if state is None:
            return find()
        key = f"lint {self.workspace.root} {self.asked}"
        known = _found_in(state, cache.get(key))
        if known is not None:
            return known
        found = find()
        if self._state(cache) == state:
            data = as_bytes((state, found))
            if len(data) < MOST_BYTES:
                cache.put(key, data)
                _forget_old(cache.folder)
        return found

    def _state(self, cache: Cache) -> str | None:
        """What tells the program, its surroundings and the files from others; None where it takes long."""
        git = self.workspace.boundary / ".git"
        told = [program(), os.environ.get("PATH", ""), repr((_facts(git), _facts(git / "info" / "exclude")))]
        told += [f"{name}={value}" for name, value in sorted(os.environ.items()) if name[:9] == "SLIDEGEN_"]
        own = str(cache.folder.parent.resolve())
        files = _files(str(self.workspace.boundary), own)
        told += islice(files, MOST_FILES)
        return digest_of("\n".join(told)) if next(files, None) is None else None


def _found_in(state: str, data: bytes | None) -> Findings | None:
    """What is kept, when it was found in that state."""
    kept = from_bytes(tuple[str, Findings], data or b"")
    return kept[1] if kept and kept[0] == state else None


def _files(folder: str, own: str) -> Iterator[str]:
    """All that stands below the folder, in one order, with what tells a file from what it was."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield f"{folder!r} {error.errno}"
        return
    for entry in found:
        if entry.name == ".git" or entry.path == own:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield repr(entry.path)
            yield from _files(entry.path, own)
        else:
            yield f"{entry.path!r} {_facts(entry)}"


def _facts(file: os.DirEntry[str] | Path) -> tuple[int, ...]:
    """Of a link, those of what it leads to, too; of a folder no times, which git's own changes whenever it
    is asked.
    """
    facts: list[int] = []
    for follows in (False, True):
        try:
            status = file.stat(follow_symlinks=follows)
        except OSError as error:
            return (*facts, error.errno or 0)
        facts += (status.st_mode, status.st_ino)
        if not S_ISDIR(status.st_mode):
            facts += (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        if not S_ISLNK(status.st_mode):
            break
    return tuple(facts)


def _cache_for(workspace: Workspace) -> Cache:
    """Outside of the tree, but where the environment says so."""
    if os.environ.get("SLIDEGEN_CACHE_DIR"):
        cache = cache_of(workspace.root)
        return Cache(cache.folder / FOLDER, cache.secret)
    try:
        return Cache(kept_for_user() / "slidegen" / FOLDER)
    except RuntimeError:  # nobody's home
        return Cache(workspace.root, None)


def _forget_old(folder: Path) -> None:
    """Trees come and go."""
    with contextlib.suppress(OSError):
        answers = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for path in answers[:-MOST_ANSWERS]:
            path.unlink()
