"""A recording, cut into frames: what the terminal showed, as texts that a page can play without one.

Those of a run are cut by its steps, those of an author are one.

Knows recordings and pyte. Must not know pages. Colours are left out: what is played is what can be read.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

import pyte

from slidegen.lazy_dataclass import dataclass
from slidegen.script.drivers.pty import COLUMNS, LINES, Screen
from slidegen.script.report.authors_cast import Asciicast, size_in
from slidegen.script.report.recording import ANEW, Event, events_of

PAUSE = 1.5  #: seconds that nothing may happen; longer waits are cut
STEP = 0.15  #: seconds between two frames, at least
MOST = 60  #: frames of a step
FEWEST = 3  #: what has less to show than that needs no player
MOST_OF_CAST = 200  #: frames of an author's recording


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


class UnplayedError(ValueError):
    """What a recording says to its terminal is nothing that pyte can show."""


def frames_of(cast: Asciicast) -> tuple[tuple[TerminalFrame, ...], float]:
    """What an author's recording showed, and how many seconds at least are between two frames.

    Each is the whole screen, the last one its end: there are no more of them than `MOST_OF_CAST`. Raises
    UnplayedError.
    """
    events = list(_shortened(cast.events))
    step = max(STEP, events[-1].at / (MOST_OF_CAST - 1)) if events else STEP
    screen = Screen(cast.columns, cast.lines)
    try:
        return tuple(_pictures(events, screen, step)), step
    except (TypeError, ValueError, LookupError, AssertionError, AttributeError) as error:  # pyte's
        raise UnplayedError(f"{type(error).__name__}: {error}") from error


def as_high(frames: tuple[TerminalFrame, ...]) -> tuple[TerminalFrame, ...]:
    """The frames with equally many lines, so that nothing moves below them."""
    breaks = [frame.text.count("\n") for frame in frames]
    most = max(breaks, default=0)
    return tuple(
        TerminalFrame(
            frame.at, frame.text + "\n" * (most - own) + " " * (own < most)
        )  # a bare end has no height
        for frame, own in zip(frames, breaks, strict=True)
    )


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
            # A picture anew right before a mark is the next step's: its section's shell is another.
            begun = [own.pop()] if own and own[-1].text.startswith(ANEW) else []
            if step:
                yield step, own
            step, own = event.text, begun
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


def _shortened(events: Iterable[Event]) -> Iterator[Event]:
    """The events with waits cut."""
    clock = before = 0.0
    for event in events:
        clock += min(max(event.at - before, 0.0), PAUSE)
        before = event.at
        yield Event(clock, event.kind, event.text)


def _pictures(events: list[Event], screen: Screen, step: float) -> Iterator[TerminalFrame]:
    """At most a frame in each `step` seconds, where the picture changed."""
    stream = pyte.Stream(screen)
    shown: str | None = None
    for event, after in zip_longest(events, events[1:]):
        if event.kind == "r":
            columns, lines = size_in(event.text)
            screen.resize(lines, columns)
        else:
            stream.feed(event.text)
        if after is not None and after.at // step == event.at // step:
            continue  # before anybody sees it, something else stands there
        text = _text(screen)
        if text != shown:
            yield TerminalFrame(event.at, text)
            shown = text


def _text(screen: Screen) -> str:
    return "\n".join(line.rstrip() for line in screen.display).strip("\n")


def _thinned(frames: list[TerminalFrame]) -> list[TerminalFrame]:
    """At most `MOST` of them, the last one always."""
    while len(frames) > MOST:
        frames = [*frames[:-1:2], frames[-1]]
    return frames
