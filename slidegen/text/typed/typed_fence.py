"""A fence of a file, read: what is typed in it, and where that stands in the file.

Knows how a fence was moved left and which highlights it lost. Must not know prompts, nor what is asked of it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.html_listing import read_listing
from slidegen.text.indents import dedent, line_starts
from slidegen.text.marks import BACKTICKS, Marks, take_marks
from slidegen.text.model import Fence
from slidegen.text.typed.model import Range, TypedCode, TypedCommand
from slidegen.text.typed.program_names import begins_a_program
from slidegen.text.typed.read_typed import read_typed

_HIGHLIGHTED_LINE = re.compile(r"^\*(?=[\w./$])", re.MULTILINE)
_LINE_END = re.compile(r"\n")
_WORD = re.compile(r"\w")


def marks_in(code: str) -> Marks:
    """What highlights in `code`, as far as it says so itself: stars before words, and backticks.

    Not a pair of backticks around a command with arguments behind other words: that is a substitution.
    """
    lines = _HIGHLIGHTED_LINE.search(code) is not None if "*" in code else False
    if "`" not in code or substitutes(code):
        return Marks(lines)
    return Marks(lines, BACKTICKS)


def substitutes(code: str) -> bool:
    """Whether a pair of backticks in `code` holds a command whose output becomes words of another."""
    for pair in BACKTICKS.finditer(code):
        before = code[code.rfind("\n", 0, pair.start()) + 1 : pair.start()]
        if " " in pair[1].strip() and begins_a_program(pair[1].strip()) and _WORD.search(before):
            return True
    return False


@dataclass(frozen=True, slots=True)
class TypedFence:
    """What is typed in a fence, by offsets of the file."""

    fence: Fence
    typed: TypedCode
    marks: Marks
    _written: str  #: the fence's text, with its entities and tags where it has them
    _lines: tuple[int, ...]  #: where each line of what is written begins in it
    _starts: tuple[int, ...]  #: and in the file
    _kept: tuple[int, ...] | None  #: where in it each character of the code stands; None: they are equal

    def place(self, piece: Range) -> Range:
        """Where a piece of the code, within one line, stands in the file."""
        start, end = piece
        first = self._offset(start)
        return first, self._offset(end - 1) + 1 if end > start else first

    def pieces(self) -> Iterator[tuple[Range, ...]]:
        """For each command, where its lines stand in the file."""
        for command in self.typed.commands:
            yield tuple(self.place(piece) for piece in command.pieces)

    def place_in(self, command: TypedCommand) -> Callable[[int], int]:
        """Where in the file each character of a command's text stands."""
        ends = tuple(accumulate(end - start + 1 for start, end in command.pieces))

        def place(at: int) -> int:
            number = min(bisect_right(ends, at), len(ends) - 1)
            start = ends[number - 1] if number else 0
            return self._offset(command.pieces[number][0] + at - start)

        return place

    def lines(self) -> Iterator[Range]:
        """Where the lines of the fence's text stand in the file."""
        for start, line in zip(self._starts, self._written.split("\n"), strict=True):
            yield start, start + len(line)

    @property
    def is_moved(self) -> bool:
        """Whether the fence's text in the file is not, blanks aside, what is typed."""
        return self.typed.is_transcript or self.marks.lines or self.fence.quotes > 0

    def _offset(self, at: int) -> int:
        if self._kept is not None:
            at = self._kept[at] if at < len(self._kept) else len(self._written)
        line = bisect_right(self._lines, at) - 1
        return self._starts[line] + at - self._lines[line]


def typed_in(source: str, fence: Fence, marks: Marks | None = None) -> TypedFence:
    """What is typed in `fence` of the file `source`; without `marks` the fence says what highlights."""
    kept: tuple[int, ...] | None
    if fence.is_html:
        marks, written = Marks(), _html_of(source, fence)
        code, kept = read_listing(written)
    else:
        marks, written = marks_in(fence.text) if marks is None else marks, fence.text
        code = take_marks(written, marks).code
        kept = None if code == written else kept_places(written, code)
    lines = (0, *(match.end() for match in _LINE_END.finditer(written)))
    starts = line_starts(source, fence.text_span.start, fence.text_span.end, written)
    return TypedFence(fence, read_typed(code, fence.info), marks, written, lines, starts, kept)


def _html_of(source: str, fence: Fence) -> str:
    """What is written in the file, moved left as the fence is."""
    written = source[fence.text_span.start : fence.text_span.end]
    return "\n".join(dedent(written.split("\n"), "")[1])


def kept_places(text: str, code: str) -> tuple[int, ...]:
    """Where in `text` each character of `code` stands, which is `text` without some of its characters."""
    places, at = list[int](), 0
    for char in code:
        while text[at] != char and not (text[at] == "*" and char == " "):
            at += 1
        places.append(at)
        at += 1
    return tuple(places)
