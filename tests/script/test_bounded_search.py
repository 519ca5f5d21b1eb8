"""Patterns of others end in time, and find what Python finds."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.script import bounded_search
from slidegen.script.bounded_search import TooSlowError, found_by
from slidegen.script.facts import Facts
from slidegen.script.installed import Programs
from slidegen.script.lacks import Lack, why_lacking

SLOW = ["(a+)+b", "(?:a|a)*b", "(?:a?){40}a{40}b", "^(?:a+)+$", "(a*)*c|d"]
TEXT = "a" * 60 + "!"


@pytest.mark.parametrize("pattern", SLOW)
def test_a_pattern_that_takes_years_is_ended(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_search, "LONGEST", 1.0)
    start = time.monotonic()
    with pytest.raises(TooSlowError):
        found_by(pattern, TEXT, re.MULTILINE)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize(
    "pattern", ["a+", "x(a+) y(b+)", "(?:a|b)+", "", "a(b)?", "[ab]{2,}|c*", "(a)(b)", "é.*|x"]
)
@given(text=st.text("abcxy é\n", max_size=40))
@settings(max_examples=10)
def test_it_finds_what_python_finds(pattern: str, text: str) -> None:
    plain = re.findall(pattern, text, re.DOTALL)
    assert found_by(pattern, text, re.DOTALL) == [
        each if isinstance(each, str) else each[0] for each in plain
    ]


def test_a_lack_whose_pattern_is_too_slow_is_a_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_search, "LONGEST", 1.0)
    lacks = (Lack("there is no GPU", output="(a+)+b", is_of_a_file=True),)
    excuse = why_lacking("train", TEXT, timed_out=False, lacks=lacks, programs=Programs(), facts=Facts())
    assert excuse is not None
    assert not excuse.sure
    assert "there is no GPU" in excuse.why
