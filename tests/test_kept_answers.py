"""Answers go from one build to the next, and only where they have the right shape."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slidegen import json_values, kept_answers, memory
from slidegen.kept_answers import KeptAnswers, digest


def as_number(data: object) -> int:
    if isinstance(data, int):
        return data
    raise ValueError


LENGTHS = KeptAnswers[int]("lengths of a test", int, as_number)


def length_of(text: str, asked: list[str]) -> int:
    def find() -> int:
        asked.append(text)
        return len(text)

    return LENGTHS.get(digest(text), find)


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    kept_answers.know(None)


def test_what_one_build_found_out_the_next_one_knows() -> None:
    asked: list[str] = []
    assert [length_of(text, asked) for text in ("one", "three", "one")] == [3, 5, 3]
    kept = json.loads(json.dumps(kept_answers.learnt()))
    kept_answers.know(kept)
    assert [length_of(text, asked) for text in ("one", "seven", "three")] == [3, 5, 5]
    assert asked == ["one", "three", "seven"]
    assert kept_answers.learnt() is not None
    kept_answers.know(json.loads(json.dumps(kept_answers.learnt())))
    assert length_of("seven", asked) == 5
    assert kept_answers.learnt() is None


@pytest.mark.parametrize(
    "answers",
    [None, [], "x", {"lengths of a test": []}, {"lengths of a test": {digest("one"): "3"}}, {"other": 1}],
    ids=str,
)
def test_what_has_another_shape_is_found_out_anew(answers: object) -> None:
    asked: list[str] = []
    kept_answers.know(answers)
    assert length_of("one", asked) == 3
    assert asked == ["one"]


def test_what_nobody_asks_for_goes_when_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_answers, "OTHERS", 2)
    asked: list[str] = []
    kept_answers.know({"lengths of a test": {str(number): number for number in range(3)}})
    length_of("one", asked)
    kept = kept_answers.learnt()
    assert kept is not None
    assert len(kept["lengths of a test"]) == 4
    kept_answers.know({"lengths of a test": {str(number): number for number in range(4)}})
    length_of("one", asked)
    kept = kept_answers.learnt()
    assert kept is not None
    assert kept["lengths of a test"] == {digest("one"): 3}


def test_answers_may_be_there_before_what_asks_is_loaded() -> None:
    kept_answers.know({"a question of later": {digest("one"): 3}})
    length_of("two", [])
    kept = kept_answers.learnt()
    assert kept is not None
    assert kept["a question of later"] == {digest("one"): 3}
    kept_answers.take({"a question of later": ({digest("three"): 5}, [digest("three")])})
    later = KeptAnswers[int]("a question of later", int, as_number)
    assert [later.knows(digest(text)) for text in ("one", "two", "three")] == [True, False, True]


def test_what_was_found_since_a_mark_is_news() -> None:
    asked: list[str] = []
    length_of("one", asked)
    mark = kept_answers.mark()
    for text in ("one", "two", "three"):
        length_of(text, asked)
    found, used = kept_answers.news(mark)["lengths of a test"]
    assert found == {digest("two"): 3, digest("three"): 5}
    assert set(used) == {digest("two"), digest("three")}
    kept_answers.know(None)
    kept_answers.take({"lengths of a test": (found, used)})
    assert LENGTHS.knows(digest("two"))
    assert not LENGTHS.knows(digest("one"))


def test_all_is_forgotten_with_the_rest() -> None:
    asked: list[str] = []
    length_of("one", asked)
    memory.forget()
    length_of("one", asked)
    assert asked == ["one", "one"]


@given(st.dictionaries(st.text(), st.dictionaries(st.text(), st.integers() | st.lists(st.text()))))
@example({"nothing": {}, "much": {str(number): number for number in range(2 * json_values.AT_ONCE + 1)}})
def test_answers_are_written_some_at_a_time_as_all_at_once(answers: dict[str, dict[str, object]]) -> None:
    assert b"".join(kept_answers.as_json(answers)) == json.dumps(answers).encode()
