"""Which functions of ours run, and with what, while something is done in this thread."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import unwrap
from types import FrameType, FunctionType
from typing import Any

Call = tuple[str, dict[str, Any]]  #: the function's name, and its arguments by name


@contextmanager
def called(*functions: Callable[..., object]) -> Iterator[list[Call]]:
    """Each call of one of the functions, in order; nothing is put in their place.

    What is remembered (`slidegen.memory`) is no call.
    """
    codes = {each.__code__ for each in map(unwrap, functions) if isinstance(each, FunctionType)}
    assert len(codes) == len(functions), "only functions that are written in Python are seen"
    found: list[Call] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code in codes:
            found.append((frame.f_code.co_name, dict(frame.f_locals)))

    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)
