"""What in code is a highlight of remark's, and not code: stars before lines, backticks around spans.

The page, the scripts and the linter take the same marks away before they read what is typed.

Knows marks. Must not know languages, commands or HTML.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.source.span_pattern import span_pattern

if TYPE_CHECKING:
    from slidegen.source.manifest import RemarkOptions

LONGEST_LINE = 500  #: of code in which an author's own pattern is looked for
#: remark's highlightSpans: a pair of single backticks on a line; one behind a backslash is itself.
BACKTICKS = re.compile(r"(?<![\\`])`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Marks:
    """What in code is a highlight, and not code."""

    lines: bool = False  #: a line that begins with `*`
    spans: re.Pattern[str] | None = None  #: its first group is what stays

    @property
    def is_own(self) -> bool:
        """Whether the deck's author wrote the pattern: what it takes away may be a shell's own."""
        return self.spans is not None and self.spans is not BACKTICKS


@dataclass(frozen=True, slots=True)
class MarkedCode:
    code: str
    lines: frozenset[int]  #: highlighted, from 0
    spans: tuple[tuple[int, int], ...]  #: highlighted, by offsets in `code`
    rows: bool = False  #: whether each line is to be an element, since lines are pointed at one after another

    @property
    def by_line(self) -> bool:
        return self.rows or bool(self.lines)


def marks_of(options: "RemarkOptions") -> Marks:
    """Which marks in code are highlights; manifests of the reference workshop mean `highlightSpans: true`."""
    spans = options.highlight_spans
    if isinstance(spans, tuple):
        return Marks(bool(options.highlight_lines), span_pattern(*spans))
    return Marks(bool(options.highlight_lines), BACKTICKS if spans else None)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """A stranger's pattern is tried line by line, and on none that is too long: it may look at each of its
    characters from each other.
    """
    if pattern is BACKTICKS:
        yield from pattern.finditer(text)
        return
    start = 0
    while start <= len(text):
        end = text.find("\n", start) % (len(text) + 1)
        if end - start <= LONGEST_LINE:
            yield from pattern.finditer(text, start, end)
        start = end + 1


def take_marks(text: str, marks: Marks) -> MarkedCode:
    """`text` without its marks, and what they highlight."""
    lines: frozenset[int] = frozenset()
    if marks.lines:
        text, lines = _take_lines(text)
    if marks.spans is None:
        return MarkedCode(text, lines, ())
    pieces, spans, at, length = [], [], 0, 0
    for match in _found(marks.spans, text):
        before = _unescape(text[at : match.start()], marks)
        pieces += [before, match[1]]
        length += len(before)
        spans.append((length, length + len(match[1])))
        length += len(match[1])
        at = match.end()
    pieces.append(_unescape(text[at:], marks))
    return MarkedCode("".join(pieces), lines, tuple(spans))


def _take_lines(text: str) -> tuple[str, frozenset[int]]:
    """A star in the first column highlights its line and gives way to a blank (remark's `/^\\*/`)."""
    lines = text.split("\n")
    marked = frozenset(number for number, line in enumerate(lines) if line.startswith("*"))
    return "\n".join(_starless(line) for line in lines), marked


def _starless(line: str) -> str:
    return (
        f" {line[1:]}" if line.startswith("* ") else line.removeprefix("*") if line.startswith("*") else line
    )


def _unescape(text: str, marks: Marks) -> str:
    return text.replace("\\`", "`") if marks.spans is BACKTICKS else text
