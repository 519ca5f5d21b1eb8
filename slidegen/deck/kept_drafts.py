"""A file's drafts as bytes, from one build to the next: a slide that is plain is known without being read.

A line of JSON has what decks ask of all drafts, with the length of the rest of each; the rests follow. Such a
rest is a line of JSON, too, with what is read in two parts behind it.

Knows that layout. Must not know what makes drafts, nor where the bytes are kept.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from slidegen.deck.draft import Draft, Drafts, StepDraft
from slidegen.errors import MachineError
from slidegen.json_values import SAYS_NOTHING, lay_rest, rest_packed, unpacking, values_of
from slidegen.kept_answers import hands_on
from slidegen.lazy_dataclass import dataclass
from slidegen.read_later import Unread, laid
from slidegen.set_aside import Kept, Laid, first_line, part_of
from slidegen.text.model import SlideSource


def pack_drafts(found: Drafts) -> object:
    """The drafts of a file; nothing of one that is to be read again for its findings."""
    if found.findings or not hands_on():
        return None
    return _packed(found, [_packed_rest(each) for each in found.drafts])


def unpack_drafts(data: object) -> Drafts:
    """Raises ValueError for what is none."""
    if not isinstance(data, bytes | memoryview | Laid):
        raise ValueError("no drafts")
    kept = data if isinstance(data, Laid) else bytes(data)  # what lies aside is read where it lies
    found, rests, edges = _unpacked(Drafts, kept)
    for each, (start, end) in zip(found.drafts, edges, strict=True):
        laid(each, _UnreadDraft(rests, start, end))
    unpacked: Drafts = found
    return unpacked


def _packed_rest(draft: Draft) -> bytes:
    parts = _read_in_parts(draft.steps, draft.source)
    return _packed((draft.steps, draft.source), [rest_packed(each) for each in parts])


@dataclass(frozen=True, slots=True, eq=False)
class _UnreadDraft:
    """What a draft consists of, as bytes among others."""

    kept: Kept
    start: int
    end: int

    def __call__(self) -> Mapping[str, object]:
        return _read(self)


@lru_cache(2)  # who makes a slide's HTML asks next how large it is set
def _read(draft: _UnreadDraft) -> Mapping[str, object]:
    kind: Any = tuple[tuple[StepDraft, ...], SlideSource | None]
    try:
        (steps, source), rests, edges = _unpacked(kind, part_of(draft.kept, draft.start, draft.end))
    except ValueError as error:
        raise MachineError(SAYS_NOTHING, hint="delete the folder .slidegen/cache") from error
    for each, (start, end) in zip(_read_in_parts(steps, source), edges, strict=True):
        lay_rest(each, rests, start, end)
    return {"steps": steps, "source": source}


def _read_in_parts(steps: Sequence[StepDraft], source: SlideSource | None) -> Iterator[Unread]:
    if source is not None:
        yield source
        yield from source.exercises
    for step in steps:
        yield from step.exercises


# ---- a line, and rests behind it
def _packed(value: object, rests: Sequence[bytes]) -> bytes:
    said = (list(map(len, rests)), value)
    line = json.dumps(said, default=values_of, separators=(",", ":"), check_circular=False).encode("ascii")
    return b"".join((line, b"\n", *rests))


def _unpacked(kind: Any, data: Kept) -> tuple[Any, Kept, Iterator[tuple[int, int]]]:
    """The value, what is behind the line, and where each rest is in that. Raises ValueError."""
    line, rests = first_line(data)
    try:
        lengths, value = unpacking(tuple[tuple[int, ...], kind])(json.loads(line))
    except RecursionError as error:
        raise ValueError("no drafts") from error
    return value, rests, pairwise(accumulate(lengths, initial=0))
