"""The session as an asciicast (version 2): what the front pane showed, as it came.

Knows the format. Must not know what runs in the panes.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from slidegen.script.drivers.shell import Shell, unheard
from slidegen.script.masking import Mask
from slidegen.script.report.recording import ANEW, last_time

COLUMNS, LINES = 132, 40
MOST = 500_000  #: bytes of one step that are recorded


class Recorder:
    """Writes each output as an event; whole after every line."""

    def __init__(
        self, path: Path, title: str, clock: Callable[[], float] = time.monotonic, mask: Mask | None = None
    ) -> None:
        self._mask, self._pending = mask or Mask(), ""
        fresh = not path.exists() or not path.stat().st_size
        self._clock = clock
        self._started = clock() - (0 if fresh else last_time(path))
        self._file: TextIO = path.open("a", encoding="utf-8")
        self._front: Shell | None = None
        self._left = MOST
        if fresh:
            head = {"version": 2, "width": COLUMNS, "height": LINES, "title": title, "idle_time_limit": 2}
            self._file.write(json.dumps(head) + "\n")

    def show(self, shell: Shell) -> None:
        """Record this pane from now on: it is in front."""
        if shell is self._front:
            return
        picture = self._mask(shell.picture()).replace("\n", "\r\n")
        if self._front is not None:
            self._front.on_output = unheard
            picture = f"{ANEW}{picture}"
        if picture:
            self._event("o", picture)
        self._front = shell
        shell.on_output = self._output

    def step(self, id: str) -> None:
        """A place to jump to."""
        self._flush()
        self._left = MOST
        self._event("m", id)

    def close(self) -> None:
        self._flush()
        self._file.close()

    def _output(self, data: bytes) -> None:
        self._left -= len(data)
        if self._left < 0:
            return
        text, self._pending = self._mask.stream(self._pending, data.decode("utf-8", errors="replace"))
        if text:
            self._event("o", text if "\r\n" in text else text.replace("\n", "\r\n"))

    def _flush(self) -> None:
        """What was held back, as it might have been the beginning of a secret, was not."""
        pending, self._pending = self._pending, ""
        if pending:
            self._event("o", pending.replace("\n", "\r\n"))

    def _event(self, kind: str, text: str) -> None:
        if not self._file.closed:
            self._file.write(json.dumps([round(self._clock() - self._started, 3), kind, text]) + "\n")
            self._file.flush()
