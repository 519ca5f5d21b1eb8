"""The HTML of a slide in a file, where that of a deck would fill the memory until its page is made.

What tells it from other HTML goes with it: who asks only for that reads none of it.

Knows two texts. Must not know what they are a part of.
"""

from collections.abc import Callable
from functools import cache

from markupsafe import Markup

from slidegen.ghost import become, ghost_of, is_ghost
from slidegen.lazy_dataclass import dataclass
from slidegen.set_aside import Aside, Kept

NOTHING = Markup()
_TEXTS = ("body", "notes")
_CODEC = ("utf-8", "surrogatepass")
_NARROW = (0, 0)  #: what most are, and a deck has thousands


@dataclass(frozen=True, slots=True)
class LaidHtml:
    """Both texts as bytes."""

    body: Kept
    notes: Kept
    wide: tuple[int, int] = (0, 0)  #: bytes that each of them has beyond one for each letter


class HoldsHtml:
    """What has a `body` and `notes`, which are what they were wherever they lie."""

    __slots__ = ("_known_by", "_laid", "_wide")

    body: Markup
    notes: Markup

    @property
    def laid(self) -> LaidHtml | None:
        return _place(self) if is_ghost(self) else None

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
            self.be_as_wide(wide if any(wide) else _NARROW)
            return _width(self)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many bytes each text has."""
        laid = self.laid
        if laid:
            return len(laid.body), len(laid.notes)
        body, notes = self.wide
        return len(self.body) + body, len(self.notes) + notes

    @property
    def as_bytes(self) -> tuple[bytes, bytes]:
        laid = self.laid
        if laid:
            return bytes(laid.body), bytes(laid.notes)
        return self.body.encode(*_CODEC), self.notes.encode(*_CODEC)

    def know_by(self, name: str) -> None:
        object.__setattr__(self, "_known_by", name)

    def be_as_wide(self, wide: tuple[int, int]) -> None:
        """Know how wide both texts are: to find that out takes as long as to write them."""
        object.__setattr__(self, "_wide", wide)

    def lay_aside(self, aside: Aside) -> None:
        body, notes = (aside.put((text,)) for text in self.as_bytes)
        self.lie_at(LaidHtml(body, notes, self.wide))

    def lie_at(self, laid: LaidHtml) -> None:
        """Have the texts from there: they are those that it holds."""
        kind = self.__class__
        object.__setattr__(self, "_laid", laid)
        for name in _TEXTS:
            object.__delattr__(self, name)
        become(self, _ghost_of(kind))  # type: ignore[arg-type]  # a class is hashable, whatever its values are


@cache
def _ghost_of(kind: type[HoldsHtml]) -> type[HoldsHtml]:
    ghost: type[HoldsHtml] = ghost_of(kind, _TEXTS, _text_of)
    return ghost


def _text_of(name: str, value: HoldsHtml) -> Markup:
    return Markup(bytes(getattr(_place(value), name)).decode(*_CODEC))


def _wide(text: str) -> int:
    return 0 if text.isascii() else len(text.encode(*_CODEC)) - len(text)


#: What the slots hold; many are empty.
_place: Callable[[HoldsHtml], LaidHtml] = HoldsHtml.__dict__["_laid"].__get__
_name: Callable[[HoldsHtml], str] = HoldsHtml.__dict__["_known_by"].__get__
_width: Callable[[HoldsHtml], tuple[int, int]] = HoldsHtml.__dict__["_wide"].__get__
