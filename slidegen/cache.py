"""Bytes by name, kept between runs: what is slow to make and cheap to lose.

Knows files. Must not know what the bytes are. A kill, a full disk or two processes at once leave at worst an
entry that is missing or that does not match its digest, and both read as absent. So do entries that somebody
else made: a repository may hold a cache that its author made up, with the HTML of slides and drawings in it.
Hence the digest of what lies in a repository is made with a key that its user alone has, outside of it.
"""

import contextlib
import functools
import itertools
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from slidegen.lazy_dataclass import dataclass
from slidegen.set_aside import PIECE, Aside, Kept, first_line

if TYPE_CHECKING:
    from hashlib import blake2b

#: For names that are nobody else's: process ids come again, above all in containers.
_run, _written = os.urandom(6).hex(), itertools.count()

_KEY = 32
DIGEST = 16  #: bytes of BLAKE2b before the payload
_MARK = b"slidegen-cache-1\n"
IGNORE = "# made by slidegen; safe to delete\n*\n"


def cache_folder(root: Path) -> Path:
    """Where the project's cache is: `SLIDEGEN_CACHE_DIR`, else `.slidegen/cache` beside the settings."""
    configured = os.environ.get("SLIDEGEN_CACHE_DIR")
    return Path(configured) if configured else root / ".slidegen" / "cache"


def own_key(environ: Mapping[str, str] = os.environ, home: Callable[[], Path] = Path.home) -> bytes | None:
    """The key of this user, made when it is first asked for; None where no home can keep one."""
    try:
        path = kept_for_user(environ, home) / "slidegen" / "key"
        with contextlib.suppress(FileNotFoundError):
            return _whole_key(path.read_bytes())
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = os.urandom(_KEY)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(made)
        return made
    except (OSError, RuntimeError):  # a home that is not there, not writable, or whose key is just being made
        return None


def kept_for_user(environ: Mapping[str, str] = os.environ, home: Callable[[], Path] = Path.home) -> Path:
    """Where this system's programs keep what they can make again."""
    said = environ.get("XDG_CACHE_HOME") or environ.get("LOCALAPPDATA")
    return Path(said) if said and Path(said).is_absolute() else home() / ".cache"


def _whole_key(data: bytes) -> bytes | None:
    return data if len(data) == _KEY else None


@functools.cache  # a process runs one program
def program() -> str:
    """What tells this program from an earlier one: its modules' names, sizes, times, and what is installed.

    The version alone would not do: who works on slidegen would see slides that yesterday's code made, and who
    installs an extra or another highlighter those that were made without.
    """
    facts = repr(sorted(_modules(str(Path(__file__).parent))))
    return _blake2b((facts + repr(_installed())).encode(), 8).hexdigest()


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """The modules below a folder: no `Path` is made of each, since every build asks."""
    with os.scandir(folder) as entries:
        for each in entries:
            if each.name.endswith(".py"):
                status = each.stat()
                yield each.path, status.st_size, status.st_mtime_ns
            elif each.is_dir(follow_symlinks=False) and each.name != "__pycache__":
                yield from _modules(each.path)


def _installed() -> list[str]:
    """The distributions beside this one, by the folders that carry their names and releases."""
    names: list[str] = []
    for folder in dict.fromkeys(sys.path):
        with contextlib.suppress(OSError), os.scandir(folder or ".") as entries:
            names += [each.name for each in entries if each.name.endswith(".dist-info")]
    return sorted(names)


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries. Reading and writing never raise: a cache that cannot be used is empty."""

    folder: Path
    secret: bytes | None = b""  #: what digests are made with; None: nothing can be believed, nor kept

    def get(self, key: str) -> bytes | None:
        if self.secret is None:
            return None
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        body = data[len(_MARK) + DIGEST :]
        if data[: len(_MARK)] != _MARK or data[len(_MARK) : len(_MARK) + DIGEST] != _digest(
            body, self.secret
        ):
            return None
        return body

    def get_aside(self, key: str) -> Kept | None:
        """The same of an entry that may be too large to be in memory."""
        if self.secret is None:
            return None
        digest = _blake2b(b"", DIGEST, self.secret)
        try:
            with self._path(key).open("rb") as file:
                head = file.read(len(_MARK) + DIGEST)
                body = Aside().put(_digested(file, digest))
        except OSError:
            return None
        return body if head == _MARK + digest.digest() else None

    def put(self, key: str, *pieces: bytes) -> None:
        self.put_pieces(key, pieces)

    def put_pieces(self, key: str, pieces: Iterable[bytes]) -> None:
        """Keep what the pieces are together; they may be more than is in memory at once."""
        if self.secret is None:
            return
        with contextlib.suppress(OSError):
            self._make_folder()
            with _replacing(self._path(key), 0o644) as file:
                _write_entry(file, pieces, self.secret)

    def remember(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes of `key`, made only when nobody remembers them."""
        known = self.get(key)
        if known is None:
            known = make()
            self.put(key, known)
        return known

    def _path(self, key: str) -> Path:
        return self.folder / _blake2b(key.encode("utf-8", "surrogatepass"), 16).hexdigest()

    def _make_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        ignore = self.folder.parent / ".gitignore"
        if self.folder.parent.name == ".slidegen" and not ignore.exists():
            ignore.write_text(IGNORE)


def signed(maker: str, body: bytes) -> bytes:
    """`body` behind a line that says who made it, and who alone can read it: anything of one line."""
    return f"{maker}\n".encode() + body


def body_by(maker: str, data: Kept | None) -> Kept | None:
    """What `maker` signed; None when somebody else did, whatever that looks like."""
    by, body = first_line(data or b"")
    return body if by == maker.encode() else None


def _digested(file: BinaryIO, digest: "blake2b") -> Iterator[bytes]:
    """The rest of a file, some at a time; each piece goes into the digest."""
    while piece := file.read(PIECE):
        digest.update(piece)
        yield piece


def _write_entry(file: BinaryIO, pieces: Iterable[bytes], secret: bytes) -> None:
    """An entry whose digest is known, and written, last."""
    digest = _blake2b(b"", DIGEST, secret)
    file.write(_MARK + bytes(DIGEST))
    for piece in pieces:
        digest.update(piece)
        file.write(piece)
    file.seek(len(_MARK))
    file.write(digest.digest())


def _digest(body: bytes, secret: bytes) -> bytes:
    return _blake2b(body, DIGEST, secret).digest()


def digest_of(text: str) -> str:
    return _blake2b(text.encode("utf-8", "surrogateescape"), DIGEST).hexdigest()


def _blake2b(body: bytes, size: int, secret: bytes = b"") -> "blake2b":
    from hashlib import blake2b  # it loads a library, and a commit hook asks for no digest

    return blake2b(body, digest_size=size, key=secret)


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write through a temporary file beside `path`: readers see the old bytes or the new. Raises OSError."""
    write_pieces_atomically(path, (data,), mode)


def write_pieces_atomically(path: Path, pieces: Iterable[bytes], mode: int = 0o644) -> None:
    """The same of what the pieces are together."""
    with _replacing(path, mode) as file:
        file.writelines(pieces)


def copy_atomically(origin: Path, path: Path, mode: int = 0o644) -> None:
    """As `write_atomically`, with the bytes of another file, which may be larger than memory."""
    import shutil  # it brings all kinds of archives along

    with origin.open("rb") as source, _replacing(path, mode) as file:
        shutil.copyfileobj(source, file, 1 << 20)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """What goes wrong is said of `path`: a full disk names no file, and a new one has another name first."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


@contextlib.contextmanager
def _replacing(path: Path, mode: int) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` once it is written."""
    with naming(path), _written_beside(path, mode) as file:
        yield file


@contextlib.contextmanager
def _written_beside(path: Path, mode: int) -> Iterator[BinaryIO]:
    temporary = path.with_name(f".{path.name[:100]}.{_run}-{os.getpid()}-{next(_written)}.tmp")
    # `mkstemp` takes half as long again, for drawing each name anew.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        temporary.chmod(mode)  # the umask has no say: `lint --fix` keeps a file's mode
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
