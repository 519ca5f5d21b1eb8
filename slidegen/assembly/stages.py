"""How long each stage of a build takes by the clock, for `slidegen build -v`.

A stage inside of another is not counted twice. Must not know what the stages do.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Stages:
    """Seconds by stage, in the order in which each first ended."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: dict[str, float] = {}
        self._clock = clock
        self._inner = [0.0]  #: of each stage that goes on, what stages inside of it took

    def take(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives; its time goes to the stage."""
        with self.stage(name):
            return make()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = self._clock()
        self._inner.append(0.0)
        try:
            yield
        finally:
            whole = self._clock() - began
            self.seconds[name] = self.seconds.get(name, 0.0) + whole - self._inner.pop()
            self._inner[-1] += whole
