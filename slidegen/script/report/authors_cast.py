"""An author's own recording of a terminal (asciicast, versions 2 and 3), read with what is wrong in it.

Knows the format. Must not know any terminal, nor pages. Recordings of our own runs, which a kill may tear,
are read by `recording.py`.
"""

import json
from collections.abc import Iterator, Sequence
from math import isfinite

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.script.report.recording import Event

VERSIONS = (2, 3)
LARGEST = (300, 100)  #: columns and lines of a terminal: more is no slide's
_SIZE = re.compile(r"(\d{1,4})x(\d{1,4})\Z")


class UnreadCastError(ValueError):
    """Says what of a recording cannot be read."""


@dataclass(frozen=True, slots=True)
class Asciicast:
    """What was shown (`o`) on a terminal of this size, and to which it was set (`r`)."""

    columns: int
    lines: int
    events: tuple[Event, ...]
    fault: str  #: what is wrong behind the last of them, "" for nothing


def read_asciicast(text: str) -> Asciicast:
    """The recording up to what cannot be read. Raises UnreadCastError for one whose head cannot be."""
    head, *rest = text.split("\n")
    version, columns, lines = _head(head)
    events: list[Event] = []
    fault = ""
    try:
        for event in _events(rest, is_relative=version == 3):
            events.append(event)
    except UnreadCastError as error:
        fault = str(error)
    return Asciicast(columns, lines, tuple(events), fault)


def size_in(text: str) -> tuple[int, int]:
    """Columns and lines in `80x24`. Raises UnreadCastError for what is no size of a terminal."""
    found = _SIZE.match(text)
    return _size(found and int(found[1]), found and int(found[2]))


def _head(line: str) -> tuple[int, int, int]:
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        head = None
    version = head.get("version") if isinstance(head, dict) else None
    if version not in VERSIONS:
        said = f"version {version}" if isinstance(version, int) else "no head with a version"
        raise UnreadCastError(f"{said}; asciicasts of versions 2 and 3 are read")
    assert isinstance(head, dict)
    term = head.get("term") if version == 3 else {"cols": head.get("width"), "rows": head.get("height")}
    columns, lines = _size(
        *((term.get("cols"), term.get("rows")) if isinstance(term, dict) else (None, None))
    )
    return version, columns, lines


def _size(columns: object, lines: object) -> tuple[int, int]:
    if not isinstance(columns, int) or not isinstance(lines, int) or min(columns, lines) < 1:
        raise UnreadCastError("it does not say how large its terminal is")
    if columns > LARGEST[0] or lines > LARGEST[1]:
        raise UnreadCastError(
            f"its terminal has {columns} columns and {lines} lines; {LARGEST[0]} and {LARGEST[1]} are shown"
        )
    return columns, lines


def _events(rows: Sequence[str], *, is_relative: bool) -> Iterator[Event]:
    """What changes the screen, and when. Raises UnreadCastError with the line that is no event."""
    clock = 0.0
    for number, row in enumerate(rows, start=2):
        if not row.strip() or row.startswith("#"):
            continue
        event = _event(row)
        if event is None:
            raise UnreadCastError(f"line {number} is no event")
        clock = clock + event.at if is_relative else event.at
        if event.kind == "r":
            size_in(event.text)
        if event.kind in ("o", "r"):
            yield Event(clock, event.kind, event.text)


def _event(row: str) -> Event | None:
    try:
        at, kind, text = json.loads(row)
    except (ValueError, TypeError, RecursionError):
        return None
    is_one = isinstance(at, int | float) and isfinite(at) and isinstance(kind, str)
    return Event(float(at), kind, str(text)) if is_one else None
