"""Values that are read in two parts: what everybody asks for at once, the rest when somebody asks for it.

Of a workshop's thousands of slides a build after one change wants to know where they stand and how many
exercises they have, and of a few what is in them.

Knows fields. Must not know any class, nor in which form the rest is kept.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeVar

Rest = Callable[[], Mapping[str, object]]
Put = Callable[[object, object], None]
Value = TypeVar("Value", bound="Unread")


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
    slots = _slots_of(kind)  # type: ignore[arg-type]  # a class is hashable, whatever its values are
    for put, known in zip(slots.values(), values, strict=True):
        put(value, known)
    return value


def read_later(kind: type[Value], rest: Rest, known: Mapping[str, object]) -> Value:
    """A value of that class of which `known` is known, by name; `rest` knows its other fields."""
    value = object.__new__(kind)
    slots = _slots_of(kind)  # type: ignore[arg-type]  # as above
    for name, field in known.items():
        slots[name](value, field)
    _put_rest(value, rest)
    return value


def read_apart(value: Value) -> Value:
    """The same value: what is read of it stays with it, and goes with who asked for it."""
    rest = rest_of(value)
    if rest is None:
        return value
    return read_later(type(value), rest, {name: getattr(value, name) for name in value.AT_ONCE})


@cache
def _slots_of(kind: type[Unread]) -> dict[str, Put]:
    """What puts the fields that are known at once into a value, which is sooner than by their names."""
    return {name: getattr(kind, name).__set__ for name in kind.AT_ONCE}


def laid(value: Unread, rest: Rest) -> None:
    """From now on `rest` knows the other fields of `value`."""
    _put_rest(value, rest)


def rest_of(value: Unread) -> Rest | None:
    """What reads the rest of `value`; None where it was known at once and not asked for."""
    try:
        rest: Rest = object.__getattribute__(value, "_rest")
    except AttributeError:
        return None
    return rest


_put_rest: Put = Unread.__dict__["_rest"].__set__
