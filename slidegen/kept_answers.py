"""What follows from a text alone and is slow to find out, handed from one build to the next.

An answer stands under the digest of all that it depends on, in a form that JSON has. What another process, or
anybody, wrote into it is believed as far as it has the right shape: else it is found out anew.

Knows answers by digest. Must not know what they mean, nor where they are kept between builds.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from itertools import islice
from typing import Any, Generic, TypeVar

from slidegen import memory
from slidegen.json_values import object_in_parts, pack, unpacking
from slidegen.set_aside import Aside, Laid

T = TypeVar("T")

#: So many answers that no deck of a build asked for are kept at least: those of decks that are up to date.
OTHERS = 10_000


class _Table:
    """What is known of one question. Answers may be there before what asks is loaded, or in a copy alone."""

    __slots__ = ("aside", "found", "known", "others", "used")

    def __init__(self) -> None:
        self.others: int | None = None
        self.known: Mapping[str, object] = {}  #: from an earlier build
        self.found: dict[str, object] = {}  #: in this one
        self.used: dict[str, None] = {}  #: in this one, too
        self.aside = Aside()

    def forget(self) -> None:
        self.known = {}
        self.found.clear()
        self.used.clear()
        self.aside = Aside()


_tables: dict[str, _Table] = {}


class KeptAnswers(Generic[T]):
    """The answers of one question; `unpack` makes one of what JSON gives back, or raises ValueError.

    What `pack` makes None of is asked anew by each build. Of what it makes bytes of there may be much: what
    lies aside is had as a later build has it, unread as far as that can be.
    """

    def __init__(
        self,
        name: str,
        pack: Callable[[T], object],
        unpack: Callable[[object], T],
        others: int | None = None,
    ) -> None:
        self._pack, self._unpack, self._table = pack, unpack, _table(name)
        self._table.others = others

    def get(self, digest: str, find: Callable[[], T]) -> T:
        table = self._table
        table.used[digest] = None
        known = table.found if digest in table.found else table.known
        if digest in known:
            try:
                return self._unpack(known[digest])
            except ValueError:
                pass  # a cache that somebody else wrote
        answer = find()
        packed = self._pack(answer)
        if packed is None:
            return answer
        kept = table.found[digest] = table.aside.put((packed,)) if isinstance(packed, bytes) else packed
        return self._unpack(kept) if isinstance(kept, Laid) else answer

    def knows(self, digest: str) -> bool:
        return digest in self._table.found or digest in self._table.known


def _table(name: str) -> _Table:
    if name not in _tables:
        _tables[name] = _Table()
    return _tables[name]


def kept_as(name: str, kind: Any) -> KeptAnswers[Any]:
    """The answers of a question that have the type `kind`."""
    return KeptAnswers(name, pack, lambda data: unpacking(kind)(data))  # written when there is something


def kept(name: str, kind: Any) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """A function of a text alone whose answers, of the type `kind`, are handed from build to build."""

    def handed_on(find: Callable[[str], T]) -> Callable[[str], T]:
        answers = kept_as(name, kind)

        @memory.remembered
        @wraps(find)
        def asked(text: str) -> T:
            answer: T = answers.get(digest(text), lambda: find(text))
            return answer

        return asked

    return handed_on


_builds = False


def hands_on() -> bool:
    """Whether this process began as a build does: in others nobody will ask for what is costly to pack."""
    return _builds


def know(answers: object) -> None:
    """Begin with the answers of an earlier build; what is none is left aside."""
    global _builds  # as `_tables`: one process is one build, or none
    _builds = True
    _forget()
    for name, known in answers.items() if isinstance(answers, dict) else ():
        _table(name).known = known if isinstance(known, dict) else {}


def _forget() -> None:
    for table in _tables.values():
        table.forget()


memory.forgets(_forget)


Marks = dict[str, tuple[int, int]]  #: of each question, how many answers were found and asked for
News = dict[str, tuple[dict[str, object], list[str]]]  #: of each question, what was found and what was asked


def mark() -> Marks:
    """Where this process stands, before copies of it are made."""
    return {name: (len(table.found), len(table.used)) for name, table in _tables.items()}


def news(since: Marks) -> News:
    """What was found out since then, for the process that this one is a copy of."""
    return {name: _news(table, *since.get(name, (0, 0))) for name, table in _tables.items()}


def _news(table: _Table, found: int, used: int) -> tuple[dict[str, object], list[str]]:
    return dict(islice(table.found.items(), found, None)), list(islice(table.used, used, None))


def take(from_copy: News) -> None:
    """Know what a copy found out; what it has many bytes of lies aside here as there."""
    for name, (found, used) in from_copy.items():
        table = _table(name)
        table.used.update(dict.fromkeys(used))
        for digest, answer in found.items():
            if digest not in table.found:
                table.found[digest] = table.aside.put((answer,)) if isinstance(answer, bytes) else answer


def learnt() -> dict[str, dict[str, object]] | None:
    """All answers, for the next build; None when there is nothing new among them."""
    if not any(table.found for table in _tables.values()):
        return None
    return {name: _worth_keeping(table) for name, table in _tables.items()}


def as_json(answers: Mapping[str, Mapping[str, object]]) -> Iterator[bytes]:
    """What `learnt` gives, as `json.dumps` writes it, some answers at a time: all of it is megabytes."""
    yield b"{"
    for at, (name, table) in enumerate(answers.items()):
        yield f"{', ' if at else ''}{json.dumps(name)}: ".encode()
        yield from object_in_parts(table)
    yield b"}"


def _worth_keeping(table: _Table) -> dict[str, object]:
    everything = {**table.known, **table.found}
    others = OTHERS if table.others is None else table.others
    if not table.used or len(everything) <= 2 * len(table.used) + others:
        return everything
    return {digest: answer for digest, answer in everything.items() if digest in table.used}


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
