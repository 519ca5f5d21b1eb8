"""Where something stands in a text: positions and spans.

Knows files by name and text by offsets. Must not know what the text means, nor read a file.
"""

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place as people say it: `line` and `column`, both from 1, the column in code points."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points in the text of the source file `path`.

    `path` is the file's name as the project names it: relative, with forward slashes.
    The text is `SourceFile.text` (newlines are `\\n`, no byte order mark), so that
    `file.text[span.start:span.end]` is what the node or finding is about.
    """

    path: str
    start: int
    end: int

    def __post_init__(self) -> None:
        assert 0 <= self.start <= self.end, self

    def cover(self, other: "Span") -> "Span":
        """The smallest span of this file that holds both."""
        assert self.path == other.path, (self, other)
        return Span(self.path, min(self.start, other.start), max(self.end, other.end))
