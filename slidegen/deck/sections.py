"""Sections: which slides open one, and the slides that are made before each.

Knows level-1 titles and the order of a deck. Must not know what the made slides say (`toc`), nor numbers and
ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from slidegen.deck.draft import Draft
from slidegen.deck.layout import LayoutOptions, is_shown
from slidegen.deck.toc import (
    Entry,
    Surroundings,
    entries_of,
    has_contents,
    title_slides,
    with_contents,
)
from slidegen.lazy_dataclass import dataclass
from slidegen.source.phrases import ENGLISH


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft, the place of its file in the manifest's list (from 1), and that file."""

    draft: Draft
    place: int
    path: str


@dataclass(frozen=True, slots=True)
class Sectioned:
    drafts: Sequence[Draft]  #: with contents and title slides in their places
    entries: Sequence[Entry]
    paths: Sequence[str]  #: the file that opens each section


def with_sections(
    placed: list[Placed],
    pictures: tuple[str, ...],
    options: LayoutOptions,
    words: Mapping[str, str] = ENGLISH,
) -> Sectioned:
    """The deck's drafts with all that is made for its sections."""
    entries = contents_entries(placed)
    if not entries:
        return Sectioned(
            [draft for each in placed for draft in with_contents(each.draft, entries, words)], [], []
        )
    placed, introduction, end = _with_named_ends(placed, options)
    around = Surroundings(
        introduction, end, any(has_contents(each.draft) for each in placed), pictures, words
    )
    drafts: list[Draft] = []
    paths: list[str] = []
    for each in placed:
        for _ in each.draft.titles:
            made = title_slides(entries, len(paths), each.draft.span, each.draft.line, around)
            drafts.extend(replace(slide, opens=len(paths)) for slide in made)
            paths.append(each.path)
        drafts.extend(with_contents(each.draft, entries, words))
    return Sectioned(drafts, entries, paths)


def contents_entries(placed: list[Placed]) -> list[Entry]:
    """The table of contents; files without a title make no part, so that parts are numbered from 1."""
    titles = [(title, each.place) for each in placed for title in each.draft.titles]
    places = list(dict.fromkeys(place for _, place in titles))
    return entries_of([(title, places.index(place) + 1) for title, place in titles])


def _with_named_ends(
    placed: list[Placed], options: LayoutOptions
) -> tuple[list[Placed], str | None, str | None]:
    """The drafts with a name on the first and the last slide that is shown, and these names.

    The first section's way back leads to the first slide, the last one's way on to the last slide; None where
    that slide opens the section itself.
    """
    shown = (at for at, each in enumerate(placed) if is_shown(each.draft, options))
    first = next(shown, None)
    if first is None:
        return placed, None, None
    last = next(at for at in reversed(range(len(placed))) if is_shown(placed[at].draft, options))
    placed = list(placed)
    return placed, _name(placed, first, "introduction"), _name(placed, last, "end")


def _name(placed: list[Placed], at: int, name: str) -> str | None:
    """The name of a draft, `name` from now on when it has none; None for one that opens a section."""
    draft = placed[at].draft
    if draft.titles:
        return None
    own = draft.value("name")
    if own:
        return own
    step = replace(draft.steps[0], properties=(*draft.steps[0].properties, ("name", name)))
    placed[at] = replace(placed[at], draft=draft.with_steps((step, *draft.steps[1:])))
    return name
