"""The HTML of a slide in a file, where that of a deck would fill the memory until its page is made.

What tells it from other HTML goes with it: who asks only for that reads none of it.

Knows two texts. Must not know what they are a part of.
"""

from collections.abc import Callable
from functools import cache

from markupsafe import Markup

from slidegen.ghost import become, ghost_of
from slidegen.lazy_dataclass import dataclass
from slidegen.set_aside import Aside, Kept, part_of

NOTHING = Markup()
_TEXTS = ("body", "notes")
_CODEC = ("utf-8", "surrogatepass")
NARROW = (0, 0)  #: what most are, and a deck has thousands


@dataclass(frozen=True, slots=True)
class LaidHtml:
    """Both texts as bytes, one behind the other, among others."""

    kept: Kept
    start: int
    turn: int  #: where the body ends and the notes begin
    end: int
    wide: tuple[int, int] = NARROW  #: bytes that each of them has beyond one for each letter

    @property
    def body(self) -> bytes:
        return part_of(self.kept, self.start, self.turn)

    @property
    def notes(self) -> bytes:
        return part_of(self.kept, self.turn, self.end)

    @property
    def sizes(self) -> tuple[int, int]:
        return self.turn - self.start, self.end - self.turn


class HoldsHtml:
    """What has a `body` and `notes`, which are what they were wherever they lie."""

    __slots__ = ("_known_by", "_laid", "_wide")

    body: Markup
    notes: Markup

    @property
    def laid(self) -> LaidHtml | None:
        return None  # a ghost says where

    @property
    def known_by(self) -> str:
        """What no other texts are known by; `` where nobody said. A copy with other texts has none."""
        try:
            return _name(self)
        except AttributeError:
            return ""

    @property
    def wide(self) -> tuple[int, int]:
        """How many bytes each text has beyond one for each letter."""
        laid = self.laid
        if laid:
            return laid.wide
        try:
            return _width(self)
        except AttributeError:
            wide = _wide(self.body), _wide(self.notes)
            self.be_as_wide(wide if any(wide) else NARROW)
            return _width(self)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many bytes each text has."""
        laid = self.laid
        if laid:
            return laid.sizes
        body, notes = self.wide
        return len(self.body) + body, len(self.notes) + notes

    @property
    def as_bytes(self) -> tuple[bytes, bytes]:
        laid = self.laid
        if laid:
            return laid.body, laid.notes
        return self.body.encode(*_CODEC), self.notes.encode(*_CODEC)

    def know_by(self, name: str) -> None:
        _put_name(self, name)

    def be_as_wide(self, wide: tuple[int, int]) -> None:
        """Know how wide both texts are: to find that out takes as long as to write them."""
        _put_width(self, wide)

    def lay_aside(self, aside: Aside) -> None:
        body, notes = self.as_bytes
        kept, start = aside.put_among(body + notes)
        turn = start + len(body)
        laid = LaidHtml(kept, start, turn, turn + len(notes) if notes else turn, self.wide)
        for name in _TEXTS:
            object.__delattr__(self, name)
        self.lie_at(laid)

    def lie_at(self, laid: LaidHtml) -> None:
        """Have the texts from there: they are those that it holds."""
        kind = self.__class__
        _put_place(self, laid)
        become(self, _ghost_of(kind))  # type: ignore[arg-type]  # a class is hashable, whatever its values are


@cache
def _ghost_of(kind: type[HoldsHtml]) -> type[HoldsHtml]:
    ghost: type[HoldsHtml] = ghost_of(kind, _TEXTS, _text_of)
    type.__setattr__(ghost, "laid", HoldsHtml.__dict__["_laid"])  # the slot itself: thousands are asked
    return ghost


def _text_of(name: str, value: HoldsHtml) -> Markup:
    return Markup(getattr(_place(value), name).decode(*_CODEC))


def _wide(text: str) -> int:
    return 0 if text.isascii() else len(text.encode(*_CODEC)) - len(text)


#: What the slots hold; many are empty.
_place: Callable[[HoldsHtml], LaidHtml] = HoldsHtml.__dict__["_laid"].__get__
_name: Callable[[HoldsHtml], str] = HoldsHtml.__dict__["_known_by"].__get__
_width: Callable[[HoldsHtml], tuple[int, int]] = HoldsHtml.__dict__["_wide"].__get__
_put_place: Callable[[HoldsHtml, LaidHtml], None] = HoldsHtml.__dict__["_laid"].__set__
_put_name: Callable[[HoldsHtml, str], None] = HoldsHtml.__dict__["_known_by"].__set__
_put_width: Callable[[HoldsHtml, tuple[int, int]], None] = HoldsHtml.__dict__["_wide"].__set__
