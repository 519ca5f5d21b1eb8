"""Values that are read in two parts: what everybody asks for at once, the rest when somebody asks for it.

Of a workshop's thousands of slides a build after one change wants to know where they stand and how many
exercises they have, and of a few what is in them.

Knows fields. Must not know any class, nor in which form the rest is kept.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

from slidegen.ghost import become, ghost_of

Rest = Callable[[], Mapping[str, object]]
Put = Callable[[object, object], None]
Value = TypeVar("Value", bound="Unread")


class Unread:
    """The base of a frozen dataclass whose fields beyond `AT_ONCE` may be read later; it shows to nobody."""

    __slots__ = ("_rest",)
    AT_ONCE: tuple[str, ...] = ()


def partly(kind: type[Unread], *values: object) -> Unread:
    """A value of that class of which so much is known: who asks for more must find its rest (`laid`)."""
    slots = _slots_of(kind)  # type: ignore[arg-type]  # a class is hashable, whatever its values are
    value: Unread = object.__new__(slots.ghost)
    for put, known in zip(slots.at_once, values, strict=True):
        put(value, known)
    return value


def read_later(kind: type[Value], rest: Rest, known: Mapping[str, object]) -> Value:
    """A value of that class of which `known` is known, by name; `rest` knows its other fields."""
    slots = _slots_of(kind)  # type: ignore[arg-type]  # as above
    value: Value = object.__new__(slots.ghost)
    for name, field in known.items():
        slots.put[name](value, field)
    _put_rest(value, rest)
    return value


def read_apart(value: Value) -> Value:
    """The same value: what is read of it stays with it, and goes with who asked for it."""
    rest = rest_of(value)
    if rest is None:
        return value
    return read_later(value.__class__, rest, {name: getattr(value, name) for name in value.AT_ONCE})


class _Slots:
    """What puts fields into values of a class, which is sooner than by their names, and its ghost."""

    __slots__ = ("at_once", "ghost", "put")

    def __init__(self, kind: type[Unread]) -> None:
        self.put: dict[str, Put] = {name: getattr(kind, name).__set__ for name in kind.__annotations__}
        self.at_once = [self.put[name] for name in kind.AT_ONCE]
        self.ghost = ghost_of(kind, self.put.keys() - kind.AT_ONCE, _filled)


_slots_of = cache(_Slots)


def _filled(name: str, value: Unread) -> object:
    """That part of a ghost, which is none any more."""
    try:
        rest = _rest(value)
    except AttributeError:
        raise AttributeError(name) from None
    kind = value.__class__
    put = _slots_of(kind).put  # type: ignore[arg-type]  # as above
    for field, part in rest().items():
        put[field](value, part)
    become(value, kind)
    return getattr(value, name)


def laid(value: Unread, rest: Rest) -> None:
    """From now on `rest` knows the other fields of `value`."""
    _put_rest(value, rest)


def rest_of(value: Unread) -> Rest | None:
    """What reads the rest of `value`; None where it was known at once and not asked for."""
    try:
        return _rest(value)
    except AttributeError:
        return None


_rest: Callable[[Unread], Rest] = Unread.__dict__["_rest"].__get__
_put_rest: Put = Unread.__dict__["_rest"].__set__
