"""A recording, cut into steps: what the terminal showed, as texts that a page can play without one.

Knows recordings and pyte. Must not know pages. Colours are left out: what is played is what can be read.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyte

from slidegen.lazy_dataclass import dataclass
from slidegen.script.drivers.pty import COLUMNS, LINES, Screen
from slidegen.script.report.recording import Event, events_of

PAUSE = 1.5  #: seconds that nothing may happen; longer waits are cut
STEP = 0.15  #: seconds between two frames, at least
MOST = 60  #: frames of a step
FEWEST = 3  #: what has less to show than that needs no player


@dataclass(frozen=True, slots=True)
class TerminalFrame:
    """What stood on the terminal `at` so many seconds from the step's begin."""

    at: float
    text: str


def replays(cast: Path) -> Mapping[str, tuple[TerminalFrame, ...]]:
    """The steps of a recording in which something moved, by their ids."""
    found: dict[str, tuple[TerminalFrame, ...]] = {}
    for step, events in _steps(events_of(cast)):
        frames = _thinned(list(_frames(events)))
        if len(frames) >= FEWEST:
            found[step] = tuple(frames)
    return found


def as_json(frames: tuple[TerminalFrame, ...]) -> str:
    """`[[0.0, "text"], …]`, as it may stand in a page's script element."""
    rows = [[round(frame.at, 2), frame.text] for frame in frames]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _steps(events: Iterator[Event]) -> Iterator[tuple[str, list[Event]]]:
    """Each step's id and what was shown from its mark to the next one."""
    step = ""
    own: list[Event] = []
    for event in events:
        if event.kind == "m":
            if step:
                yield step, own
            step, own = event.text, []
        elif event.kind == "o":
            own.append(event)
    if step:
        yield step, own


def _frames(events: list[Event]) -> Iterator[TerminalFrame]:
    """A frame where the picture changes; waits are cut, and what comes at once is one picture."""
    screen = Screen(COLUMNS, LINES)
    stream = pyte.Stream(screen)
    clock, before = 0.0, events[0].at if events else 0.0
    shown = last = TerminalFrame(0.0, "")
    for event in events:
        clock += min(max(event.at - before, 0.0), PAUSE)
        before = event.at
        stream.feed(event.text)
        frame = TerminalFrame(clock, _text(screen))
        if frame.text == shown.text:
            continue
        if clock - last.at >= STEP and shown is not last:
            yield shown
            last = shown
        shown = frame
    if shown is not last:
        yield shown


def _text(screen: Screen) -> str:
    return "\n".join(line.rstrip() for line in screen.display).strip("\n")


def _thinned(frames: list[TerminalFrame]) -> list[TerminalFrame]:
    """At most `MOST` of them, the last one always."""
    while len(frames) > MOST:
        frames = [*frames[:-1:2], frames[-1]]
    return frames
