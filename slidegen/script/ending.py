"""Signals that would end the process end the run instead, so that its reports are written.

They are raised where the run waits, and not in the middle of a report: a library that is stopped while it is
loaded, or while it reads a template, can do no more, and the last report would fail.

Knows signals. Must not know what runs.
"""

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

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if not self._is_held:
            raise Interrupted
        self._has_come = True
