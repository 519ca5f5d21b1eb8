"""How the cost of reading grows with what is read: the exponent that fits its costs. Not a test itself.

Two costs are taken. *Operations*: calls, of Python's functions and of those in C, which an interpreter counts
the same each time. A regular expression is one call however long it looks, so *processor time* is taken as
well: the least of several, at sizes where it is large enough to be measured.
"""

import gc
import math
import sys
from collections.abc import Callable, Sequence
from time import process_time

from slidegen import memory

Work = Callable[[str], object]

SIZES = (2_000, 4_000, 8_000)  #: characters at which operations are counted
TIMED = (4_000, 8_000, 16_000, 32_000)
SHORT = 0.1  #: seconds; at 32,000 characters a quadratic reader that takes no longer harms nobody


def operations(work: Work, text: str) -> int:
    """The calls that `work` makes."""
    memory.forget()
    count = 0

    def see(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.collect()
    gc.disable()  # a collector's callbacks are calls, too
    sys.setprofile(see)
    try:
        work(text)
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def seconds(work: Work, text: str) -> float:
    memory.forget()
    start = process_time()
    work(text)
    return process_time() - start


def of_size(piece: str, size: int) -> str:
    return piece * max(1, size // len(piece))


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the line that fits the logarithms best: 1 where cost is in proportion, 2 where squared."""
    xs, ys = [math.log(size) for size in sizes], [math.log(max(cost, 1e-9)) for cost in costs]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return above / sum((a - x) ** 2 for a in xs)


def exponent_of_operations(work: Work, piece: str, sizes: Sequence[int] = SIZES) -> float:
    work(of_size(piece, sizes[0] // 2))  # what is made once is no cost of the text's
    return exponent(sizes, [operations(work, of_size(piece, size)) for size in sizes])


def exponent_of_time(work: Work, piece: str, times: int = 2) -> float:
    """0 where even the largest takes no time that matters."""
    if seconds(work, of_size(piece, TIMED[-1])) < SHORT:
        return 0.0
    texts = [of_size(piece, size) for size in TIMED]
    return exponent(TIMED, [min(seconds(work, text) for _ in range(times)) for text in texts])
