"""A recorded session (asciicast, version 2), read: what was shown when, and where each step begins.

Knows the format. Must not know who records, nor any terminal: a build reads recordings, too.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from slidegen.lazy_dataclass import dataclass

NAME = "session.cast"
ANEW = "\x1b[2J\x1b[H"  #: begins the picture of another pane, or of a section's new one


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a recording after its head."""

    at: float  #: seconds from the begin
    kind: str  #: `o` for output, `m` for a mark
    text: str


def events_of(path: Path) -> Iterator[Event]:
    """What a recording holds, but for what a kill tore; nothing when there is no recording."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    yield from filter(None, map(_event, lines))


def marks_of(path: Path) -> dict[str, float]:
    """Where in the recording each step begins, in seconds."""
    return {event.text: event.at for event in events_of(path) if event.kind == "m"}


def last_time(path: Path) -> float:
    """When the recording that is continued stopped."""
    return max((event.at for event in events_of(path)), default=0.0)


def _event(line: str) -> Event | None:
    try:
        at, kind, text = json.loads(line)
        return Event(float(at), str(kind), str(text))
    except (ValueError, TypeError):
        return None
