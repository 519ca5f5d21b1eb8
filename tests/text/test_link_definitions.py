"""Link definitions: one namespace for the whole deck."""

import pytest
from deck.workbench import compose, render

from slidegen.text.link_definitions import normalise_label, read_definitions


@pytest.mark.parametrize(
    ("text", "definitions"),
    [
        ("[a]: http://x.y", [("A", "http://x.y", "")]),
        ('[a]: http://x.y "Title"', [("A", "http://x.y", "Title")]),
        ("[a]: http://x.y 'Title'", [("A", "http://x.y", "Title")]),
        ("[a]: <http://x.y> (Title)", [("A", "http://x.y", "Title")]),
        ("  > [A  b]: /c", [("A B", "/c", "")]),
        ("```\n[a]: http://x.y\n```", []),
        ("[a]: two words", []),
        ("[^1]: footnote", []),
        ("text [a]: http://x.y", []),
    ],
)
def test_definitions(text: str, definitions: list[tuple[str, str, str]]) -> None:
    assert list(read_definitions(text)) == definitions


def test_labels_are_compared_without_case_and_blanks() -> None:
    assert normalise_label(" A\n b ") == normalise_label("a B")


def test_a_slide_carries_the_definitions_that_it_may_need() -> None:
    first, _ = compose("see [b] and [b][c]\n---\n[A]: /a\n[b]: /b 'T'\n").slides
    assert first.definitions == (("B", "/b", "T"),)


def test_a_definition_serves_all_slides_and_the_last_one_wins() -> None:
    first, second = render("see [x]\n\n[x]: /one\n---\nand [there][x]\n\n[x]: /two 'T'\n")
    assert '<a href="/two" title="T">x</a>' in first.body
    assert '<a href="/two" title="T">there</a>' in second.body


def test_a_definition_on_a_slide_that_is_not_shown_counts() -> None:
    (slide,) = render("exclude: true\n[x]: /one\n---\n[x]\n")
    assert '<a href="/one">' in slide.body


def test_a_definition_in_notes_counts() -> None:
    (slide,) = compose("[x]\n???\n[x]: /one\n").slides
    assert slide.definitions == (("X", "/one", ""),)
