"""A source file: its path, its text, and the table of its lines.

The texts of a very large deck would fill the memory while others are read: a file's may be laid aside, and is
had again by whoever asks for it.

Knows bytes, encodings and newlines. Must not know Markdown, YAML or decks.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from operator import add
from pathlib import Path

from slidegen.finding import Finding, Fix, Rule
from slidegen.ghost import become, ghost_of
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Position, Span
from slidegen.set_aside import Aside, Kept

BOM = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  #: the byte order marks that texts in UTF-16 begin with


@dataclass(frozen=True)
class SourceFile:
    """The text of one file.

    `text` is what everyone reads: newlines are `\\n`, the byte order mark is gone, NUL is U+FFFD
    (CommonMark 2.3), and so are bytes that are neither UTF-8 nor, behind its mark, UTF-16. `raw` is what the
    disk holds; edits go there by way of `byte_range`. Of most files that is the text in UTF-8, and not kept
    beside it.
    Not slotted: the line table is made on first use and kept, and `text` may be laid aside.
    """

    path: str
    text: str
    _other: bytes | None = field(default=None, repr=False)  #: what the disk holds, where it is not the text

    @classmethod
    def from_bytes(cls, path: str, raw: bytes) -> "SourceFile":
        if raw.startswith(UTF_16):  # PowerShell's `>` and old editors: it is told, and can be read
            return cls(path, normalise(raw.decode("utf-16", errors="replace")), raw)
        decoded = raw.removeprefix(BOM).decode("utf-8", errors="replace")
        text = normalise(decoded)
        is_same = text is decoded and "\ufffd" not in text and not raw.startswith(BOM)
        return cls(path, text, None if is_same else raw)

    @classmethod
    def from_text(cls, path: str, text: str) -> "SourceFile":
        """A file that stands on no disk: standard input, an editor's buffer, a test."""
        read = normalise(text)
        is_same = read is text and "\ufffd" not in text
        return cls(path, read, None if is_same else _encoded(text))

    @classmethod
    def read(cls, root: Path, path: str) -> "SourceFile":
        """The file `path` below `root`. Raises OSError when it cannot be read."""
        return cls.from_bytes(path, (root / path).read_bytes())

    def lay_aside(self, aside: Aside) -> None:
        """Hold the text elsewhere from now on; it is what it was."""
        own = self.__dict__
        if "text" in own:
            own["_aside"] = aside.put((_encoded(own["text"]),))
            become(self, _Ghost)  # first: another thread may ask meanwhile
            del own["text"]

    @property
    def at_hand(self) -> int:
        """How many bytes the text takes here: none of them where it lies aside."""
        return sys.getsizeof(self.text) if "text" in self.__dict__ else 0

    @property
    def raw(self) -> bytes:
        return _encoded(self.text) if self._other is None else self._other

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """The offset at which each line starts; as an array it is a fifth as large as a tuple."""
        lengths = map(len, self.text.split("\n"))
        # as many characters as the lines before it have, and a newline for each of them
        return array("I", map(add, accumulate(chain((0,), lengths)), range(self.text.count("\n") + 1)))

    @property
    def is_utf16(self) -> bool:
        return self._other is not None and self._other.startswith(UTF_16)

    @cached_property
    def is_utf8(self) -> bool:
        if self.is_utf16:
            return False
        if "\ufffd" not in self.text:  # nothing had to be replaced
            return True
        try:
            self.raw.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def line_at(self, offset: int) -> int:
        """The number of the line, from 1, that holds the character at `offset`."""
        return bisect_right(self.line_starts, offset)

    def position(self, offset: int) -> Position:
        line = self.line_at(offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Line `number`, from 1, without its newline."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end == -1 else self.text[start:end]

    def span(self, start: int, end: int) -> Span:
        return Span(self.path, start, end)

    def slice(self, span: Span) -> str:
        assert span.path == self.path, (span, self.path)
        return self.text[span.start : span.end]

    def finding(
        self, rule: Rule, start: int, end: int, message: str, *, help: str = "", fix: Fix | None = None
    ) -> Finding:
        """A finding about `text[start:end]`."""
        return Finding(
            rule, self.span(start, end), self.position(start), self.position(end), message, help, fix
        )

    def byte_range(self, span: Span) -> tuple[int, int]:
        """Where `span` stands in `raw`. Only for UTF-8 files: elsewhere there is no answer."""
        assert self.is_utf8, self.path
        return self._byte_offset(span.start), self._byte_offset(span.end)

    def _byte_offset(self, offset: int) -> int:
        position = self.position(offset)
        start = self._raw_line_starts[position.line - 1]
        column = self.text[offset - position.column + 1 : offset]
        # NUL and U+FFFD differ in bytes; every other code point is itself in `raw`.
        if "\ufffd" not in column:
            return start + len(column.encode("utf-8"))
        raw_line = self.raw[start:].split(b"\n", 1)[0].decode("utf-8")
        return start + len(raw_line[: len(column)].encode("utf-8"))

    @cached_property
    def _raw_line_starts(self) -> tuple[int, ...]:
        """As `line_starts`, in bytes of `raw`: after `\\n`, `\\r\\n` or a lone `\\r`."""
        raw = self.raw
        starts = [len(BOM) if raw.startswith(BOM) else 0]
        for at, byte in enumerate(raw):
            if byte == 0x0A or (byte == 0x0D and raw[at + 1 : at + 2] != b"\n"):
                starts.append(at + 1)
        return tuple(starts)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogatepass")


@lru_cache(maxsize=2)  # a deck's files are read one after the other, each by several readers
def _text_of(kept: Kept) -> str:
    return bytes(kept).decode("utf-8", errors="surrogatepass")


def _laid_text(_: str, source: SourceFile) -> str:
    return _text_of(source.__dict__["_aside"])


_Ghost = ghost_of(SourceFile, ("text",), _laid_text)


def normalise(text: str) -> str:
    """Newlines as `\\n`, NUL as U+FFFD (CommonMark 2.1 and 2.3)."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd") if "\0" in text else text
