"""Headings: what the page shows as one is one for its contents, its addresses, the scripts and the linter."""

import re
from pathlib import Path

import pytest
from deck.workbench import compose, fragment
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.deck.headings import headings_of, is_ordinary, level_1_titles, title_of
from slidegen.deck.markdown import parse
from slidegen.render.html import SlideRenderer
from slidegen.source.manifest import RemarkOptions
from slidegen.text.heading import plain_text


def shown(text: str) -> list[tuple[int, str]]:
    """Level and Markdown of each heading that the parser makes."""
    tokens = parse(text)
    return [
        (int(token.tag[1:]), tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def found(text: str) -> list[tuple[int, str]]:
    headings = [(heading.level, heading.markdown) for heading in headings_of(text)]
    level, markdown = headings[0] if headings else (0, "")
    assert title_of(text) == (plain_text(markdown), level)
    assert list(level_1_titles(text)) == [markdown for level, markdown in headings if level == 1 and markdown]
    return headings


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("", ("", 0)),
        ("# A\n# B", ("A", 1)),
        ("   ###### F ##", ("F", 6)),
        ("####### no", ("", 0)),
        ("    # trimmed", ("trimmed", 1)),
        ("text\n\n    # code", ("", 0)),
        ("#", ("", 1)),
        ("<!--\n# no\n-->\n## yes", ("yes", 2)),
        ("# C#", ("C#", 1)),
        ("text\n\n### Deep ###\n", ("Deep", 3)),
        ("```\n# no\n```\n## Yes\n", ("Yes", 2)),
        ("#Tight\n", ("Tight", 1)),
        ("#12\n", ("", 0)),
        (".left[\n    ## In a class\n]\n", ("In a class", 2)),
        ("# Use `kubectl` now", ("Use kubectl now", 1)),
        ("# [Pods](https://example.org) and *more*", ("Pods and more", 1)),
        ("# Pods <!-- for now -->", ("Pods", 1)),
        ("Underlined\n===", ("Underlined", 1)),
        ("Underlined\ntwice\n----", ("Underlined twice", 2)),
        ("Underlined\n====  ", ("Underlined", 1)),
        ("- # In a list", ("In a list", 1)),
        ("1. first\n\n   ## Below it", ("Below it", 2)),
        ("> ## In a quote", ("In a quote", 2)),
        ("> Quoted\n> ===", ("Quoted", 1)),
        ("- > # Both", ("Both", 1)),
        ("<div>\n# no title\n</div>\n\n# A title", ("A title", 1)),
        ("<details>\n<summary>x</summary>\n\n# Inside\n</details>", ("Inside", 1)),
        ("<pre>\n# no\n\n# no\n</pre>", ("", 0)),
        ("<script>\n# no\n</script>\n# yes", ("yes", 1)),
        ("- a\n\n- - -\n\n# After a line", ("After a line", 1)),
    ],
)
def test_the_title_of_a_slide_is_its_first_heading(text: str, title: tuple[str, int]) -> None:
    assert title_of(text) == title
    first = next(iter(shown(text)), None)
    assert (title[1], first is not None) == (first[0] if first else 0, title[1] > 0)


PIECES = (
    *("# One", "#Two", "## Three ##", "Four\n===", "Five\n--", "- # Six", "> # Seven", "    # Eight", "="),
    *("1. a\n   # b", "<div>", "</div>", "<pre>", "</pre>", "```", "~~~", "<!-- # c -->", "text", "", "-"),
    *("- item", "| a |\n|---|", ".x[", "]", "# `c` ]", "***", "\t# tab", "<b>\n# d", "# e <!-- f -->"),
    *("+ \n  # g", "# [h]: /i"),
)


@settings(max_examples=600, deadline=None)  # the first text loads the Markdown parser
@given(st.lists(st.sampled_from(PIECES), max_size=7).map("\n".join))
def test_the_short_way_finds_what_the_parser_finds(text: str) -> None:
    assert found(text) == shown(text)


@settings(max_examples=600, deadline=None)  # the first text loads the Markdown parser
@given(st.text(alphabet="#=->.<a1 \n`[]|\t", max_size=30))
def test_so_in_any_text(text: str) -> None:
    assert found(text) == shown(text)


@pytest.mark.shared
def test_so_in_real_workshops(corpus: Path) -> None:
    files = [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*/*.md"))]
    steps = [(file, step) for file in files for slide in fragment(file).slides for step in slide.steps]
    texts = [file[step.body.start : step.body.end] for file, step in steps]
    assert sum(map(is_ordinary, texts)) > 0.8 * len(texts), "the parser is asked too often"
    for text in texts:
        assert found(text) == shown(text), text[:300]


@pytest.mark.parametrize(
    "text", ["# a\n\nT\n=\n\n- # l <!-- c -->\n", "> ## q\n\n#  b  ##\n", "x\n\n  # y\t\n"]
)
def test_the_place_of_a_heading_is_its_text(text: str) -> None:
    for heading in headings_of(text):
        place = text[heading.start : heading.end]
        assert place == place.strip()
        assert place.lstrip("# ").startswith(heading.markdown)


def test_the_page_its_contents_and_its_addresses_agree() -> None:
    text = "Pods\n===\n\n---\n\n- # In a list\n\n---\n\n<div>\n# raw\n</div>\n\n---\n\n# Use `kubectl` now\n"
    deck = compose(text, "title: T")
    ids = [slide.id for slide in deck.slides if not slide.generated]
    assert ids == ["pods", "in-a-list", "deck-3", "use-kubectl-now"]
    assert [section.title for section in deck.sections if section.title] == [
        "Pods",
        "In a list",
        "Use kubectl now",
    ]
    html = [
        SlideRenderer().slide(slide, RemarkOptions()).body for slide in deck.slides if not slide.generated
    ]
    assert [bool(re.search("<h1", body)) for body in html] == [True, True, False, True]
