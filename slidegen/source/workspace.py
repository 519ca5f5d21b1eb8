"""The project's files on disk: what each is called, which may be read, and their text.

Nothing is read beyond the boundary of a `Workspace`: the git repository, or without one the folder that
holds the project's (the reference workshop keeps its decks in `slides/` and includes `k8s/…` from beside it).

Knows disks, paths and encodings. Must not know what is in the files.
"""

import errno
import os
import stat
from functools import cached_property
from io import FileIO
from pathlib import Path

from slidegen.finding import Finding, Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.source import rules
from slidegen.source.file import UTF_16, SourceFile
from slidegen.source.hollow import FETCH, POINTS, is_pointer, why_hollow

#: A day's workshop is 1.5 MB of Markdown; a text file over this is a mistake, such as a picture.
MAX_FILE_BYTES = 32 * 1024 * 1024

CHECK_FILE = "Check the file and its permissions"

#: Opening a pipe that nobody writes to would last for ever; Windows has none of these flags but its own.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


# ---- where files may be
@dataclass(frozen=True)
class Workspace:
    """The project's root, to which all paths are relative, and the boundary of what may be read."""

    root: Path
    boundary: Path

    @classmethod
    def at(cls, root: Path) -> "Workspace":
        root = root.resolve()
        return cls(root, repository_of(root) or root.parent)

    def name(self, path: Path | str) -> str:
        """What the file is called everywhere: its path from the root, with forward slashes."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def called(self, path: Path) -> str:
        """The name of a file that somebody names: of what a link leads to, but where that is none of ours to
        read: there it is the link's, whose reading is refused.
        """
        name = self.name(os.path.abspath(path))  # noqa: PTH100
        return name if self.leads_out(name) else self.name(path.resolve())

    def locate(self, path: str) -> Path | None:
        """The file `path`, symbolic links resolved; None when it lies beyond the boundary or is hidden."""
        return Path(self.place(path)) if self.may_read(path) else None

    def place(self, path: str) -> str:
        """Where `path` stands on the disk. No `Path`: those take long to make, and a build asks thousands."""
        return os.path.join(self._root, path)  # noqa: PTH118

    def may_read(self, path: str) -> bool:
        """Whether the file `path`, symbolic links resolved, lies within the boundary and is not hidden."""
        if "\0" in path:
            return False
        try:
            resolved = _resolved(self.place(path))
        except OSError:  # a name that is too long
            return False
        if not resolved.startswith(self._inside) and resolved != self._inside[:-1]:
            return False
        is_hidden = f"{os.sep}." in resolved[len(self._inside) - 1 :]
        return not is_hidden or _is_below(resolved, self.root)

    def leads_out(self, path: str) -> bool:
        """Whether a link stands in the workspace, and what it leads to does not."""
        return not self.may_read(path) and _is_below(os.path.normpath(self.place(path)), self.boundary)

    @cached_property
    def _root(self) -> str:
        return str(self.root)

    @cached_property
    def _inside(self) -> str:
        """How the name of everything below the boundary begins."""
        return _prefix(self.boundary)

    def exists(self, path: str) -> bool:
        located = self.locate(path)
        try:
            return located is not None and located.is_file()
        except OSError:
            return False

    def why_hollow(self, path: str) -> tuple[str, str] | None:
        """What is wrong with a file that is there and holds nothing of its own, and what to do."""
        return why_hollow(self.place(path))


def _resolved(file: str) -> str:
    """`os.path.realpath(file)`, which asks about each folder above; many files stand in one folder."""
    folder, name = os.path.split(file)
    if name in ("", "..", "."):
        return os.path.realpath(file)
    real = os.path.join(_real_folder(folder), name)  # noqa: PTH118
    return os.path.realpath(real) if os.path.islink(real) else real  # noqa: PTH114


@remembered
def _real_folder(folder: str) -> str:
    return os.path.realpath(folder)


def _is_below(path: str, folder: Path) -> bool:
    return path == str(folder) or path.startswith(_prefix(folder))


@remembered
def _prefix(folder: Path) -> str:
    return os.path.join(folder, "")  # noqa: PTH118


def repository_of(start: Path) -> Path | None:
    """The git repository that the folder is in; a folder above that may not be entered holds none."""
    above = (start, *start.parents)
    return next((each for each in above if os.path.exists(each / ".git")), None)  # noqa: PTH110


# ---- reading
@dataclass(frozen=True, slots=True)
class FileReading:
    """A file, or why it could not be read."""

    source: SourceFile | None
    findings: tuple[Finding, ...]


def read_source(workspace: Workspace, path: str) -> FileReading:
    """The text of `path`; encoding mistakes are findings, and the rest of the text is still there."""
    if workspace.leads_out(path):
        message = f"{path} leads out of the repository and is not read"
        return _unread(path, rules.UNREADABLE_FILE, message, "Put the file here instead of a link to it")
    try:
        with open_regular(workspace.place(path)) as file:
            if os.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
                message = f"{path} is larger than {MAX_FILE_BYTES >> 20} MiB"
                return _unread(path, rules.HUGE_FILE, message, "Make several files of it")
            raw = file.readall()
    except OSError as error:
        if dangling := leads_nowhere(workspace.place(path)):
            message = f"{path} {dangling}"
            return _unread(path, rules.UNREADABLE_FILE, message, "Lead it elsewhere, or remove it")
        return _unread(path, rules.UNREADABLE_FILE, f"{path} cannot be read: {error.strerror or error}")
    if is_pointer(raw):
        return _unread(path, rules.UNREADABLE_FILE, f"{path} {POINTS}", FETCH)
    return checked(SourceFile.from_bytes(path, raw))


def may_hold(workspace: Workspace, path: str, *words: str) -> bool:
    """Whether one of `words` may stand in the file: False where a look at its bytes shows that none does."""
    try:
        with open_regular(workspace.place(path)) as file:
            if os.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
                return True
            raw = file.readall()
    except OSError:
        return True
    encoded = (word.encode("utf-8", "surrogatepass") for word in words)
    return any(word in raw for word in encoded) or raw.startswith(UTF_16)


def open_regular(path: str) -> FileIO:
    """The file for reading. Raises OSError, also for what is no regular file: a pipe would be waited for."""
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        raise OSError(errno.EINVAL, "it is no regular file", path)
    return FileIO(handle, "r")


def checked(source: SourceFile) -> FileReading:
    """A file and what is wrong with its bytes."""
    if "\ufffd" not in source.text and not source.is_utf16:  # what is wrong shows as one
        return FileReading(source, ())
    findings = []
    if not source.is_utf8:
        at = max(0, source.text.find("\ufffd"))
        advice = "Save the file as UTF-8"
        encoding = (
            "UTF-16, not UTF-8" if source.is_utf16 else "not UTF-8; what cannot be read is shown as \ufffd"
        )
        message = f"The file is {encoding}"
        end = min(at + 1, len(source.text))  # of a file that holds nothing but its mark
        findings.append(source.finding(rules.NOT_UTF8, at, end, message, help=advice))
    elif b"\0" in source.raw:
        at = max(0, source.text.find("\ufffd"))
        advice = "Remove it; is this a text file?"
        findings.append(
            source.finding(rules.NUL_CHARACTER, at, at + 1, "The file holds a NUL character", help=advice)
        )
    return FileReading(source, tuple(findings))


def leads_nowhere(place: str) -> str:
    """Of a link whose target is not there, that it is one; nothing for all else."""
    if not os.path.islink(place) or os.path.exists(place):  # noqa: PTH110, PTH114
        return ""
    return f"is a link to {os.readlink(place)}, which does not exist"  # noqa: PTH115


def _unread(path: str, rule: Rule, message: str, advice: str = CHECK_FILE) -> FileReading:
    empty = SourceFile.from_text(path, "")
    return FileReading(None, (empty.finding(rule, 0, 0, message, help=advice),))
