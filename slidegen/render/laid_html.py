"""The HTML of a slide in a file, where that of a deck would fill the memory until its page is made.

What tells it from other HTML goes with it: who asks only for that reads none of it.

Knows two texts. Must not know what they are a part of.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from slidegen.lazy_dataclass import dataclass
from slidegen.set_aside import Aside, Kept

NOTHING = Markup()
_CODEC = ("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class LaidHtml:
    """Both texts as bytes."""

    body: Kept
    notes: Kept
    wide: tuple[int, int] = (0, 0)  #: bytes that each of them has beyond one for each letter


class HoldsHtml:
    """What has a `body` and `notes`, which are what they were wherever they lie."""

    __slots__ = ("_known_by", "_laid", "_wide")

    if TYPE_CHECKING:
        body: Markup
        notes: Markup
    else:  # who asks for what is not there is to be told so

        def __getattr__(self, name: str) -> object:
            """What is in no slot; so are both texts where they were laid aside."""
            if name in ("body", "notes") and (laid := self.laid):
                return Markup(bytes(getattr(laid, name)).decode(*_CODEC))
            raise AttributeError(name)

    @property
    def laid(self) -> LaidHtml | None:
        try:
            return _place(self)
        except AttributeError:
            return None

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
            self.be_as_wide((_wide(self.body), _wide(self.notes)))
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
        object.__setattr__(self, "_laid", laid)
        for name in ("body", "notes"):
            object.__delattr__(self, name)


def _wide(text: str) -> int:
    return 0 if text.isascii() else len(text.encode(*_CODEC)) - len(text)


#: What the slots hold: many are empty, and `__getattr__` is not to be asked for each.
_place: Callable[[HoldsHtml], LaidHtml] = HoldsHtml.__dict__["_laid"].__get__
_name: Callable[[HoldsHtml], str] = HoldsHtml.__dict__["_known_by"].__get__
_width: Callable[[HoldsHtml], tuple[int, int]] = HoldsHtml.__dict__["_wide"].__get__
