"""TOML that cannot be read says where and why; nothing that a text holds is raised."""

import time
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.json_values import TOO_DEEP
from slidegen.source.toml import MAX_DEPTH, TomlProblem, read_toml


def problem_of(text: str) -> TomlProblem:
    found = read_toml(text)
    assert isinstance(found, TomlProblem)
    return found


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb c\n", 2), ('a = "x\n"', 1), ("\n\n= 3", 3), ("a = [1,\n2", 2), ("[a\n", 1)],
)
def test_a_problem_says_where(text: str, line: int) -> None:
    problem = problem_of(text)
    assert text.count("\n", 0, problem.offset) + 1 == line
    assert "(at" not in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "{a=" * 100_000,
        ".".join(["a"] * 50_000) + " = 1",
        f"[[{'.'.join(['a'] * 50_000)}]]",
        "x = 1\n  " + " . ".join(['"a"'] * 50_000) + " = 1",
    ],
)
def test_depth_is_a_problem_and_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    assert problem_of(text).message == TOO_DEEP
    assert time.perf_counter() - started < 2


def test_what_people_nest_is_read() -> None:
    key = ".".join(["a"] * (MAX_DEPTH - 1))
    assert read_toml(f"{key} = 1") == tomllib.loads(f"{key} = 1")
    assert isinstance(read_toml("[a]\nfiles = ['x.y.z', 'a.b']\n"), dict)


@given(st.text(alphabet="a.=[]{}\"'#\n 1é", max_size=60))
def test_any_text_is_read_or_has_a_place(text: str) -> None:
    found = read_toml(text)
    if isinstance(found, TomlProblem):
        assert 0 <= found.offset <= len(text)
    else:
        assert found == tomllib.loads(text)
