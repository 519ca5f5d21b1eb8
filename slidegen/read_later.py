"""Values that are read in two parts: what everybody asks for at once, the rest when somebody asks for it.

Of a workshop's thousands of slides a build after one change wants to know where they stand and how many
exercises they have, and of a few what is in them.

Knows fields. Must not know any class, nor in which form the rest is kept.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

Rest = Callable[[], dict[str, object]]


class Unread:
    """The base of a frozen dataclass whose fields beyond `AT_ONCE` may be read later; it shows to nobody."""

    __slots__ = ("_rest",)
    AT_ONCE: tuple[str, ...] = ()

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """What is asked for a field that is not there yet."""
            if name == "_rest" or name in self.AT_ONCE or name not in type(self).__annotations__:
                raise AttributeError(name)
            for field, value in self._rest().items():
                object.__setattr__(self, field, value)
            return object.__getattribute__(self, name)


def partly(kind: type[Unread], *values: object) -> Unread:
    """A value of that class of which so much is known: who asks for more must find its rest (`laid`)."""
    value = object.__new__(kind)
    for name, known in zip(kind.AT_ONCE, values, strict=True):
        object.__setattr__(value, name, known)
    return value


def laid(value: Unread, rest: Rest) -> None:
    """From now on `rest` knows the other fields of `value`."""
    object.__setattr__(value, "_rest", rest)


def rest_of(value: Unread) -> Rest | None:
    """What reads the rest of `value`; None where it was known at once and not asked for."""
    try:
        rest: Rest = object.__getattribute__(value, "_rest")
    except AttributeError:
        return None
    return rest
