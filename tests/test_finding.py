"""What people are told of findings: of thousands of one kind a few, and how many more there are."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen
from hypothesis import given
from hypothesis import strategies as st

from slidegen.finding import MOST_TOLD, few_of_each

Tree = Callable[[Mapping[str, str | bytes]], Path]

FLOOD = {
    "d.yml": "macros: {x: '{{ 1/0 }}'}\ncontent: [m.md]\n",
    "m.md": "# M\n" + "\n![:x](y)\n" * 2000 + "\n![](https://example.com/a.png)\n" * 2000,
}


@given(st.lists(st.sampled_from("abc"), max_size=4 * MOST_TOLD))
def test_the_first_of_each_kind_are_told_in_their_order_and_the_rest_is_counted(kinds: list[str]) -> None:
    every = [(kind, number, "") for number, kind in enumerate(kinds)]
    told = few_of_each(every, lambda each: each[0], lambda each, more: (*each[:2], more))
    assert [each[:2] for each in told] == [
        each[:2] for each in every if kinds[: each[1] + 1].count(each[0]) <= MOST_TOLD
    ]
    for kind, count in Counter(kinds).items():
        words = [more for other, _, more in told if other == kind and more]
        expected = f"; and {count - MOST_TOLD} more like it in this file"
        assert words == ([expected] if count > MOST_TOLD else [])


@pytest.mark.parametrize("verb", [["lint"], ["build"], ["stats"], ["scripts"], ["inspect", "d.yml"]])
def test_a_flood_of_one_kind_is_summed_up(slidegen: Slidegen, tree: Tree, verb: list[str]) -> None:
    done = slidegen(*verb, cwd=tree(FLOOD))
    said = done.stdout + done.stderr
    assert len(said) < 30_000
    if verb == ["lint"]:
        assert "; and 1950 more like it in this file" in said
        assert "4002 findings" in said


@pytest.mark.parametrize("form", ["json", "sarif", "concise"])
def test_forms_for_programs_have_them_all(slidegen: Slidegen, tree: Tree, form: str) -> None:
    said = slidegen("lint", "--format", form, "m.md", cwd=tree(FLOOD)).stdout
    assert "more like it" not in said
    assert said.count("SG409") >= 2000
    if form == "json":
        assert len(json.loads(said)["findings"]) >= 2000
