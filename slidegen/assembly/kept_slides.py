"""Rendered slides as bytes: what one build hands to the next by the cache.

A line of JSON says which slides there are, how long each is and what it names; their HTML follows as it is.
A workshop has megabytes of it, of which a later build may want one slide: so none is escaped, and none read
before it is asked for.

Knows that layout. Must not know what makes the HTML, nor where the bytes are kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import accumulate, chain, pairwise, starmap
from typing import Any

from slidegen.cache import body_by, signed
from slidegen.json_values import from_bytes, list_in_parts, object_in_parts
from slidegen.lazy_dataclass import dataclass
from slidegen.render.holes import HtmlHole
from slidegen.render.html import SlideHtml
from slidegen.render.laid_html import NARROW, NOTHING, LaidHtml
from slidegen.set_aside import Kept, first_line, part_of
from slidegen.text.references import Reference, Use


@dataclass(frozen=True, slots=True)
class KeptSlides(Mapping[str, SlideHtml]):
    """Slides by their keys."""

    html: Kept
    places: Mapping[str, tuple[int, int, int]]  #: where in `html` the body and the notes begin, and these end
    named: Mapping[str, Sequence[tuple[Use, str, str | None]]]  #: the references of those that have some
    holes: Mapping[str, Sequence[Any]]  #: likewise
    wide: Mapping[
        str, tuple[int, int]
    ]  #: how many bytes body and notes have beyond one for each letter, if any

    def __getitem__(self, key: str) -> SlideHtml:
        """The slide, its HTML where it lies: of most slides nobody asks for it."""
        references = tuple(starmap(Reference, self.named.get(key, ())))
        holes = tuple(starmap(HtmlHole, self.holes.get(key, ())))
        html = SlideHtml(NOTHING, NOTHING, references, holes)
        html.lie_at(LaidHtml(self.html, *self.places[key], self.wide.get(key, NARROW)))
        return html

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def both(self, key: str) -> bytes:
        """The body and the notes as they are kept."""
        start, _, end = self.places[key]
        return part_of(self.html, start, end)

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


NONE = KeptSlides(b"", {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class _KeptLine:
    """What the line says; by their keys what only some slides have."""

    keys: tuple[str, ...]
    lengths: tuple[int, ...]  #: in bytes, of a body and of the notes by turns
    named: Mapping[str, Any]
    holes: Mapping[str, Any]
    wide: Mapping[str, Any]


def pack_slides(slides: Mapping[str, SlideHtml], maker: str, kept: KeptSlides = NONE) -> Iterator[bytes]:
    """What is kept and the slides that are not among it, as pieces; `maker` is the program that made them."""
    new = {key: html for key, html in slides.items() if key not in kept.places}
    yield signed(maker, b"")
    before = b"["
    for part in _said_of(new, kept):
        yield before
        yield from part
        before = b", "
    yield b"]\n"
    for key in kept:
        yield kept.both(key)
    for html in new.values():  # never in memory together
        yield from html.as_bytes


def _said_of(new: Mapping[str, SlideHtml], kept: KeptSlides) -> Iterator[Iterator[bytes]]:
    """What the line says, one thing after the other: of large decks each is megabytes."""
    yield list_in_parts(chain(kept, new))
    lengths = (length for a, b, c in kept.places.values() for length in (b - a, c - b))
    yield list_in_parts(chain(lengths, (length for html in new.values() for length in html.sizes)))
    named = {key: [(r.use, r.address, r.alt) for r in h.references] for key, h in new.items() if h.references}
    yield object_in_parts({**kept.named, **named})
    holes = {key: [astuple(hole) for hole in h.holes] for key, h in new.items() if h.holes}
    yield object_in_parts({**kept.holes, **holes})
    yield object_in_parts({**kept.wide, **{key: html.wide for key, html in new.items() if any(html.wide)}})


def unpack_slides(data: Kept | None, maker: str) -> KeptSlides:
    """The slides that `maker` made; none when another program did."""
    body = body_by(maker, data)
    if body is None:
        return NONE
    head, html = first_line(body)
    line = from_bytes(_KeptLine, head)
    if line is None:
        return NONE
    edges = list(pairwise(accumulate(line.lengths, initial=0)))
    places = {key: (*edges[2 * at], edges[2 * at + 1][1]) for at, key in enumerate(line.keys)}
    return KeptSlides(html, places, line.named, line.holes, line.wide)
