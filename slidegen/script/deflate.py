"""Text made smaller (deflate, RFC 1951), to the same bytes on every machine.

zlib is not for that: what it makes depends on which one a machine has (zlib-ng makes other bytes of the same
text). Here what is said again is looked for where words begin, and all is one block of Huffman codes.

Knows the format. Must not know what is packed.
"""

import hashlib
import heapq
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from slidegen.kept_answers import KeptAnswers
from slidegen.memory import remembered

WINDOW, LONGEST = 32_768, 258  #: how far back, and how much at once, may be said again
KEY = 4  #: bytes by which what was said before is found
END = 256  #: the symbol behind the last
NONE = -1  #: no symbol: a byte has no distance
SHORT = 320  #: bytes; to say what codes they have would take as much as better codes gain

_NEXT = re.compile(rb"\w+[^\w\n]?|\W")
#: The order in which the lengths of the codes for lengths stand.
_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)

#: A symbol of the first alphabet, one of the second (or `NONE`), and behind each its bits.
Token = tuple[int, str, int, str]

_LITERALS: tuple[Token, ...] = tuple((byte, "", NONE, "") for byte in range(256))


def deflated(*pieces: bytes) -> bytes:
    """The pieces as one stream. Each is a block of its own: one that many files have is packed once."""
    blocks = [_block(piece) for piece in pieces]
    bits = "".join([*(f"0{block}" for block in blocks[:-1]), f"1{blocks[-1]}"])
    return int(bits[::-1], 2).to_bytes((len(bits) + 7) // 8, "little")


@remembered
def _block(data: bytes) -> str:
    """`data` as bits, behind the one that says whether it is the last block."""
    return _BLOCKS.get(hashlib.blake2b(data, digest_size=16).hexdigest(), lambda: _packed(data))


def _as_digits(bits: str) -> str:
    return f"{int('1' + bits, 2):x}"


def _as_bits(digits: object) -> str:
    if isinstance(digits, str):
        return f"{int(digits, 16):b}"[1:]
    raise ValueError("no digits")


_BLOCKS = KeptAnswers[str]("blocks", _as_digits, _as_bits)


def _packed(data: bytes) -> str:
    tokens = [*_tokens(data), (END, "", NONE, "")]
    if len(data) < SHORT:
        return "10" + _coded(tokens, *_fixed())
    literals = _lengths(Counter(map(itemgetter(0), tokens)), 15)
    backward = Counter(map(itemgetter(2), tokens))
    del backward[NONE]
    distances = _lengths(backward or {0: 1}, 15)
    return f"01{_header(literals, distances)}{_coded(tokens, _codes(literals), _codes(distances))}"


def _coded(tokens: Sequence[Token], first: Mapping[int, str], second: Mapping[int, str]) -> str:
    second = {**second, NONE: ""}
    return "".join([first[said] + more + second[back] + far for said, more, back, far in tokens])


# ---- what is said again
def _tokens(data: bytes) -> Iterator[Token]:
    """Bytes as they are, and what was said within the window by its length and distance."""
    seen, at, end = dict[bytes, int](), 0, len(data)
    while at < end:
        key = data[at : at + KEY]
        before = seen.get(key, -WINDOW - 1)
        seen[key] = at
        if at - before <= WINDOW and len(key) == KEY:
            length = _common(data, before, at)
            yield (*_length(length), *_distance(at - before))
            at += length
            continue
        word = _NEXT.match(data, at)
        assert word
        yield from map(_LITERALS.__getitem__, word[0])
        at = word.end()


def _common(data: bytes, one: int, other: int) -> int:
    """How many bytes are the same from two places on."""
    left, right = data[one : one + LONGEST], data[other : other + LONGEST]
    left = left[: len(right)]
    differ = int.from_bytes(left, "little") ^ int.from_bytes(right, "little")
    return ((differ & -differ).bit_length() - 1) // 8 if differ else len(right)


@cache
def _length(length: int) -> tuple[int, str]:
    if length == LONGEST:
        return 285, ""
    symbol, more = _stepped(length - 3, 4)
    return 257 + symbol, more


@cache
def _distance(distance: int) -> tuple[int, str]:
    return _stepped(distance - 1, 2)


def _stepped(value: int, width: int) -> tuple[int, str]:
    """Its symbol where `width` symbols share one number of further bits, and those bits."""
    extra = max(0, value.bit_length() - width.bit_length())
    return width * extra + (value >> extra), _bits(value, extra)


def _bits(value: int, count: int) -> str:
    """The lowest `count` bits of a number, the lowest first."""
    return "".join(str(value >> bit & 1) for bit in range(count))


# ---- codes
class _Branch(NamedTuple):
    """Part of the tree: how often its symbols stand, the first of them where as often, all of them."""

    often: int
    first: int
    symbols: tuple[int, ...]


def _lengths(counts: Mapping[int, int], most: int) -> dict[int, int]:
    """How long the code of each symbol is (Huffman); rare ones count for more until none is too long."""
    while True:
        found = dict.fromkeys(counts, 0)
        heap = [_Branch(count, symbol, (symbol,)) for symbol, count in counts.items()]
        heapq.heapify(heap)
        while len(heap) > 1:
            one, other = heapq.heappop(heap), heapq.heappop(heap)
            both = one.symbols + other.symbols
            for symbol in both:
                found[symbol] += 1
            heapq.heappush(heap, _Branch(one.often + other.often, min(both), both))
        if max(found.values()) <= most:
            return found if len(found) > 1 else dict.fromkeys(found, 1)
        counts = {symbol: (count + 1) // 2 for symbol, count in counts.items()}


def _codes(lengths: Mapping[int, int]) -> dict[int, str]:
    """The code of each symbol, as its length says (RFC 1951, 3.2.2)."""
    found, code, before = dict[int, str](), 0, 0
    for symbol, length in sorted(lengths.items(), key=lambda each: (each[1], each[0])):
        code <<= length - before
        found[symbol], before = f"{code:0{length}b}", length
        code += 1
    return found


@cache
def _fixed() -> tuple[dict[int, str], dict[int, str]]:
    """The codes that need not be told (3.2.6)."""
    steps = ((8, range(144)), (9, range(144, 256)), (7, range(256, 280)), (8, range(280, 288)))
    lengths = {symbol: length for length, symbols in steps for symbol in symbols}
    return _codes(lengths), _codes(dict.fromkeys(range(30), 5))


def _header(literals: Mapping[int, int], distances: Mapping[int, int]) -> str:
    """How long all codes are, themselves in codes."""
    one, other = max(literals) + 1, max(distances) + 1
    tokens = list(
        _runs([literals.get(n, 0) for n in range(one)] + [distances.get(n, 0) for n in range(other)])
    )
    lengths = _lengths(Counter(symbol for symbol, _ in tokens), 7)
    codes = _codes(lengths)
    order = [lengths.get(symbol, 0) for symbol in _ORDER]
    while not order[-1]:
        order.pop()
    sizes = _bits(one - 257, 5) + _bits(other - 1, 5) + _bits(len(order) - 4, 4)
    told = "".join(_bits(length, 3) for length in order)
    return sizes + told + "".join(codes[symbol] + more for symbol, more in tokens)


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Lengths one by one, but many zeros at once."""
    for length, group in groupby(lengths):
        count = len(list(group))
        while length == 0 and count >= 3:
            some = min(count, 138)
            yield (18, _bits(some - 11, 7)) if some > 10 else (17, _bits(some - 3, 3))
            count -= some
        yield from ((length, ""),) * count
