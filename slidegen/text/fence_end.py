"""Where fenced code ends, for the fragment reader and for the Markdown parser alike.

Knows the lines that could end a fence. Must not know what a fence holds or where it stands. The lines of a
text are found once: thousands of fences, however they are closed, take time in proportion to the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from operator import attrgetter
from typing import Literal

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

Closing = Literal["closed", "short", "unclosed"]

# Each starts with a literal, by which the search is fast.
_MARKS = {mark: re.compile(rf"{mark}{mark}{mark}+") for mark in "`~"}
_SEPARATOR = re.compile(r"---$", re.MULTILINE)
_BARE = {mark: re.compile(rf"[ \t>]*({mark}{mark}{mark}+)[ \t]*") for mark in "`~"}
#: Katacoda's and Killercoda's word behind code: what happens when a reader clicks on it.
ACTION = re.compile(r"\{\{[ \t]*(?:exec(?:ute)?|copy|open)\b[^{}\n]*\}\}")
#: What may stand behind closing marks: an action, which belongs to them, and brackets.
_BEHIND = re.compile(rf"(?P<action>[ \t]*{ACTION.pattern})?[ \t\]]*")
_start = attrgetter("start")
_ANY = 1 << 60
_REACH = 64  #: how many lines of marks a longer fence may hold before we doubt that it is one


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that begins with three marks or more, or one that is `---`, of length 0."""

    start: int
    end: int
    length: int  #: of the marks
    bare: bool  #: whether nothing follows them, but for brackets that close classes


@dataclass(frozen=True, slots=True)
class _FenceLines:
    """Those lines of a text, in order; `chosen` remembers what was asked for."""

    all: tuple[_Line, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    chosen: dict[tuple[int, int, bool], tuple[int, ...]] = field(default_factory=dict)

    def choose(self, low: int, high: int, bare: bool) -> tuple[int, ...]:
        """The numbers of the lines with between `low` and `high` marks, and bare or not."""
        known = self.chosen.get((low, high, bare))
        if known is None:
            facts = enumerate(self.all)
            known = tuple(n for n, line in facts if low <= line.length <= high and line.bare == bare)
            self.chosen[low, high, bare] = known
        return known


@dataclass(frozen=True, slots=True)
class _Window:
    """The lines in which a fence may end; the last may be cut short by what holds the fence."""

    lines: _FenceLines
    first: int
    last: int
    cut: _Line | None

    def bare(self, low: int, high: int) -> _Line | None:
        """The first line of nothing but between `low` and `high` marks."""
        found = self._first(self.first, low, high, True)
        return self.cut if found is None and self.cut and low <= self.cut.length <= high else found

    def separator(self, behind: int = -1) -> _Line | None:
        return self._first(self._behind(behind), 0, 0, False)

    def opening(self, behind: int) -> _Line | None:
        """The first line behind an offset that can only open a fence."""
        return self._first(self._behind(behind), 3, _ANY, False)

    def _behind(self, offset: int) -> int:
        return max(self.first, bisect_right(self.lines.starts, offset))

    def _first(self, at: int, low: int, high: int, bare: bool) -> _Line | None:
        numbers = self.lines.choose(low, high, bare)
        index = bisect_left(numbers, at)
        found = index < len(numbers) and numbers[index] < self.last
        return self.lines.all[numbers[index]] if found else None

    def pairs_up(self, start: int, size: int) -> bool:
        """Whether the bare lines before the next `---` and the next opening are pairs and none closes."""
        ends = (self.separator(), self.opening(start - 1))
        stop = min((line.start for line in ends if line), default=_ANY)
        numbers = self.lines.choose(size, _ANY, True)
        last = min(self.last, bisect_left(self.lines.starts, stop))
        count = bisect_left(numbers, last) - bisect_left(numbers, self.first)
        return (count + bool(self.cut and self.cut.start < stop)) % 2 == 0

    def nests(self, close: _Line, size: int) -> bool:
        """Whether all marks before `close` are those of shorter fences, each of them closed."""
        inside = False
        for line in self.lines.all[self.first : min(self.last, self.first + _REACH)]:
            if line is close:
                return not inside
            if line.length >= size or (inside and line.length and not line.bare):
                return False
            inside = inside != bool(line.length)
        return False


def find_fence_end(text: str, start: int, marker: str, end: int) -> tuple[int, int, Closing]:
    """Where the code that starts at `start` ends: (its end, the end of the closing line, how it closes).

    CommonMark 4.5 runs an unclosed fence to the end of the document. Slides end at `---`, so we look for the
    author's intent: a `---`, and behind it a line that opens another fence before any that closes, means that
    the close was forgotten; a shorter bare marker is the close when no other comes (remark reads it so). A
    longer fence that holds whole slides, their fences and all, is code.
    """
    if at_once := _end_at_once(text, start, marker, end):
        return at_once
    window = _window(text, start, marker[0], end)
    found = _on_a_line(window, start, len(marker), end)
    return _behind_code(text, start, end, marker, window, found) or found


def _on_a_line(window: _Window, start: int, size: int, end: int) -> tuple[int, int, Closing]:
    """Where the code ends when its closing marks stand on a line of their own."""
    close, separator = window.bare(size, _ANY), window.separator()
    if close and (not separator or close.start < separator.start or (size > 3 and window.nests(close, size))):
        return close.start, close.end, "closed"
    short = window.bare(3, size - 1) if size > 3 else None
    if short and (not separator or short.start < separator.start):
        return short.start, short.end, "short"
    if not separator:
        return end, end, "unclosed"
    opening, again = window.opening(separator.start), window.separator(short.start) if short else None
    first = min((line.start for line in (close, opening, again) if line), default=None)
    if close and first == close.start:
        return close.start, close.end, "closed"
    if short and (not opening or first != opening.start):
        return short.start, short.end, "short"
    return separator.start, max(separator.start - 1, start), "unclosed"


def _behind_code(
    text: str, start: int, end: int, marker: str, window: _Window, found: tuple[int, int, Closing]
) -> tuple[int, int, Closing] | None:
    """The end of a fence whose marks stand behind its last line (`}```), as remark has it.

    Only where no other end is: none at all, one behind a line that can only open the next fence, or one that
    begins code of its own, since the marks behind it are pairs then (CommonMark lets the last run on).
    """
    opening = window.opening(start - 1)
    limit = min(found[0], opening.start) if opening else found[0]
    is_taken = found[2] != "unclosed" and limit == found[0]
    if is_taken and not window.pairs_up(start, len(marker)):
        return None
    line_end = start - 1
    for marks in _MARKS[marker[0]].finditer(text, start, limit):
        if marks.start() < line_end:  # on a line that has been read
            continue
        line_start = max(text.rfind("\n", start, marks.start()) + 1, start)
        line_end = text.find("\n", marks.end(), end)
        line_end = end if line_end == -1 else line_end
        code, rest = text[line_start : marks.start()].strip(" \t>"), text[marks.end() : line_end]
        if code and len(marks.group()) == len(marker) and not rest.strip(" \t]"):
            return marks.start(), marks.end() if "]" in rest else line_end, "closed"
    return None


def _end_at_once(text: str, start: int, marker: str, end: int) -> tuple[int, int, Closing] | None:
    """What is so for nearly every fence: the next three marks close it, and no `---` stands before them."""
    if len(marker) > 3 or (at := text.find(marker, start, end)) == -1:
        return None
    line_start = max(text.rfind("\n", start, at) + 1, start)
    if text[line_start:at].strip(" \t>") or text.find("---\n", start, line_start) != -1:
        return None
    line_end = text.find("\n", at, end)
    line_end = end if line_end == -1 else line_end
    behind = text[at:line_end].lstrip(marker[0])
    length = _closing_length(behind)
    return None if length is None else (line_start, line_end - len(behind) + length, "closed")


def _closing_length(behind: str) -> int | None:
    """How much of what stands behind marks belongs to them when they close a fence; None when they do not."""
    if not behind:
        return 0
    found = _BEHIND.fullmatch(behind)
    if found is None:
        return None
    return max(found.end("action"), 0) if "]" in behind else len(behind)


def action_of(closing: str) -> str:
    """What a closing line says of its fence, such as Katacoda's `{{execute}}`; `` when it says nothing."""
    found = ACTION.search(closing) if "{{" in closing else None
    return found[0] if found else ""


def _window(text: str, start: int, mark: str, end: int) -> _Window:
    lines = _lines_of(text, mark)
    first, last = bisect_left(lines.starts, start), bisect_right(lines.ends, end)
    cut = None
    if last < len(lines.all) and start <= lines.starts[last] < end:
        bare = _BARE[mark].fullmatch(text, lines.starts[last], end)
        cut = _Line(lines.starts[last], end, len(bare[1]), True) if bare else None
    return _Window(lines, first, last, cut)


@lru_cache(maxsize=8)
def _lines_of(text: str, mark: str) -> _FenceLines:
    lines = (*_marked_lines(text, mark), *_separators(text))
    found = tuple(sorted(lines, key=_start))
    return _FenceLines(found, tuple(line.start for line in found), tuple(line.end for line in found))


def _marked_lines(text: str, mark: str) -> Iterator[_Line]:
    end = -1
    for match in _MARKS[mark].finditer(text):
        if match.start() < end:  # on a line that has been read
            continue
        start = text.rfind("\n", max(end, 0), match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end == -1 else end
        info = text[match.end() : end]
        if mark not in info and not text[start : match.start()].strip(" \t>"):
            length = _closing_length(info)
            stop = end if length is None else match.end() + length
            yield _Line(start, stop, match.end() - match.start(), length is not None)


def _separators(text: str) -> Iterator[_Line]:
    end = 0
    for match in _SEPARATOR.finditer(text):
        start = text.rfind("\n", end, match.start()) + 1
        end = match.end()
        if not text[start : match.start()].strip(" \t"):
            yield _Line(start, end, 0, False)
