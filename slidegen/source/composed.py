"""Text put together from several files, where every character still knows its origin.

Knows segments. Must not know why texts are put together, nor what is in them.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import field

from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` characters from `start` are those of the file `path` from its offset `origin`."""

    start: int
    length: int
    path: str
    origin: int


@dataclass(frozen=True, slots=True)
class ComposedText:
    """A text and the table of where its pieces come from; the pieces lie end to end."""

    text: str
    segments: tuple[Segment, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(segment.start for segment in self.segments))

    @classmethod
    def whole(cls, path: str, text: str, origin: int = 0) -> "ComposedText":
        """One file's text, or a piece of it, as it is."""
        return cls(text, (Segment(0, len(text), path, origin),))

    @classmethod
    def join(cls, pieces: Iterable["ComposedText"]) -> "ComposedText":
        texts: list[str] = []
        segments: list[Segment] = []
        at = 0
        for piece in pieces:
            texts.append(piece.text)
            segments.extend(Segment(at + s.start, s.length, s.path, s.origin) for s in piece.segments)
            at += len(piece.text)
        return cls("".join(texts), tuple(segments))

    @property
    def is_whole(self) -> bool:
        """Whether offsets are those of one file, unmoved."""
        return len(self.segments) == 1 and self.segments[0].start == self.segments[0].origin == 0

    def part(self, start: int, end: int) -> "ComposedText":
        """`text[start:end]`, with its origins."""
        pieces: list[Segment] = []
        for segment in self.segments[self._index(start) :]:
            if segment.start >= end:
                break
            low, high = max(start, segment.start), min(end, segment.start + segment.length)
            if low < high or not pieces:
                origin = segment.origin + low - segment.start
                pieces.append(Segment(low - start, max(0, high - low), segment.path, origin))
        return ComposedText(self.text[start:end], tuple(pieces))

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands; a range over several files is shown in the file it starts in."""
        segment = self.segments[self._index(start)]
        last = self.segments[self._index(max(start, end - 1))]
        first = segment.origin + start - segment.start
        if last.path == segment.path and last.origin + end - last.start >= first:
            return Span(segment.path, first, last.origin + end - last.start)
        return Span(segment.path, first, segment.origin + segment.length)

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)
