"""How far lines are indented: in columns, behind the marks of quotes, and as a whole.

Knows blanks and `>`. Must not know what holds a line, nor what it says.
"""

from bisect import bisect_right
from collections.abc import Sequence

from slidegen import lazy_re as re

CODE = 4  #: columns that make code of a Markdown line, and where tabs stop
_QUOTE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*>")


def columns(text: str) -> int:
    """How wide a text is; a tab goes on to the next multiple of four (CommonMark 2.2)."""
    if "\t" not in text:
        return len(text)
    width = 0
    for char in text:
        width += CODE - width % CODE if char == "\t" else 1
    return width


def margin_of(line: str) -> int:
    """The columns before what a line says."""
    return columns(_blanks(line))


def spaced(line: str) -> str:
    """The line with no tabs before what it says."""
    return " " * margin_of(line) + line.lstrip(" \t") if line.startswith((" ", "\t")) else line


def without_columns(line: str, width: int) -> str:
    """The line without its first columns, which are blank; its tabs stay where none is cut in two."""
    end = _first_columns(line, width)
    return line[end:] if columns(line[:end]) == width else spaced(line)[width:]


def _blanks(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def unquoted(line: str) -> str | None:
    """The line behind a quote's mark and the blank that belongs to it (CommonMark 5.1), if it has one."""
    mark = _QUOTE.match(line)
    if mark is None:
        return None
    rest = line[mark.end() :]
    return rest[1:] if rest.startswith(" ") else f"  {rest[1:]}" if rest.startswith("\t") else rest


def dedent(lines: Sequence[str], lead: str) -> tuple[int, list[str]]:
    """`lines` without the fence's own indentation `lead` (CommonMark 4.5), then without what is common.

    Also the number of characters that a line which had them all was moved. Authors indent code two further
    than its fence, in 162 slides of the reference workshop's; remark shows it flush.
    """
    cut = [line[_same_blanks(line, lead) :] for line in lines] if lead else list(lines)
    cut = [line if line.strip() else "" for line in cut]
    common = min((len(line) - len(line.lstrip(" \t")) for line in cut if line), default=0)
    if common and any("\t" in line for line in cut):
        shared = min(margin_of(line) for line in cut if line)
        moved = [_first_columns(line, shared) for line in cut]
        common = min(count for count, line in zip(moved, cut, strict=True) if line)
        return len(lead) + common, [line[count:] for count, line in zip(moved, cut, strict=True)]
    return len(lead) + common, [line[common:] for line in cut] if common else cut


def _first_columns(line: str, width: int) -> int:
    """How many of the blanks that the line begins with stand in its first columns; no tab is cut in two."""
    blanks = _blanks(line)
    if "\t" not in blanks:
        return min(width, len(blanks))
    return bisect_right([columns(blanks[:end]) for end in range(1, min(width, len(blanks)) + 1)], width)


def _same_blanks(line: str, lead: str) -> int:
    """How many characters of `lead` the line begins with; a tab only stands for a tab."""
    width = 0
    while width < min(len(lead), len(line)) and (line[width] == " " or line[width] == lead[width] == "\t"):
        width += 1
    return width


def line_starts(source: str, start: int, end: int, text: str) -> tuple[int, ...]:
    """Where in `source` each line of `text` begins: `source[start:end]`, whose lines were cut on the left."""
    starts, at = list[int](), start
    for line in text.split("\n"):
        line_end = source.find("\n", at, end)
        line_end = end if line_end == -1 else line_end
        starts.append(line_end - len(line))
        at = line_end + 1
    return tuple(starts)
