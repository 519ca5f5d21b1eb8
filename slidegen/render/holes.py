"""Places in a slide's HTML for which a build may have something better: a picture of a diagram's text, a
player of a recording. What stands there meanwhile is whole by itself.

The renderer says where they are while it renders, so that nobody searches its HTML. Must not know how
anything is drawn or played.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias

from markupsafe import Markup

from slidegen.lazy_dataclass import dataclass

HoleKind: TypeAlias = Literal["diagram", "cast"]

#: Stands around a hole's number, before and behind it, until the whole slide is rendered: no text holds one
#: (CommonMark 2.3).
_EDGE = "\0"


@dataclass(frozen=True, slots=True)
class HtmlHole:
    """A place of a slide's HTML, and what is to be shown there."""

    kind: HoleKind
    text: str  #: of the diagram; the address of the recording
    attributes: str = ""  #: of the diagram's element, as HTML: the step that it appears at
    caption: str = ""  #: of the recording
    has_poster: bool = False
    start: int = 0
    end: int = 0


#: What there is for a hole among all of its slide; None: nothing better than what is there.
Filler: TypeAlias = Callable[[HtmlHole, Sequence[HtmlHole]], Markup | None]
Fillers: TypeAlias = Mapping[HoleKind, Filler]


def with_edges(html: str, number: int) -> str:
    edge = f"{_EDGE}{number}{_EDGE}"
    return f"{edge}{html}{edge}"


def placed_holes(html: str, holes: Sequence[HtmlHole]) -> tuple[str, tuple[HtmlHole, ...]]:
    """`html` without the edges, and the holes where they are, by their numbers.

    One of which an author's tag has swallowed an edge is none any more.
    """
    pieces = html.split(_EDGE)
    texts, numbers = pieces[0::2], pieces[1::2]
    edges = zip(numbers, accumulate(map(len, texts)), strict=False)
    placed = (
        replace(holes[int(number)], start=start, end=end)
        for (number, start), (other, end) in pairwise(edges)
        if number == other
    )
    return "".join(texts), tuple(placed)


def filled(body: Markup, holes: Sequence[HtmlHole], fillers: Fillers) -> Markup:
    """`body` with what the filler of its kind has for each hole; where that is nothing it stays as it is."""
    pieces, at = list[Markup](), 0
    for hole in holes:
        better = fillers[hole.kind](hole, holes)
        if better is not None:
            pieces += (body[at : hole.start], better)
            at = hole.end
    return Markup("").join((*pieces, body[at:]))
