"""What follows from a value alone, remembered while a program runs.

Twelve decks of a workshop share most of their slides: what one of them found out holds for the others. A dev
server sees ever new texts, and has to forget old ones.

Knows functions. Must not know what they answer.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

Function = TypeVar("Function", bound=Callable[..., object])

SIZE = 8192  #: answers of each function: as many as a few of the largest workshops have slides
FEW = 64  #: of one whose answers are large
_forget: list[Callable[[], None]] = []


def remembered(function: Function) -> Function:
    """`function`, which asks nothing but its arguments, with a memory. They must be hashable."""
    return _with_memory(function, SIZE)


def remembered_lately(function: Function) -> Function:
    """The same for one whose answers are large: who wants one again does so soon."""
    return _with_memory(function, FEW)


def _with_memory(function: Function, size: int) -> Function:
    known = lru_cache(maxsize=size)(function)
    _forget.append(known.cache_clear)
    return known  # type: ignore[return-value]  # its type forgets what the function takes


def forgets(clear: Callable[[], None]) -> None:
    """Let `clear` be called when all that is remembered is dropped."""
    _forget.append(clear)


def forget() -> None:
    """Drop all that is remembered."""
    for clear in _forget:
        clear()
