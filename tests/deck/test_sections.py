"""Sections and parts: what opens them, and the slides that are made for them."""

from collections.abc import Mapping

from deck.workbench import compose_files, manifest

from slidegen.deck.model import Deck, Slide

FILES = {
    "intro.md": "class: title\n\nWelcome\n\n---\n\n@@TOC@@\n",
    "a.md": "# Alpha\n\none\n\n---\n\n## More\n",
    "b.md": "# Beta `b`\n\n---\n\n# Alpha\n",
    "c.md": "no title here\n",
    "end.md": "# End\n\n---\n\nBye\n",
}
TWO_PARTS = "content:\n- intro.md\n- - a.md\n  - b.md\n- - c.md\n  - end.md\n"


def deck_of(yaml: str = TWO_PARTS, more: Mapping[str, str] = {}, *, pictures: tuple[str, ...] = ()) -> Deck:
    return compose_files(manifest(f"title: T\n{yaml}"), {**FILES, **more}, pictures=pictures)


def ids(deck: Deck) -> list[str]:
    return [slide.id for slide in deck.slides]


def title_slide(deck: Deck, id: str) -> Slide:
    return next(slide for slide in deck.slides if slide.id == id)


def test_a_level_1_title_opens_a_section_with_a_title_slide_before_it() -> None:
    assert ids(deck_of()) == [
        "introduction",
        "toc-part-1",
        "toc-part-2",
        "toc-alpha",
        "alpha",
        "more",
        "toc-beta-b",
        "beta-b",
        "toc-alpha-2",
        "alpha-2",
        "c-1",
        "toc-end",
        "end-2",
        "end",
    ]


def test_sections_hold_their_slides() -> None:
    sections = deck_of().sections
    assert [(section.number, section.title, len(section.slides), section.part) for section in sections] == [
        (0, "", 3, 0),
        (1, "Alpha", 3, 1),
        (2, "Beta b", 2, 1),
        (3, "Alpha", 3, 1),
        (4, "End", 3, 2),
    ]
    assert [section.path for section in sections[1:]] == ["a.md", "b.md", "b.md", "end.md"]


def test_parts_are_numbered_by_what_has_titles() -> None:
    assert [(part.number, part.sections) for part in deck_of().parts] == [(1, (1, 2, 3)), (2, (4,))]


def test_each_part_has_a_page_of_contents() -> None:
    first, second = [slide for slide in deck_of().slides if slide.id.startswith("toc-part")]
    assert first.title == "Part 1"
    assert "- [Alpha](#toc-alpha)" in first.text
    assert "- [Beta `b`](#toc-beta-b)" in first.text
    assert "- [Alpha](#toc-alpha-2)" in first.text
    assert "- [End](#toc-end)" in second.text


def test_title_slides_lead_back_and_on() -> None:
    deck = deck_of()
    assert links_of(title_slide(deck, "toc-beta-b")) == ["toc-alpha", "toc-part-1", "toc-alpha-2"]
    assert title_slide(deck, "toc-beta-b").classes == ("title",)
    assert title_slide(deck, "toc-beta-b").generated


def test_a_slide_that_is_the_first_and_the_last_has_one_name() -> None:
    deck = deck_of("exclude: [x]\ncontent: [c.md, x.md]\n", {"x.md": "class: x\n\n# Left out\n"})
    assert ids(deck) == ["introduction", "toc-left-out"]
    assert links_of(title_slide(deck, "toc-left-out")) == ["introduction", "introduction"]


def test_the_first_leads_back_to_the_introduction_and_the_last_on_to_the_end() -> None:
    deck = deck_of()
    assert links_of(title_slide(deck, "toc-alpha"))[0] == "introduction"
    assert links_of(title_slide(deck, "toc-end")) == ["toc-alpha-2", "toc-part-2", "end"]


def test_no_link_dangles() -> None:
    for yaml in (TWO_PARTS, "content: [a.md]", "content: [a.md, end.md]", "content: [intro.md, c.md]"):
        deck = deck_of(yaml)
        targets = {link for slide in deck.slides if slide.generated for link in links_of(slide)}
        assert targets <= set(ids(deck))


def links_of(slide: Slide) -> list[str]:
    return [piece.partition(")")[0] for piece in slide.text.split("](#")[1:]]


def test_pictures_stand_before_titles_and_begin_again() -> None:
    deck = deck_of("content: [a.md, b.md]", pictures=("x.png", "y.png"))
    pictures = [slide for slide in deck.slides if "pic" in slide.classes]
    assert [slide.text.partition("](")[2].partition(")")[0] for slide in pictures] == [
        "x.png",
        "y.png",
        "x.png",
    ]


def test_titles_in_code_and_in_inline_slides() -> None:
    deck = deck_of("content:\n- x.md\n- |\n  # From the manifest\n\n  text\n", {"x.md": "```\n# no\n```\n"})
    assert [section.title for section in deck.sections] == ["", "From the manifest"]


def test_without_sections_nothing_is_made() -> None:
    deck = deck_of("sections: false\ncontent: [intro.md, a.md]")
    assert not any(slide.id.startswith("toc-alpha") for slide in deck.slides)
    assert len(deck.sections) == 1


def test_an_excluded_section_keeps_its_title_slide() -> None:
    """As in the reference workshop, whose decks link to it."""
    files = {"x.md": "class: self-paced\n# X\n", **FILES}
    described = manifest("title: T\nexclude: [self-paced]\ncontent: [x.md, a.md]\n")
    deck = compose_files(described, files)
    assert [(section.title, len(section.slides)) for section in deck.sections] == [("X", 1), ("Alpha", 3)]
