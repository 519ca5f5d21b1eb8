"""A text as it is shown to who reads Markdown, and where each part of it stands in what is written.

    &lt;&lt;EOF  <b>ls</b>      is shown as      <<EOF  ls

Knows pieces of text. Must not know any markup.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Literal

from slidegen.lazy_dataclass import dataclass

#: `written`: as long as what it stands for; `entity`: what a letter's other form means; `markup`: neither.
PieceKind = Literal["written", "entity", "markup"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the shown text, and `[start, end)` of what is written for it."""

    text: str
    start: int
    end: int
    kind: PieceKind = "written"


@dataclass(frozen=True)
class ShownText:
    """The shown text by its pieces, in order; together they stand for all that is written.

    Not slotted: the tables are made on first use and kept.
    """

    pieces: tuple[Piece, ...]
    escape: Callable[[str], str] = str  #: how a text is written here so that it is shown
    unescape: Callable[[str], str] = str
    verbatim: tuple[tuple[int, int], ...] = ()  #: where what is written is shown as it is

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        found, at = [], 0
        for piece in self.pieces:
            found.append(at)
            at += len(piece.text)
        return tuple(found)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Where the shown `[start, end)` is written: without the markup around it."""
        first = self._start(start)
        return first, max(first, self._end(end)) if end > start else first

    def _start(self, offset: int) -> int:
        """Behind what is shown as nothing right before it."""
        number = bisect_right(self.starts, offset) - 1
        return self._within(number, offset) if number >= 0 else 0

    def _end(self, offset: int) -> int:
        number = bisect_left(self.starts, offset) - 1
        piece = self.pieces[number]
        return self._within(number, offset) if piece.kind == "written" else piece.end

    def _within(self, number: int, offset: int) -> int:
        piece = self.pieces[number]
        by = offset - self.starts[number]
        if piece.kind == "written" or not by:
            return piece.start + by
        return piece.end

    def shown(self, offset: int) -> int:
        """Where what is written at `offset` is shown, or else what follows it."""
        number = bisect_right(self._written_starts, offset) - 1
        if number < 0:
            return 0
        piece, at = self.pieces[number], self.starts[number]
        if piece.kind == "written" or offset == piece.start:
            return at + offset - piece.start
        return at + len(piece.text)

    @cached_property
    def _written_starts(self) -> tuple[int, ...]:
        return tuple(piece.start for piece in self.pieces)

    def is_torn(self, start: int, end: int) -> bool:
        """Whether who replaces what is written at `[start, end)` takes markup away."""
        first = max(bisect_right(self._written_starts, start) - 1, 0)
        for number in range(first, len(self.pieces)):  # a copy of the rest would be long
            piece = self.pieces[number]
            if piece.start >= end:
                return False
            if piece.kind == "markup" and piece.end > start:
                return True
        return False

    def is_verbatim(self, offset: int) -> bool:
        """Whether what is written at `offset` is shown as it is."""
        return any(start <= offset <= end for start, end in self.verbatim)
