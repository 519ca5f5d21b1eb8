"""Texts by digest as bytes, of which a later build reads those that it asks for.

A line of JSON says which there are and how long each is; they follow as they are. Knows that layout. Must not
know what the texts say, nor where the bytes are kept.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise

from slidegen.cache import body_by, signed


def pack_texts(texts: Mapping[str, object], maker: str) -> Iterator[bytes]:
    """The texts, new ones or kept, as pieces of bytes; `maker` is the program that made them."""
    pieces = {key: text for key, text in texts.items() if isinstance(text, str | memoryview)}
    lengths = [len(text) for text in pieces.values()]  # JSON is ASCII
    yield signed(maker, f"{json.dumps([list(pieces), lengths])}\n".encode())
    for text in pieces.values():
        yield text.encode("ascii") if isinstance(text, str) else bytes(text)


def unpack_texts(data: bytes | None, maker: str) -> dict[str, memoryview]:
    """The texts that `maker` kept, unread; none when another program did."""
    head, _, body = (body_by(maker, data) or b"").partition(b"\n")
    try:
        keys, lengths = json.loads(head)
        places = dict(zip(keys, pairwise(accumulate(lengths, initial=0)), strict=True))
        view = memoryview(body)
        return {str(key): view[start:end] for key, (start, end) in places.items()}
    except (ValueError, TypeError, RecursionError):
        return {}
