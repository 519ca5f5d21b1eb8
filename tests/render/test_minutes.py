"""Plans: how long slides take, when the manifest plans a whole, sections, or both."""

import pytest
from deck.workbench import compose_files, manifest

from slidegen.render.minutes import plan
from slidegen.text.words_said import count_words

FILES = {
    "front.md": "Ten words stand before the first title, count them now.\n",
    "one.md": "# One\n\n" + "word " * 109 + "\n",
    "two.md": "# Two\n\n" + "word " * 218 + "\n\n---\n\nminutes: 1\n\nA pause.\n",
}


def minutes(planned: dict[str, float]) -> list[float]:
    """The minutes of each section: what stands before the first title, One, Two."""
    deck = compose_files(manifest("content: [front.md, one.md, two.md]"), FILES)
    found = plan(deck, planned)
    return [round(sum(found[slide.id] for slide in section.slides), 1) for section in deck.sections]


def test_without_a_plan_words_tell() -> None:
    assert minutes({}) == pytest.approx([0.1, 1.0, 3.0], abs=0.2)


def test_a_whole_is_spread_as_the_estimates_say() -> None:
    """Not half of it over what stands before the first title, whose title is `` too."""
    front, one, two = minutes({"": 420})
    assert front + one + two == pytest.approx(420, abs=0.2)
    assert front < 12
    assert two == pytest.approx(3 * one, rel=0.1)


def test_a_plan_for_a_section_is_its_alone() -> None:
    assert minutes({"One": 30})[1:] == pytest.approx([30, 3], abs=0.2)
    assert minutes({"two.md": 30})[1:] == pytest.approx([1, 30], abs=0.2)


def test_a_section_keeps_its_plan_in_that_of_the_whole() -> None:
    front, one, two = minutes({"": 60, "One": 40})
    assert one == pytest.approx(40, abs=0.1)
    assert front + two == pytest.approx(20, abs=0.1)


def test_sections_that_leave_nothing_are_stretched_with_the_rest() -> None:
    assert sum(minutes({"": 20, "One": 40})) == pytest.approx(20, abs=0.2)


def test_a_comment_is_not_said_and_code_that_shows_one_is_read() -> None:
    assert count_words("one <!-- two three --> four") == 2
    assert count_words("```html\n<!-- two three -->\n```\n") == count_words("```html\ntwo three\n```\n")


@pytest.mark.parametrize("written", ["-3", "nan", "inf", "1e400", "600000", "1h30", '"90"', "", "null", "٣"])
def test_what_are_no_minutes_of_a_slide_is_estimated(written: str) -> None:
    files = {"a.md": f"# A\n\n---\n\nminutes: {written}\n\n" + "word " * 110}
    deck = compose_files(manifest("content: [a.md]"), files)
    assert plan(deck, {})[tuple(deck.slides)[-1].id] == pytest.approx(1, abs=0.1)


def test_a_slide_may_take_no_time() -> None:
    deck = compose_files(
        manifest("content: [a.md]"), {"a.md": "# A\n\n---\n\nminutes: 0\n\n" + "word " * 110}
    )
    assert plan(deck, {})[tuple(deck.slides)[-1].id] == 0
