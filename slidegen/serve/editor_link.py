"""An editor that speaks with the server: JSON, a line a message, over the server's standard input and output.

    editor: {"show": {"file": "/w/day1.md", "line": 12}}    where its cursor stands
    server: {"ready": {"address": "http://127.0.0.1:8000/"}}
            {"shown": {"deck": "day1", "slide": "intro"}}   or {"shown": null}, when no deck has that line
            {"open": {"file": "/w/day1.md", "line": 12}}    somebody clicked on a slide's source
            {"refused": "why"}                              what the editor said was not understood

When its input ends, the editor has gone, and so does the server. A line of JSON, since every editor's own
language reads one; the language server protocol has no message for any of these.

Knows lines and their words. Must not know decks.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import field
from io import RawIOBase
from pathlib import Path
from typing import TextIO

from slidegen.lazy_dataclass import dataclass

MOST_LINE = 64 * 1024  #: bytes of a message, of which a path is the most

#: The deck and the slide that a line of a file became, or None.
Finder = Callable[[Path, int], tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class EditorLink:
    """One editor at the other end; `open` is the server's way to it, `attend` its way to the server."""

    said: RawIOBase  #: raw, since a thread that waits in a buffered one's lock stops the interpreter's end
    told: TextIO
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self, path: Path, line: int) -> str:
        self.tell("open", {"file": str(path), "line": line})
        return ""

    def tell(self, kind: str, content: object) -> None:
        with self._lock:  # answers come from a thread of their own, clicks from the server's
            self.told.write(json.dumps({kind: content}) + "\n")
            self.told.flush()

    def attend(self, find: Finder, gone: Callable[[], None]) -> None:
        """Answer what the editor says, in a thread of its own, until its input ends."""
        threading.Thread(target=self._listen, args=(find, gone), daemon=True).start()

    def _listen(self, find: Finder, gone: Callable[[], None]) -> None:
        try:
            while line := self.said.readline(MOST_LINE):
                self.tell(*_answer(line, find))
        except (OSError, ValueError):  # the pipe broke: the editor has gone, the hard way
            pass
        finally:
            gone()


def _answer(line: bytes, find: Finder) -> tuple[str, object]:
    place = _place(line)
    if place is None:
        return "refused", 'Say {"show": {"file": "/path/to/file.md", "line": 1}}'
    found = find(*place)
    return "shown", None if found is None else {"deck": found[0], "slide": found[1]}


def _place(line: bytes) -> tuple[Path, int] | None:
    """The file and line that are asked for; None for anything else."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    place = said.get("show") if isinstance(said, Mapping) else None
    if not isinstance(place, Mapping):
        return None
    file, number = place.get("file"), place.get("line")
    if not isinstance(file, str) or "\0" in file or not isinstance(number, int):
        return None
    return Path(file), number
