"""Texts by digest as bytes, of which a later build reads those that it asks for.

A line of JSON says which there are and how long each is; they follow as they are. Knows that layout. Must not
know what the texts say, nor where the bytes are kept.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, pairwise

from slidegen.cache import body_by, signed
from slidegen.json_values import as_bytes, from_bytes
from slidegen.set_aside import Kept, Laid, first_line

Text = bytes | memoryview | Laid  #: `bytes(…)` reads it
TEXT = (bytes, memoryview, Laid)


def pack_texts(texts: Mapping[str, object], maker: str) -> Iterator[bytes]:
    """The texts, new ones or kept, as pieces of bytes; `maker` is the program that made them."""
    pieces = {key: text for key, text in texts.items() if isinstance(text, TEXT)}
    lengths = {key: len(text) for key, text in pieces.items()}
    yield signed(maker, as_bytes(lengths) + b"\n")
    for text in pieces.values():
        yield bytes(text)


def unpack_texts(data: Kept | None, maker: str) -> dict[str, Text]:
    """The texts that `maker` kept, unread; none when another program did."""
    head, body = first_line(body_by(maker, data) or b"")
    text_at = _text_at(body)
    lengths = from_bytes(dict[str, int], head) or {}
    places = pairwise(accumulate(lengths.values(), initial=0))
    return {key: text_at(start, end) for key, (start, end) in zip(lengths, places, strict=True)}


def _text_at(body: Kept) -> Callable[[int, int], Text]:
    """What finds a text in the body, and reads none."""
    if isinstance(body, Laid):
        return lambda start, end: body.from_(start, end - start)
    view = memoryview(body)
    return lambda start, end: view[start:end]
