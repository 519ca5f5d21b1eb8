"""What is packed comes back the same by JSON, and what has another shape is told from it."""

import json
from enum import StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.json_values import pack, parsed, unpacking
from slidegen.lazy_dataclass import dataclass


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
        (Branch, [[["a", "red", "1"]], [1, True], "long", []]),
    ],
    ids=str,
)
def test_what_has_another_shape_is_refused(kind: Any, data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        unpacking(kind)(data)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a":' * 100_000, "[" * 5000 + "]" * 5000])
def test_what_is_no_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parsed(text)
