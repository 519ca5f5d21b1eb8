"""Signals that would end the process end the run instead, so that its reports are written.

They are raised where the run waits, and not in the middle of a report: a library that is stopped while it is
loaded, or while it reads a template, can do no more, and the last report would fail. A terminal that closes
takes its signal and all that is written to it: what is still said then is said to nobody.

Knows signals and terminals. Must not know what runs.
"""

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class Interrupted(BaseException):
    """Somebody wants the run to end."""


class Ending:
    """Whether somebody wants the run to end, and whether that must wait."""

    def __init__(self) -> None:
        self._is_held = self._has_come = False
        self._terminals = tuple(number for number in (1, 2) if os.isatty(number))

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Raises Interrupted for a signal that comes meanwhile."""
        kept = {number: signal.signal(number, self._stop) for number in ENDING}
        try:
            yield
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is done meanwhile is done to its end; then Interrupted is raised for a signal that came."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._has_come:
            self._has_come = False
            raise Interrupted

    def is_hang_up(self, error: OSError) -> bool:
        """Whether a write failed since its terminal is closed: the signal for that may come after it."""
        if error.errno != errno.EIO or not self._terminals:
            return False
        self._let_go()
        return True

    def _let_go(self) -> None:
        """Whatever is written to a closed terminal goes nowhere, and fails no more."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in self._terminals:
            os.dup2(nowhere, number)
        os.close(nowhere)
        self._terminals = ()

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if number == signal.SIGHUP:
            self._let_go()
        if not self._is_held:
            raise Interrupted
        self._has_come = True
