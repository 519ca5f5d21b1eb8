"""Classes that are made lazily are those of the standard library, whatever is asked of them first."""

import dataclasses
import importlib
import pickle
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, field
from itertools import permutations
from threading import Barrier
from typing import Any

import pytest
from conftest import ROOT

import slidegen
from slidegen import lazy_dataclass


class Base:
    """Something that has fields of its own."""

    a: int
    b: tuple[str, ...] = ()


class Full:
    name: str
    count: int = 3
    known: dict[str, int] = field(default_factory=dict, compare=False)
    hidden: list[str] = field(default_factory=list, init=False, repr=False)
    fixed: str = field(default="x", init=False)


class Checked:
    low: int
    high: int = 9

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is higher")


class Spoken:
    a: int

    def __repr__(self) -> str:
        return f"<{self.a}>"


class Empty:
    pass


TOLD = [
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True},
    {"slots": True},
    {"eq": False, "slots": True},
    {},
]
VALUES: dict[type, list[tuple[Any, ...]]] = {
    Base: [(1,), (1, ("x",)), (2,)],
    Full: [("n",), ("n", 4), ("m", 4, {"a": 1})],
    Checked: [(1,), (2, 3), (0, 0)],
    Spoken: [(1,), (2,), (3,)],
    Empty: [(), (), ()],
}
QUESTIONS: dict[str, Callable[[Any], object]] = {
    "repr": repr,
    "fields": lambda value: [(f.name, f.default, f.init) for f in dataclasses.fields(value)],
    "dict": dataclasses.asdict,
    "replaced": lambda value: repr(dataclasses.replace(value)),
    "match": lambda value: type(value).__match_args__,
    "slots": lambda value: getattr(type(value), "__slots__", None),
    "hash": lambda value: getattr(type(value), "__hash__", None) is object.__hash__ or hash(value),
}


def made(maker: Any, written: type, told: dict[str, bool]) -> Any:
    """The class as `maker` makes it of a fresh copy."""
    space = {k: v for k, v in written.__dict__.items() if k not in ("__dict__", "__weakref__")}
    return maker(**told)(type(written.__name__, (), space))


def both(written: type, told: dict[str, bool]) -> tuple[Any, Any]:
    """Our class, and the library's."""
    return made(lazy_dataclass.dataclass, written, told), made(dataclasses.dataclass, written, told)


def answer(name: str, value: object) -> object:
    try:
        return QUESTIONS[name](value)
    except Exception as error:
        return type(error), str(error)


@pytest.mark.parametrize("told", TOLD, ids=str)
@pytest.mark.parametrize("written", list(VALUES))
def test_a_class_answers_as_the_library_s(written: type, told: dict[str, bool]) -> None:
    for first in QUESTIONS:  # each of them is asked first of a class that nobody has asked yet
        ours, theirs = (
            made(lazy_dataclass.dataclass, written, told),
            made(dataclasses.dataclass, written, told),
        )
        for name in [first, *QUESTIONS]:
            for values in VALUES[written]:
                assert answer(name, ours(*values)) == answer(name, theirs(*values)), name


@pytest.mark.parametrize("told", TOLD, ids=str)
@pytest.mark.parametrize("written", list(VALUES))
def test_values_compare_as_the_library_s(written: type, told: dict[str, bool]) -> None:
    for one, other in permutations(VALUES[written], 2):
        ours, theirs = (
            made(lazy_dataclass.dataclass, written, told),
            made(dataclasses.dataclass, written, told),
        )
        assert (ours(*one) == ours(*other)) == (theirs(*one) == theirs(*other))
        assert (ours(*one) == ours(*one)) == (theirs(*one) == theirs(*one))
        assert ours(*one) != theirs(*one)
        if told.get("order") and written is not Full:
            assert (ours(*one) < ours(*other)) == (theirs(*one) < theirs(*other))


def test_calls_that_do_not_fit_are_refused() -> None:
    kind = made(lazy_dataclass.dataclass, Full, {"frozen": True, "slots": True})
    for call in (dict[str, object](), {"name": "n", "other": 1}, {"name": "n", "hidden": []}):
        with pytest.raises(TypeError):
            kind(**call)
    with pytest.raises(ValueError, match="low is higher"):
        made(lazy_dataclass.dataclass, Checked, {"frozen": True, "slots": True})(10)


def test_what_is_frozen_stays() -> None:
    for told in TOLD:
        value = made(lazy_dataclass.dataclass, Base, told)(1)
        if not told.get("frozen"):
            value.a = 2
            assert value.a == 2
            continue
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'a'"):
            value.a = 2
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'a'"):
            del value.a
        assert value.a == 1


@lazy_dataclass.dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: "Pair | None" = None


@lazy_dataclass.dataclass(frozen=True, eq=False)
class Known:
    views: dict[str, int] = field(default_factory=dict, init=False)


@lazy_dataclass.dataclass(frozen=True, eq=False)
class Text(Known):
    text: str


def test_values_go_to_other_processes() -> None:
    pair = Pair(1, Pair(2))
    assert pickle.loads(pickle.dumps(pair)) == pair


def test_classes_are_taken_apart_by_match() -> None:
    match Pair(1, Pair(2)):
        case Pair(left, Pair(right)):
            assert (left, right) == (1, 2)
        case _:
            pytest.fail("no match")


def test_fields_of_bases_come_first_and_their_values_are_each_instance_s_own() -> None:
    one, other = Text("a"), Text("b")
    one.views["x"] = 1
    assert (one.text, other.views) == ("a", {})
    assert [each.name for each in dataclasses.fields(Text)] == ["views", "text"]


def classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(slidegen.__path__, "slidegen."):
        if module.name.startswith("slidegen.serve") or module.name == "slidegen.__main__":
            continue
        try:
            found = importlib.import_module(module.name)
        except ModuleNotFoundError:
            continue  # an extra that is not installed
        yield from (
            each for each in vars(found).values() if isinstance(each, type) and each.__module__ == module.name
        )


def test_each_class_of_ours_is_one_that_the_library_can_make() -> None:
    kinds = [kind for kind in classes() if dataclasses.is_dataclass(kind)]
    assert len(kinds) > 200
    for kind in kinds:
        assert all(isinstance(each, dataclasses.Field) for each in dataclasses.fields(kind))
        assert isinstance(vars(kind)["__match_args__"], tuple)


def test_all_are_made_here() -> None:
    direct = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "slidegen").rglob("*.py"))
        if re.search(r"^from dataclasses import .*\bdataclass\b", path.read_text(encoding="utf-8"), re.M)
    ]
    assert direct == []


def test_threads_make_the_first_instances_together() -> None:
    """As those in which an editor's texts are judged: none sees a class half made."""
    often = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            for _ in range(2000):
                kind: Any = lazy_dataclass.dataclass(frozen=True, slots=True)(
                    type("Kind", (), dict(vars(Full)))
                )
                start = Barrier(8)

                def first(number: int, kind: Any = kind, start: Barrier = start) -> tuple[str, int]:
                    start.wait()
                    made = kind("a", number)
                    return made.name, made.count

                assert list(threads.map(first, range(8))) == [("a", number) for number in range(8)]
    finally:
        sys.setswitchinterval(often)
