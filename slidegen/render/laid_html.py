"""The HTML of a slide in a file, where that of a deck would fill the memory until its page is made.

Knows two texts. Must not know what they are a part of.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from markupsafe import Markup

from slidegen.set_aside import Aside, Kept

Laid = tuple[Kept, Kept]
_TEXTS = ("body", "notes")
_CODEC = ("utf-8", "surrogatepass")


class HoldsHtml:
    """What has a `body` and `notes`, which are what they were wherever they lie."""

    __slots__ = ("_laid",)

    if TYPE_CHECKING:
        body: Markup
        notes: Markup
    else:  # who asks for what is not there is to be told so

        def __getattr__(self, name: str) -> object:
            """What is in no slot; so are both texts where they were laid aside."""
            if name in _TEXTS and (laid := self.laid):
                return Markup(bytes(laid[_TEXTS.index(name)]).decode(*_CODEC))
            raise AttributeError(name)

    @property
    def laid(self) -> Laid | None:
        try:
            return _place(self)
        except AttributeError:
            return None

    def lay_aside(self, aside: Aside) -> None:
        self.lie_at((aside.put((self.body.encode(*_CODEC),)), aside.put((self.notes.encode(*_CODEC),))))

    def lie_at(self, laid: Laid) -> None:
        """Have the texts from there: they are those that it holds."""
        object.__setattr__(self, "_laid", laid)
        for name in _TEXTS:
            object.__delattr__(self, name)


#: What the slot holds: nearly all are empty, and `__getattr__` is not to be asked for each.
_place: Callable[[HoldsHtml], Laid] = HoldsHtml.__dict__["_laid"].__get__
