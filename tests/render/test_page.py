# ruff: noqa: E501 - tables of values
"""What templates make of the views: the HTML contract, numbers, escaping, metadata."""

import json
import re
from pathlib import Path

import pytest
from html5lib import parse
from markupsafe import Markup

from slidegen.render.deck_entry import DeckEntry
from slidegen.render.environment import make_environment
from slidegen.render.page import (
    IndexPage,
    Page,
    PartView,
    SectionView,
    SlideView,
    Switch,
    render_frame,
    render_index,
    render_page,
    render_slide,
    switch_keys,
)
from slidegen.render.theme import find_theme

ENVIRONMENT = make_environment(find_theme("default"))
NASTY = "<b>\"'&</b></script><!--"
ONE = SlideView(
    id="one", number="3", title="One", body=Markup("<p data-step=\"1\">1</p>"), classes=("pic", "slide"), steps=1,
    notes=Markup("<p>n</p>"), source="a.md:7", source_url="https://forge.example/a.md#L7",
    style=(("background-image", 'url("a.png")'),), minutes=1.25, lang="fr",
)  # fmt: skip


def page_with(*slides: SlideView, **more: object) -> Page:
    return Page("deck", "A deck", slides, **more)  # type: ignore[arg-type]


def test_a_slide_keeps_the_contract() -> None:
    html = render_page(page_with(ONE), ENVIRONMENT)
    (section,) = parse(html, namespaceHTMLElements=False).iter("section")
    assert section.get("class") == "slide pic"
    assert {name: section.get(name) for name in ("id", "data-steps", "data-number", "data-source", "lang")} == {
        "id": "one", "data-steps": "1", "data-number": "3", "data-source": "a.md:7", "lang": "fr",
    }  # fmt: skip
    assert section.get("style") == 'background-image: url("a.png")'
    assert [node.get("class") for node in section] == ["slide-body", "slide-source", "notes"]
    assert section.get("aria-label") == "One"


def test_a_slide_alone_is_the_slide_in_its_page() -> None:
    page = page_with(ONE, SlideView("two", "5", "Two", Markup("2")))
    assert render_slide(page, ONE, ENVIRONMENT).strip() in render_page(page, ENVIRONMENT)


def test_the_frame_and_the_slides_are_the_page() -> None:
    page = page_with(ONE, parts=(PartView(1, "P", (SectionView(1, "</nav>S</main>", "one"),)),))
    frame = render_frame(page, ENVIRONMENT)
    slide = render_slide(page, ONE, ENVIRONMENT).strip()
    assert f"{frame.head}{slide}{frame.tail}" == render_page(page, ENVIRONMENT)
    assert frame.contents in frame.head
    assert frame.data in frame.tail
    assert json.loads(frame.data) == json.loads(json.dumps(page.data()))
    link = parse(frame.contents, namespaceHTMLElements=False).find(".//nav//a")
    assert link is not None
    assert link.text == "</nav>S</main>"


def test_the_contents_are_those_of_a_projects_template(tmp_path: Path) -> None:
    own = tmp_path / "default"
    own.mkdir()
    (own / "deck.html").write_text(
        '{% extends "base/deck.html" %}{% block contents %}<nav class="deck-contents">{{ page.title }}</nav>'
        "{% endblock %}"
    )
    environment = make_environment(find_theme("default", tmp_path))
    frame = render_frame(page_with(ONE), environment)
    assert frame.contents == '<nav class="deck-contents">A deck</nav>'
    assert frame.contents in frame.head
    assert frame.tail.lstrip().startswith("</main>")


def test_texts_are_escaped_everywhere() -> None:
    slide = SlideView(
        "x",
        "1",
        NASTY,
        Markup(""),
        (NASTY,),
        source=NASTY,
        source_url="https://x/" + NASTY,
        style=(("a", NASTY),),
    )
    part = PartView(1, NASTY, (SectionView(1, NASTY, "x"),))
    page = Page(
        NASTY, NASTY, (slide,), (part,), description=NASTY, author=NASTY, lang=NASTY, theme=NASTY, number_format=NASTY,
        switches=(Switch(NASTY),), home_url=NASTY, zip_url=NASTY, script_url=NASTY, redirects=((NASTY, NASTY),),
    )  # fmt: skip
    html = render_page(page, ENVIRONMENT)
    assert "<b>" not in html
    assert html.count("</script>") == 1  # the data
    index = IndexPage(
        NASTY,
        (DeckEntry(NASTY, NASTY, NASTY, NASTY, changed=NASTY, lang=NASTY),),
        description=NASTY,
        lang=NASTY,
    )
    assert "<b>" not in render_index(index, ENVIRONMENT)


def test_the_data_survives_its_element() -> None:
    html = render_page(page_with(ONE, redirects=(("</script>", "one"),)), ENVIRONMENT)
    found = re.search(r'id="slidegen-data">(.*?)</script>', html)
    assert found
    assert json.loads(found[1])["redirects"] == {"</script>": "one"}


@pytest.mark.parametrize(
    ("ratio", "canvas"),
    [
        ("16:9", (1210, 681)),
        ("4:3", (908, 681)),
        ("1:1", (681, 681)),
        ("0:0", (1210, 681)),
        ("wide", (1210, 681)),
    ],
)
def test_canvases(ratio: str, canvas: tuple[int, int]) -> None:
    assert page_with(ratio=ratio).canvas == canvas


def test_numbers_count_steps_unless_told_not_to() -> None:
    last = SlideView("last", "4", "", Markup(""), steps=3)
    assert page_with(last).total == "7"
    assert page_with(last, count_steps=False).total == "4"
    page = page_with(last, number_format="#tag — %current% of %total%")
    without = SlideView("x", "", "", Markup(""))
    labels = [label for _, label in page.numbered((last, without), page.total)]
    assert labels == ["#tag — 4 of 7", ""]


def test_a_slide_without_title_still_has_a_name() -> None:
    assert Page("x", "X", ()).label_of(SlideView("x", "4", "", Markup(""))) == "Slide 4"
    assert Page("x", "X", ()).label_of(SlideView("x", "", "", Markup(""))) == "Slide"


def test_switches_get_keys_that_nothing_else_has() -> None:
    names = ("extra-details", "self-paced", "elk", "bcd")
    assert [key for _, key in switch_keys(tuple(map(Switch, names)))] == ["e", "l", "", ""]


def test_metadata() -> None:
    html = render_page(
        page_with(
            ONE, description="About", author="Me", lang="de", canonical_url="https://x/", image_url="a.png"
        ),
        ENVIRONMENT,
    )
    root = parse(html, namespaceHTMLElements=False)
    meta = {node.get("name") or node.get("property"): node.get("content") for node in root.iter("meta")}
    assert meta["description"] == meta["og:description"] == "About"
    assert meta["author"] == "Me"
    assert meta["og:title"] == "A deck"
    assert meta["og:image"] == "a.png"
    assert root.get("lang") == "de"


def test_the_index_lists_decks() -> None:
    decks = (
        DeckEntry("One", "one.html", "First", slides=1),
        DeckEntry("Two", "two.html", slides=2, exercises=1, minutes=90, changed="2026-11-22"),
    )
    html = render_index(IndexPage("Decks", decks), ENVIRONMENT)
    root = parse(html, namespaceHTMLElements=False)
    links = [(node.get("href"), node.text) for node in root.iter("a")]
    assert links == [("one.html", "One"), ("two.html", "Two")]
    body = root.find("body")
    assert body is not None
    text = re.sub(r"\s+", " ", "".join(body.itertext()))
    assert "1 slide " in text
    assert "2 slides 1 exercise 1.5 h changed 2026-11-22" in text
