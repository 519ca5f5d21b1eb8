"""Values as JSON has them, and back: a tuple is a list, and so are a class's fields in their order.

What comes back may have been written by anybody: it is taken apart by the type that it is to have, and what
has another shape is a ValueError. Knows types. Must not know any class of ours, nor where bytes are kept.
"""

import json
from collections.abc import Callable
from enum import Enum
from functools import cache
from operator import attrgetter, call
from sys import intern
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

TOO_DEEP = "it is nested too deep"
DEEPEST = 200  #: levels: nothing that slidegen writes, or that people do, has a tenth of them
SHORT = 64  #: of so short texts equal ones are one
Unpack = Callable[[object], Any]


def parsed(text: str | bytes) -> Any:
    """What a text of JSON says. Raises ValueError for what says nothing, and for what nests too deep."""
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError(TOO_DEEP) from error
    if _depth(value) > DEEPEST:  # the library's limit is Python's, which grows from release to release
        raise ValueError(TOO_DEEP)
    return value


def _depth(value: object) -> int:
    """How many lists and objects are in one another, as far as it matters."""
    inside, depth = [value], 0
    while inside and depth <= DEEPEST:
        lists = [
            each.values() if isinstance(each, dict) else each
            for each in inside
            if isinstance(each, dict | list)
        ]
        inside, depth = [one for each in lists for one in each], depth + bool(lists)
    return depth


def pack(value: object) -> object:
    """`value` as JSON has it; an enum of strings is a string already."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Enum):
        return pack(value.value)
    return [pack(each) for each in (value if isinstance(value, tuple) else values_of(value))]


def values_of(value: object) -> tuple[object, ...]:
    """What the fields hold of a value that JSON does not know: `json.dumps` takes it as its `default`."""
    kind: Any = type(value)
    return _fields_of(kind)(value)


@cache
def _fields_of(kind: Any) -> Callable[[object], tuple[object, ...]]:
    names = tuple(kind.__annotations__)
    get: Callable[[object], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


@cache
def unpacking(kind: Any) -> Unpack:
    """What makes a value of the type `kind` of what JSON gives back, or raises ValueError."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _of_many(unpacking(inner[0])) if inner[1:] == (...,) else _of_fixed(_together, inner)
    if origin is Literal:
        return _of_choice(inner)
    if origin is UnionType or isinstance(kind, UnionType):
        return _of_perhaps(*inner)
    if kind is str:
        return _text
    if kind in (int, bool):
        return _of_plain(kind)
    if kind is float:
        return _of_plain(float, int)
    if issubclass(kind, Enum):
        choose: Unpack = kind
        return choose
    return _of_fixed(kind, tuple(kind.__annotations__.values()))


def _of_plain(*kinds: type) -> Unpack:
    def unpack(data: object) -> object:
        if isinstance(data, kinds):
            return data
        raise ValueError(kinds)

    return unpack


def _text(data: object) -> str:
    if isinstance(data, str):
        return intern(data) if len(data) < SHORT else data  # each place in a file has its path
    raise ValueError("no text")


def _of_choice(values: tuple[object, ...]) -> Unpack:
    def unpack(data: object) -> object:
        if isinstance(data, str) and data in values:
            return data
        raise ValueError(values)

    return unpack


def _of_perhaps(kind: Any, nothing: Any) -> Unpack:
    assert nothing is NoneType, "no other union is packed"
    some = unpacking(kind)
    return lambda data: None if data is None else some(data)


def _of_many(one: Unpack) -> Unpack:
    def unpack(data: object) -> object:
        if isinstance(data, list):
            return tuple(map(one, data))
        raise ValueError("no list")

    return unpack


def _of_fixed(make: Callable[..., Any], kinds: tuple[Any, ...]) -> Unpack:
    each = tuple(map(unpacking, kinds))
    count = len(each)

    def unpack(data: object) -> object:
        if isinstance(data, list) and len(data) == count:
            return make(*map(call, each, data))
        raise ValueError("not as many values")

    return unpack


def _together(*values: object) -> tuple[object, ...]:
    return values
