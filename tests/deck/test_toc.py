"""Anchors of sections: unique, whatever the titles are."""

from slidegen.deck.draft import Draft, StepDraft
from slidegen.deck.toc import entries_of, has_contents, part_anchor, with_contents
from slidegen.location import Span


def test_equal_titles_get_anchors_of_their_own() -> None:
    entries = entries_of([("A *b*", 1), ("A b", 1), ("!", 2)])
    assert [(entry.anchor, entry.part) for entry in entries] == [
        ("toc-a-b", 1),
        ("toc-a-b-2", 1),
        ("toc-", 2),
    ]


def test_the_page_of_a_part() -> None:
    assert part_anchor(3) == "toc-part-3"


def test_a_backslash_shows_how_contents_are_asked_for() -> None:
    escaped = draft("\\@@TOC@@")
    assert not has_contents(escaped)
    (shown,) = with_contents(escaped, entries_of([("A", 1)]))
    assert shown.steps[0].text == "@@TOC@@"


def test_contents_are_a_slide_a_part() -> None:
    pages = with_contents(draft("before @@TOC@@ after"), entries_of([("A", 1), ("B", 2)]))
    assert [page.value("name") for page in pages] == ["toc-part-1", "toc-part-2"]
    assert pages[0].steps[0].text.startswith("before ## Part 1")
    assert pages[1].steps[0].text.endswith(" after")


def draft(text: str) -> Draft:
    return Draft((StepDraft(text, "", ()),), Span("a.md", 0, 0), 1, None, False)
