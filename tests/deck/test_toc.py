"""Anchors of sections: unique, whatever the titles are."""

from slidegen.deck.toc import entries_of, part_anchor


def test_equal_titles_get_anchors_of_their_own() -> None:
    entries = entries_of([("A *b*", 1), ("A b", 1), ("!", 2)])
    assert [(entry.anchor, entry.part) for entry in entries] == [
        ("toc-a-b", 1),
        ("toc-a-b-2", 1),
        ("toc-", 2),
    ]


def test_the_page_of_a_part() -> None:
    assert part_anchor(3) == "toc-part-3"
