"""A zip whose bytes depend on nothing but the files in it: no clock, no order but theirs, no machine's zlib.

Knows the format (PKWARE's APPNOTE, 4.3). Must not know what the files are.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence

from slidegen.lazy_dataclass import dataclass
from slidegen.script.deflate import deflated

STORED, DEFLATED = 0, 8
UNIX = 3 << 8  #: who made it: modes of files are Unix's
VERSION, UTF_8 = 20, 1 << 11
DATE = 1 << 5 | 1  #: the first day of 1980: the earliest a zip can say


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A file to write: a path below the folder that the caller chooses, and its bytes."""

    path: str
    data: bytes
    executable: bool = False
    pieces: tuple[bytes, ...] = ()  #: the data, cut around what other files have, too

    @classmethod
    def of(cls, path: str, texts: Iterable[str], *, executable: bool = False) -> "ScriptFile":
        """The file of these pieces of text."""
        pieces = tuple(text.encode("utf-8", "replace") for text in texts)
        return cls(path, b"".join(pieces), executable, pieces)


def zipped(found: Sequence[ScriptFile]) -> bytes:
    """All files, each before what tells of it again at the end."""
    bodies, index = bytearray(), bytearray()
    for each in found:
        name, method, packed = each.path.encode(), *_packed(each)
        head = struct.pack(
            "<5H3I2H",
            VERSION,
            UTF_8,
            method,
            0,
            DATE,
            zlib.crc32(each.data),
            len(packed),
            len(each.data),
            len(name),
            0,
        )
        mode = (0o100755 if each.executable else 0o100644) << 16
        index += struct.pack("<4sH", b"PK\1\2", UNIX | VERSION) + head
        index += struct.pack("<3H2I", 0, 0, 0, mode, len(bodies)) + name
        bodies += b"PK\3\4" + head + name + packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(found), len(found), len(index), len(bodies), 0)
    return bytes(bodies + index + end)


def _packed(file: ScriptFile) -> tuple[int, bytes]:
    """As small as it gets; what is small already stays as it is."""
    smaller = deflated(*(file.pieces or (file.data,)))
    return (DEFLATED, smaller) if len(smaller) < len(file.data) else (STORED, file.data)
