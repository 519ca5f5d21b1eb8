"""Dumps of bytes as `hexdump`, `xxd` and `od` print them, with the offset in front and the text behind.

A text that is dumped stands over several lines, in numbers of some base, with more than blanks in between.

Knows the forms of dumps. Must not know what is looked for in them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

_OFFSET = r"[ \t]*(?:[0-9A-Fa-f]{5,16}:?(?=[ \t]|$)[ \t]*)?"
_END = r"(?![^ \t\r\n])"  #: of a group that a blank ends
_MARKS = dict(zip((rf"\{letter}" for letter in "0abtnvfr"), (0, *range(7, 14)), strict=True))
_MARKS |= {"sp": 32, "nul": 0, "nl": 10, "ht": 9, "cr": 13, "esc": 27, "del": 127}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to write bytes: what a group looks like, which bytes it means, what stands around groups."""

    group: str
    means: Callable[[str], bytes]
    offset: str = _OFFSET
    gap: str = r"[ \t]+"
    end: str = _END

    @property
    def row(self) -> re.Pattern[str]:
        """A line of a dump; its first part is what the bytes are written with."""
        group = f"{self.group}{self.end}"
        return re.compile(rf"^{self.offset}({group}(?:{self.gap}{group})*)[^\n]*$", re.MULTILINE)


def _little(group: str) -> bytes:
    return bytes.fromhex(group)[::-1]


def _octal_words(group: str) -> bytes:
    return (int(group, 8) & 0xFFFF).to_bytes(2, "little")


def _octal(group: str) -> bytes:
    return bytes((int(group, 8) & 255,))


def _decimal(group: str) -> bytes:
    return bytes((int(group) & 255,))


def _binary(group: str) -> bytes:
    return bytes((int(group, 2),))


def _character(cell: str) -> bytes:
    mark = cell.strip(" ")
    if mark in _MARKS:
        return bytes((_MARKS[mark],))
    return _octal(mark) if len(mark) == 3 else cell[-1:].encode("latin-1", "replace")


_CELL = r"(?: (?:nul|esc|del|[0-3][0-7]{2})|  (?:sp|nl|ht|cr|\\[0abtnvfr])| {3}[^\x00-\x1f])"
READINGS = (
    Reading(r"(?:[0-9A-Fa-f]{2}){1,8}", bytes.fromhex),  # hexdump -C, od -tx1, xxd
    Reading(r"(?:[0-9A-Fa-f]{2}){1,8}", _little),  # od -x, hexdump, xxd -e
    Reading(r"[01][0-7]{5}", _octal_words),  # od
    Reading(r"[0-3][0-7]{2}", _octal),  # od -b, hexdump -b
    Reading(r"-?[0-9]{1,3}", _decimal),  # od -tu1, od -td1
    Reading(r"[01]{8}", _binary),  # xxd -b
    Reading(_CELL, _character, offset="(?:[0-9A-Fa-f]{5,16})?", gap="", end=""),  # od -c, od -a, hexdump -c
)
_ROWS = tuple(reading.row for reading in READINGS)
_GROUPS = tuple(re.compile(reading.group) for reading in READINGS)
_BEGUN = re.compile(rf"{_OFFSET}$")
_PART = re.compile(r"(?:[0-9A-Fa-f:\\-]{1,17}|(?<![^ ])[a-z]{1,3})$")  #: of a group, or of an offset
Find = Callable[[str], Iterator[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as one reading takes it."""

    start: int  #: of its first group in the text
    end: int  #: of the line
    data: bytes


def dumped(text: str, find: Find) -> tuple[tuple[int, int], ...]:
    """The spans of `text` that write down what `find` finds in what is dumped there, a byte a character.

    A span is a line without its offset; readings may not be of one mind where that ends.
    """
    found: dict[int, int] = {}
    for start, end in _readings(text, find):
        found[end] = min(start, found.get(end, start))
    return tuple(sorted((start, end) for end, start in found.items()))


def _readings(text: str, find: Find) -> Iterator[tuple[int, int]]:
    for reading, row, group in zip(READINGS, _ROWS, _GROUPS, strict=True):
        for rows in _runs(text, row):
            whole = [
                _Row(row.start(1), row.end(), b"".join(map(reading.means, group.findall(row[1]))))
                for row in rows
            ]
            yield from _found(_even(whole), find)


def begun(text: str) -> int:
    """How many characters at the end of `text` may be the beginning of a dump: whole lines."""
    at = len(text)
    for number, line in enumerate(reversed(text.split("\n"))):
        if not (any(row.match(line) for row in _ROWS) or (number == 0 and _may_become_a_row(line))):
            break
        at -= len(line) + bool(number)
    return len(text) - at


def _may_become_a_row(line: str) -> bool:
    whole = _PART.sub("", line)
    return bool(_BEGUN.match(whole)) or any(row.match(whole) for row in _ROWS)


def _runs(text: str, row: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """The rows of each dump: lines that follow one another."""
    rows: list[re.Match[str]] = []
    for match in row.finditer(text):
        if rows and match.start() != rows[-1].end() + 1:
            yield rows
            rows = []
        rows.append(match)
    if rows:
        yield rows


def _even(rows: list[_Row]) -> list[_Row]:
    """`rows` of one width but the last: words of the text behind may look like a group."""
    width = min((len(row.data) for row in rows[:-1]), default=0)
    return [replace(row, data=row.data[:width]) for row in rows[:-1]] + rows[-1:]


def _found(rows: list[_Row], find: Find) -> Iterator[tuple[int, int]]:
    """The spans of the rows in which something is found."""
    starts = list(accumulate((len(row.data) for row in rows), initial=0))
    for begin, end in find(b"".join(row.data for row in rows).decode("latin-1")):
        for row, start in zip(rows, starts, strict=False):
            if start < end and begin < start + len(row.data):
                yield row.start, row.end
