"""The ids of a deck's slides, kept in the repository, so that old addresses lead to renamed slides.

`<deck>.ids.json` beside the manifest is written by `slidegen build --record-ids` and read by every build. Who
commits it can rename a slide, and the address that somebody pasted into a chat last year still finds it.

Knows ids and what became of them. Must not know pages.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from slidegen.deck.model import Deck, Slide
from slidegen.kept_answers import digest
from slidegen.lazy_dataclass import dataclass

VERSION = 1


@dataclass(frozen=True, slots=True)
class Recorded:
    """A slide as it was when its id was recorded."""

    id: str
    path: str
    body: str  #: a digest of its text without the heading


@dataclass(frozen=True, slots=True)
class IdRecord:
    """What was recorded: the slides in order, and where ids that are gone lead."""

    slides: tuple[Recorded, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)


def record_path(manifest_path: str) -> str:
    return f"{manifest_path.rpartition('.')[0]}.ids.json"


def read_ids(text: str) -> IdRecord:
    """The record in `text`; an empty one when it cannot be read, since a deck is whole without it."""
    try:
        data: Any = json.loads(text)
        if data["version"] != VERSION:
            return IdRecord()
        slides = tuple(Recorded(str(s["id"]), str(s["path"]), str(s["body"])) for s in data["slides"])
        return IdRecord(slides, {str(old): str(new) for old, new in data["redirects"].items()})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return IdRecord()


def record_bytes(record: IdRecord) -> bytes:
    slides = [{"id": slide.id, "path": slide.path, "body": slide.body} for slide in record.slides]
    redirects = {old: record.redirects[old] for old in sorted(record.redirects)}
    data = {"version": VERSION, "redirects": redirects, "slides": slides}
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def recorded_slides(deck: Deck) -> tuple[Recorded, ...]:
    return tuple(Recorded(slide.id, slide.span.path, digest(_body(slide))) for slide in deck.slides)


def _body(slide: Slide) -> str:
    """The text without headings: what stays when a slide is renamed."""
    return "\n".join(line for line in slide.text.split("\n") if not line.lstrip().startswith("#")).strip()


def renewed(before: IdRecord, now: Sequence[Recorded]) -> IdRecord:
    """The record of today: ids that are gone lead to the slides that they became at last."""
    renames = {**before.redirects, **_renamed(before.slides, now)}
    ids = {slide.id for slide in now}
    redirects = {old: _end(old, renames, ids) for old in renames if old not in ids}
    return IdRecord(tuple(now), {old: new for old, new in redirects.items() if new in ids})


def redirects_of(before: IdRecord, now: Sequence[Recorded]) -> dict[str, str]:
    """Where ids that are gone lead, as far as the record can tell today."""
    return dict(renewed(before, now).redirects)


def _end(old: str, renames: Mapping[str, str], ids: set[str]) -> str:
    """Where a chain of renames ends; a circle ends where it is entered again."""
    seen = {old}
    while old not in ids and old in renames and renames[old] not in seen:
        old = renames[old]
        seen.add(old)
    return old


def _renamed(before: Sequence[Recorded], now: Sequence[Recorded]) -> dict[str, str]:
    """Old id to new: by an equal body in the same file, else by equal neighbours on both sides."""
    new_ids, old_ids = {slide.id for slide in now}, {slide.id for slide in before}
    bodies = {(slide.path, slide.body): slide.id for slide in reversed(now) if slide.id not in old_ids}
    between = {pair: slide.id for pair, slide in _neighbours(now).items() if slide.id not in old_ids}
    places = {slide.id: pair for pair, slide in _neighbours(before).items()}
    found: dict[str, str] = {}
    for slide in before:
        if slide.id in new_ids:
            continue
        new = bodies.get((slide.path, slide.body)) or between.get(places[slide.id])
        if new:
            found[slide.id] = new
    return found


def _neighbours(slides: Sequence[Recorded]) -> dict[tuple[str, str], Recorded]:
    ids = ["", *(slide.id for slide in slides), ""]
    return {(ids[at], ids[at + 2]): slide for at, slide in enumerate(slides)}
