"""Values as JSON has them, and back: a tuple is a list, and so are a class's fields in their order.

What comes back may have been written by anybody: it is taken apart by the type that it is to have, and what
has another shape is a ValueError. Of a value that is read in two parts (`read_later.py`) a list holds the
first; the rest is bytes of its own, which stay as they are until somebody asks.

Knows types, of mappings those by text; an `object` stays as JSON has it. Must not know any class of ours,
nor where bytes are kept.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from itertools import islice
from operator import attrgetter
from sys import intern
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin

from slidegen.errors import MachineError
from slidegen.lazy_dataclass import dataclass
from slidegen.read_later import Unread, laid, partly, rest_of
from slidegen.set_aside import Kept, part_of

TOO_DEEP = "it is nested too deep"
SAYS_NOTHING = "what an earlier build kept is signed and says nothing"
DEEPEST = 200  #: levels: nothing that slidegen writes, or that people do, has a tenth of them
PLAINLY = 2  #: the form of `marshal` in which equal values are written alike, whichever object they are
AT_ONCE = 1_000  #: values that are written together
SHORT = 64  #: of so short texts equal ones are one
Unpack = Callable[[object], Any]
Value = TypeVar("Value")


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
    kind: Any = value.__class__
    return _fields_of(kind)(value)


def as_bytes(value: object) -> bytes:
    """`value` as it is kept: what `pack` gives, by the library's own walk, and mappings, too."""
    return json.dumps(value, default=_as_json, check_circular=False).encode()


def list_in_parts(
    values: Iterable[object], encode: Callable[[Any], str] = json.dumps, comma: str = ", "
) -> Iterator[bytes]:
    """A list as `encode` writes it, some of it at a time: that of a large deck is megabytes, and what the
    library makes of it meanwhile many times as many.
    """
    yield b"["
    yield from _parts(iter(values), list, encode, comma)
    yield b"]"


def object_in_parts(values: Mapping[str, object]) -> Iterator[bytes]:
    """The same of a mapping, as `json.dumps` writes it."""
    yield b"{"
    yield from _parts(iter(values.items()), dict, json.dumps, ", ")
    yield b"}"


def _parts(
    values: Iterator[Any], kind: Callable[[Iterable[Any]], object], encode: Callable[[Any], str], comma: str
) -> Iterator[bytes]:
    before = ""
    while some := kind(islice(values, AT_ONCE)):
        yield f"{before}{encode(some)[1:-1]}".encode()
        before = comma


def _as_json(value: object) -> object:
    return value.value if isinstance(value, Enum) else values_of(value)


def from_bytes(kind: type[Value], data: bytes) -> Value | None:
    """What was kept of this type; None where another version wrote it otherwise, or nobody of ours did."""
    what: Any = kind
    try:
        value: Value = unpacking(what)(json.loads(data))
    except (ValueError, AssertionError, RecursionError):  # a class may refuse what it is given
        return None
    return value


@cache
def _fields_of(kind: Any) -> Callable[[object], tuple[object, ...]]:
    return _getting(_names_at_once(kind))


def _getting(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    get: Callable[[object], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


def _names_at_once(kind: Any) -> tuple[str, ...]:
    return kind.AT_ONCE if _is_unread(kind) else tuple(kind.__annotations__)


@cache
def unpacking(kind: Any) -> Unpack:
    """What makes a value of the type `kind` of what JSON gives back, or raises ValueError.

    A function that is written for the type: a workshop has some 100,000 such values, and one that asks a
    function for each of its fields takes twice as long.
    """
    origin, inner = get_origin(kind), get_args(kind)
    space: dict[str, Any] = {"kind": kind, "intern": intern}
    if origin is tuple and not _is_of_any_length(kind):
        lines = _lines_of_fixed("({},)", inner, space)
    elif origin is None and not isinstance(kind, UnionType) and kind not in _PLAIN and not _is_enum(kind):
        kinds = tuple(kind.__annotations__[name] for name in _names_at_once(kind))
        space["partly"] = partly
        lines = _lines_of_fixed("partly(kind, {})" if _is_unread(kind) else "kind({})", kinds, space)
    else:
        way = _way_of(kind, "data", space)
        lines = [f"if {way.is_right}:", f" return {way.value}"]
    exec("\n ".join(("def unpack(data):", *lines, "raise ValueError(kind)")), space)
    unpack: Unpack = space["unpack"]
    return unpack


def _lines_of_fixed(make: str, kinds: tuple[Any, ...], space: dict[str, Any]) -> list[str]:
    """What takes apart a list of so many values, and makes one of them."""
    names = [f"data{at}" for at in range(len(kinds))]
    ways = [_way_of(kind, name, space) for kind, name in zip(kinds, names, strict=True)]
    return [
        f"if data.__class__ is list and len(data) == {len(kinds)}:",
        f" {', '.join(names)}, = data",
        f" if {' and '.join(way.is_right for way in ways)}:",
        f"  return {make.format(', '.join(way.value for way in ways))}",
    ]


class _Way(NamedTuple):
    """Two expressions: whether what a name stands for has the right shape, and what is made of it."""

    is_right: str
    value: str


_PLAIN: dict[Any, _Way] = {
    str: _Way("{0}.__class__ is str", f"(intern({{0}}) if len({{0}}) < {SHORT} else {{0}})"),
    int: _Way("isinstance({0}, int)", "{0}"),
    bool: _Way("{0}.__class__ is bool", "{0}"),
    float: _Way("isinstance({0}, (float, int))", "{0}"),
    object: _Way("True", "{0}"),
    Any: _Way("True", "{0}"),
}


def _way_of(kind: Any, name: str, space: dict[str, Any]) -> _Way:
    """How `name` becomes a value of the type `kind`; what the expressions need is put into `space`."""
    inner = get_args(kind)
    if kind in _PLAIN:
        return _Way(*(each.format(name) for each in _PLAIN[kind]))
    if get_origin(kind) is UnionType or isinstance(kind, UnionType):
        some, nothing = inner
        assert nothing is NoneType, "no other union is packed"
        way = _way_of(some, name, space)
        return _Way(f"({name} is None or {way.is_right})", f"(None if {name} is None else {way.value})")
    if get_origin(kind) is Literal or _is_enum(kind):
        values = {each: each for each in inner} or {each.value: each for each in kind}
        assert all(isinstance(each, str) for each in values), "no others are packed"
        space[f"{name}_values"] = values
        return _Way(f"{name}.__class__ is str and {name} in {name}_values", f"{name}_values[{name}]")
    if get_origin(kind) in (dict, Mapping):
        space[f"{name}_each"] = _unpacking_first(inner[1], f"{name}_each", space)
        whole = name if inner[1] in (object, Any) else f"dict(zip({name}, map({name}_each, {name}.values())))"
        return _Way(f"{name}.__class__ is dict", whole)
    if _is_of_any_length(kind):
        space[f"{name}_each"] = _unpacking_first(inner[0], f"{name}_each", space)
        return _Way(f"{name}.__class__ is list", f"tuple(map({name}_each, {name}))")
    space[f"{name}_whole"] = _unpacking_first(kind, f"{name}_whole", space)
    return _Way("True", f"{name}_whole({name})")


def _unpacking_first(kind: Any, name: str, space: dict[str, Any]) -> Unpack:
    """`unpacking(kind)`, which is written with the first value: of most types no run sees one."""

    def unpack(data: object) -> object:
        space[name] = unpacking(kind)
        return space[name](data)

    return unpack


def _is_of_any_length(kind: Any) -> bool:
    return get_args(kind)[1:] == (...,)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_unread(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Unread)


# ---- the rest of what is read in two parts
@dataclass(frozen=True, slots=True, eq=False)
class _Rest:
    """The other fields of a value of the type `kind`, as bytes among others."""

    kind: Any
    kept: Kept
    start: int
    end: int

    def __call__(self) -> dict[str, object]:
        names = _names_of_rest(self.kind)
        try:
            values = _unpacking_rest(self.kind)(json.loads(self.data))
        except (ValueError, RecursionError) as error:
            raise MachineError(SAYS_NOTHING, hint="delete the folder .slidegen/cache") from error
        return dict(zip(names, values, strict=True))

    @property
    def data(self) -> bytes:
        return part_of(self.kept, self.start, self.end)


def rest_packed(value: Unread) -> bytes:
    """The other fields of `value`: as they are kept, where they are."""
    rest = rest_of(value)
    if isinstance(rest, _Rest):
        return rest.data
    kind: Any = value.__class__
    values = _getting(_names_of_rest(kind))(value)
    data = json.dumps(values, default=values_of, separators=(",", ":"), check_circular=False).encode("ascii")
    lay_rest(value, data, 0, len(data))  # each deck that shows a slide asks
    return data


def lay_rest(value: Unread, kept: Kept, start: int, end: int) -> None:
    """Let the other fields of `value` be read there, when somebody asks."""
    laid(value, _Rest(value.__class__, kept, start, end))


@cache
def _unpacking_rest(kind: Any) -> Unpack:
    kinds = tuple(kind.__annotations__[name] for name in _names_of_rest(kind))
    whole: Any = tuple
    return unpacking(whole[kinds])


@cache
def _names_of_rest(kind: Any) -> tuple[str, ...]:
    return tuple(name for name in kind.__annotations__ if name not in kind.AT_ONCE)
