"""What many nights found, and what changed when a deck broke.

Knows lines of a history. Must not know how a deck was run, nor how a trend is shown.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from slidegen.json_values import parsed
from slidegen.lazy_dataclass import dataclass
from slidegen.script.night import Cell, name_of


class NightOutcome(StrEnum):
    """What a run of a night came to."""

    GREEN = "green"
    RED = "red"
    SUSPECT = "suspect"
    NOTHING = "nothing"  #: there was nothing that could be run
    STOPPED = "stopped"  #: the run itself did not come to its end


@dataclass(frozen=True, slots=True)
class Broken:
    """A step that was wrong or suspect."""

    id: str
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class NightRow:
    """One run: a line of the history."""

    date: str  #: `2026-11-26T03:17:00Z`
    deck: str
    bed: str
    version: str  #: that was asked for: `1.34`
    outcome: NightOutcome
    summary: str = ""
    server: str = ""  #: that was there: `v1.34.2`
    commit: str = ""
    images: tuple[str, ...] = ()  #: that the broken steps name
    broken: tuple[Broken, ...] = ()

    @property
    def name(self) -> str:
        return name_of(*self.key)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.deck, self.bed, self.version


@dataclass(frozen=True, slots=True)
class Trend:
    """The nights of one deck on one bed, the oldest first."""

    rows: tuple[NightRow, ...]

    @property
    def last(self) -> NightRow:
        return self.rows[-1]

    @property
    def last_green(self) -> NightRow | None:
        return next((row for row in reversed(self.rows) if row.outcome is NightOutcome.GREEN), None)

    @property
    def broke(self) -> NightRow | None:
        """The first night after the last green one; None while it is green, or never was."""
        green = self.last_green
        if green is None or green is self.last:
            return None
        return self.rows[self.rows.index(green) + 1]

    def because(self) -> tuple[str, ...]:
        """What was another thing on the night when it broke."""
        before, after = self.last_green, self.broke
        if before is None or after is None:
            return ()
        changes = []
        if before.commit != after.commit:
            changes.append(f"commit {before.commit[:9] or '?'} became {after.commit[:9] or '?'}")
        if before.server != after.server:
            changes.append(f"Kubernetes {before.server or '?'} became {after.server or '?'}")
        if changes:
            return tuple(changes)
        fetched = ", ".join(after.images) or "what it fetches"
        if not (before.commit and after.commit):
            return (f"perhaps the workshop, which is in no repository; else look at {fetched}",)
        return (f"neither the workshop nor Kubernetes: look at {fetched}",)


def read_history(path: Path) -> tuple[NightRow, ...]:
    """The rows of a history; those that another version wrote otherwise are left out. None yet: empty."""
    if not path.is_file():
        return ()
    return tuple(_rows(path.read_text(encoding="utf-8", errors="replace")))


def add_row(path: Path, row: NightRow) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


def take_in(path: Path, others: Iterable[Path]) -> int:
    """Add what the histories of other machines hold and this one does not; how many rows that is."""
    known = set(read_history(path))
    new = dict.fromkeys(row for other in others for row in read_history(other) if row not in known)
    for row in new:
        add_row(path, row)
    return len(new)


def trends(rows: Iterable[NightRow], cells: Iterable[Cell]) -> Iterator[Trend]:
    """The trend of each cell that was run at least once, in the order of the cells."""
    wanted = [(cell.deck, cell.bed.name, cell.version) for cell in cells]
    known = [row for row in rows if row.key in wanted]
    ordered = sorted(known, key=lambda row: (wanted.index(row.key), row.date))
    for _, group in groupby(ordered, key=lambda row: row.key):
        yield Trend(tuple(group))


_FIELDS = {field.name for field in fields(NightRow)}


def _rows(text: str) -> Iterator[NightRow]:
    for line in text.splitlines():
        try:
            told = parsed(line)
            kept = {name: value for name, value in told.items() if name in _FIELDS}
            kept["outcome"] = NightOutcome(kept["outcome"])
            kept["images"] = tuple(kept.get("images", ()))
            kept["broken"] = tuple(Broken(**each) for each in kept.get("broken", ()))
            yield NightRow(**kept)
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
