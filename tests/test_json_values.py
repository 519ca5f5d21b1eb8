"""What is packed comes back the same by JSON, and what has another shape is told from it."""

import json
import pickle
from dataclasses import replace
from enum import StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.errors import MachineError
from slidegen.ghost import is_ghost
from slidegen.json_values import (
    AT_ONCE,
    as_bytes,
    from_bytes,
    lay_rest,
    list_in_parts,
    object_in_parts,
    pack,
    parsed,
    rest_packed,
    unpacking,
)
from slidegen.lazy_dataclass import dataclass
from slidegen.read_later import Unread, rest_of


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    colour: Colour
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[Leaf, ...]
    at: tuple[int, bool]
    sort: Literal["long", "short"]
    inner: tuple[tuple[str, ...], ...] = ()


TEXTS = st.text(
    st.characters() | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF, categories=["Cs"])
)
LEAVES = st.builds(Leaf, TEXTS, st.sampled_from(Colour), st.none() | st.floats(allow_nan=False))
BRANCHES = st.builds(
    Branch,
    st.lists(LEAVES, max_size=3).map(tuple),
    st.tuples(st.integers(), st.booleans()),
    st.sampled_from(("long", "short")),
    st.lists(st.lists(TEXTS, max_size=2).map(tuple), max_size=2).map(tuple),
)


@given(BRANCHES)
def test_a_value_comes_back_the_same(branch: Branch) -> None:
    again = unpacking(Branch)(json.loads(json.dumps(pack(branch))))
    assert again == branch
    assert type(again) is Branch
    assert all(isinstance(leaf.colour, Colour) for leaf in again.leaves)


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, 2 * AT_ONCE + 1])
def test_what_is_written_some_at_a_time_is_what_is_written_at_once(count: int) -> None:
    values = [[f"é{number}", number, {"at": [number]}] for number in range(count)]
    by_name = {f"é{number}": value for number, value in enumerate(values)}
    short = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    assert b"".join(list_in_parts(iter(values))) == json.dumps(values).encode()
    assert b"".join(list_in_parts(values, short, ",")) == short(values).encode()
    assert b"".join(object_in_parts(by_name)) == json.dumps(by_name).encode()


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (int, "1"),
        (str, None),
        (bool, 0),
        (tuple[str, ...], "abc"),
        (tuple[str, ...], [1]),
        (tuple[int, int], [1]),
        (tuple[int, int], [1, 2, 3]),
        (float | None, "x"),
        (Colour, "green"),
        (Colour, ["red"]),
        (Literal["long"], "short"),
        (Literal["long"], []),
        (Leaf, ["a", "red"]),
        (Leaf, ["a", "green", None]),
        (Leaf, {"name": "a"}),
        (dict[str, int], []),
        (dict[str, int], {"a": "1"}),
        (dict[str, object], "a"),
        (Branch, [[["a", "red", "1"]], [1, True], "long", []]),
    ],
    ids=str,
)
def test_what_has_another_shape_is_refused(kind: Any, data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacking(kind)(data)


def test_what_another_version_kept_is_nothing() -> None:
    leaf = Leaf("oak", Colour.RED, 2.5)
    assert from_bytes(Leaf, as_bytes(leaf)) == leaf
    for data in (b"", b"[", b"[" * 5000, b'{"name": "oak"}', b'["oak", "red"]', b'["oak", "red", "big"]'):
        assert from_bytes(Leaf, data) is None


def test_a_mapping_is_an_object_whose_values_have_a_type() -> None:
    kept = {"oak": (Leaf("oak", Colour.RED, 2.5), None), "none": (None, 3)}
    kind = dict[str, tuple[Leaf | None, int | None]]
    assert from_bytes(kind, as_bytes(kept)) == kept
    assert from_bytes(dict[str, object], b'{"a": [1, {}]}') == {"a": [1, {}]}


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a":' * 100_000, "[" * 5000 + "]" * 5000])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(text)


# ---- what is read in two parts
@dataclass(frozen=True, slots=True)
class Chapter(Unread):
    AT_ONCE = ("title",)

    pages: tuple[Leaf, ...]
    title: str
    note: str | None = None


CHAPTERS = st.builds(Chapter, st.lists(LEAVES, max_size=3).map(tuple), TEXTS, st.none() | TEXTS)


def again(chapter: Chapter, damage: bytes = b"") -> Chapter:
    """The chapter as another build reads it, between bytes that are not its own."""
    rest = rest_packed(chapter)
    found: Chapter = unpacking(Chapter)(json.loads(json.dumps(pack(chapter))))
    lay_rest(found, b"before" + damage + rest + b"behind", 6, 6 + len(rest))
    return found


@given(CHAPTERS)
def test_who_asks_for_more_reads_the_rest(chapter: Chapter) -> None:
    assert again(chapter).title == chapter.title
    assert again(chapter).note == chapter.note
    assert again(again(chapter)) == chapter
    assert hash(again(chapter)) == hash(chapter)
    assert repr(again(chapter)) == repr(chapter)
    assert pickle.loads(pickle.dumps(again(chapter))) == chapter
    assert replace(again(chapter), title="x") == replace(chapter, title="x")


@given(CHAPTERS)
def test_what_is_kept_on_is_not_read(chapter: Chapter) -> None:
    found = again(chapter)
    assert rest_packed(found) == rest_packed(chapter)
    assert is_ghost(found)
    assert found.pages == chapter.pages
    assert not is_ghost(found)
    assert rest_of(Chapter((), "One")) is None  # until somebody asks for its bytes


def test_a_rest_that_says_nothing_is_told() -> None:
    with pytest.raises(MachineError):
        _ = again(Chapter((), "One"), b"{").pages
    with pytest.raises(AttributeError):
        _ = again(Chapter((), "One")).nothing  # type: ignore[attr-defined]  # that is what is tested
