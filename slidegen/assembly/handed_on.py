"""What one build hands to the next by the cache: rendered slides, drafts of fragments, answers about texts.

Each is an entry, and a second one of what came since: that is what a build after one change writes, and no
megabytes. Where it has grown to a part of the first, or where something goes, both become one again.

Knows entries. Must not know what makes slides, nor what answers say.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeVar

from slidegen import kept_answers
from slidegen.assembly.kept_slides import NONE, KeptSlides, pack_slides, unpack_slides
from slidegen.assembly.kept_texts import pack_texts, unpack_texts
from slidegen.cache import Cache, body_by, program, signed
from slidegen.json_values import from_bytes
from slidegen.render.html import SlideHtml

_SLIDES = "slides"  #: the cache's entry of rendered slides
_ANSWERS = "answers"  #: and that of what follows from texts
_DRAFTS = "drafts"  #: and, of that, the slides of fragments: some of them are read again by each build
_SINCE = " since"  #: what is behind the name of the second entry of each
PART = 8  #: what came since is one in so many at most

Value = TypeVar("Value")
Answers = dict[str, dict[str, object]]


class HandedOn:
    """What an earlier build left, and what this one leaves."""

    def __init__(self, cache: Cache) -> None:
        self._cache, self._maker = cache, program()
        slides = [unpack_slides(cache.get_aside(each), self._maker) for each in (_SLIDES, _SLIDES + _SINCE)]
        self._first_slides, self._slides_since = slides
        self.slides: Mapping[str, SlideHtml] = _Both(*slides) if slides[1] else slides[0]
        self._first_drafts = unpack_texts(cache.get_aside(_DRAFTS), self._maker)
        drafts_since = unpack_texts(cache.get_aside(_DRAFTS + _SINCE), self._maker)
        self._drafts = {**self._first_drafts, **drafts_since}
        self._first_answers, since = self._answers_in(_ANSWERS), self._answers_in(_ANSWERS + _SINCE)
        names = {**self._first_answers, **since}
        answers = {name: {**self._first_answers.get(name, {}), **since.get(name, {})} for name in names}
        kept_answers.know({**answers, _DRAFTS: self._drafts})

    def keep(self, used: Mapping[str, SlideHtml]) -> None:
        """Leave the slides that were used, and what was found out, to the next build."""
        self._keep_slides(used)
        learnt = kept_answers.learnt()
        if learnt is None:
            return
        drafts = learnt.pop(_DRAFTS)
        self._keep_answers(learnt)
        if drafts.keys() != self._drafts.keys():
            self._keep_drafts(drafts)

    def _keep_slides(self, used: Mapping[str, SlideHtml]) -> None:
        first, since = self._first_slides, self._slides_since
        is_much = len(self.slides) > 2 * len(used) + kept_answers.OTHERS
        if not is_much and used.keys() <= self.slides.keys():
            return
        new = {key: html for key, html in used.items() if key not in first}
        if not is_much and _is_part(len({**new, **since.places}), len(first)):
            self._cache.put_pieces(_SLIDES + _SINCE, pack_slides(new, self._maker, since))
            return
        kept, others = (NONE, {}) if is_much else (first, dict(since))  # what other decks are made of stays
        self._cache.put_pieces(_SLIDES, pack_slides({**others, **used}, self._maker, kept))
        self._cache.put_pieces(_SLIDES + _SINCE, pack_slides({}, self._maker))

    def _keep_drafts(self, drafts: Mapping[str, object]) -> None:
        since = _since(drafts, self._first_drafts)
        if since is None or not _is_part(len(since), len(self._first_drafts)):
            self._cache.put_pieces(_DRAFTS, pack_texts(drafts, self._maker))
            since = {}
        self._cache.put_pieces(_DRAFTS + _SINCE, pack_texts(since, self._maker))

    def _keep_answers(self, learnt: Answers) -> None:
        first = self._first_answers
        names = dict.fromkeys((*learnt, *first))
        found = {name: _since(learnt.get(name, {}), first.get(name, {})) for name in names}
        since = {name: more for name, more in found.items() if more is not None}
        is_whole = len(since) == len(names)
        if not is_whole or not _is_part(_size(since), _size(first)):
            self._write_answers(_ANSWERS, learnt)
            since = {}
        self._write_answers(_ANSWERS + _SINCE, since)

    def _write_answers(self, entry: str, answers: Answers) -> None:
        self._cache.put_pieces(entry, chain((signed(self._maker, b""),), kept_answers.as_json(answers)))

    def _answers_in(self, entry: str) -> Answers:
        """What an earlier build of this program learnt; nothing when there is none that can be read."""
        body = body_by(self._maker, self._cache.get(entry))
        return from_bytes(Answers, bytes(body or b"")) or {}


class _Both(Mapping[str, SlideHtml]):
    """The slides of both entries."""

    def __init__(self, first: KeptSlides, since: KeptSlides) -> None:
        self._first, self._since = first, since

    def __getitem__(self, key: str) -> SlideHtml:
        return (self._first if key in self._first.places else self._since)[key]

    def __contains__(self, key: object) -> bool:
        return key in self._first.places or key in self._since.places

    def __iter__(self) -> Iterator[str]:
        return iter({**self._first.places, **self._since.places})

    def __len__(self) -> int:
        return len({**self._first.places, **self._since.places})


def _since(now: Mapping[str, Value], first: Mapping[str, object]) -> dict[str, Value] | None:
    """What is not in the first entry; None where that has what is wanted no more."""
    more = {key: value for key, value in now.items() if key not in first}
    return more if len(now) - len(more) == len(first) else None


def _is_part(count: int, of: int) -> bool:
    return count * PART <= of


def _size(answers: Answers) -> int:
    return sum(map(len, answers.values()))
