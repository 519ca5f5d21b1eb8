"""Texts by digest as bytes, of which a later build reads those that it asks for.

A line of JSON says which there are and how long each is; they follow as they are. Knows that layout. Must not
know what the texts say, nor where the bytes are kept.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, pairwise

from slidegen.cache import body_by, signed
from slidegen.set_aside import Kept, Laid, first_line

Text = bytes | memoryview | Laid  #: `bytes(…)` reads it
TEXT = (bytes, memoryview, Laid)


def pack_texts(texts: Mapping[str, object], maker: str) -> Iterator[bytes]:
    """The texts, new ones or kept, as pieces of bytes; `maker` is the program that made them."""
    pieces = {key: text for key, text in texts.items() if isinstance(text, TEXT)}
    lengths = [len(text) for text in pieces.values()]
    yield signed(maker, f"{json.dumps([list(pieces), lengths])}\n".encode())
    for text in pieces.values():
        yield bytes(text)


def unpack_texts(data: Kept | None, maker: str) -> dict[str, Text]:
    """The texts that `maker` kept, unread; none when another program did."""
    head, body = first_line(body_by(maker, data) or b"")
    text_at = _text_at(body)
    try:
        keys, lengths = json.loads(head)
        places = dict(zip(keys, pairwise(accumulate(lengths, initial=0)), strict=True))
        return {str(key): text_at(start, end) for key, (start, end) in places.items()}
    except (ValueError, TypeError, RecursionError):
        return {}


def _text_at(body: Kept) -> Callable[[int, int], Text]:
    """What finds a text in the body, and reads none."""
    if isinstance(body, Laid):
        return lambda start, end: body.from_(start, end - start)
    view = memoryview(body)
    return lambda start, end: view[start:end]
