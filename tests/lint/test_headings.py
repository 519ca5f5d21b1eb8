"""The linter's headings are the page's: links to what the page has are alive, whatever form its title has."""

import pytest
from lint.workbench import findings_in

from slidegen.lint.document import Document
from slidegen.lint.headings import heading_lines_in, headings_in, is_heading_line

ALIVE = [
    ("# Use `kubectl` now", "use-kubectl-now"),
    ("# [Pods](https://example.org) and more", "pods-and-more"),
    ("# café", "caf%C3%A9"),
    ("# café", "café"),
    ("Underlined\n===", "underlined"),
    ("- # In a list", "in-a-list"),
    ("> ## In a quote", "in-a-quote"),
    ("# Pods <!-- not yet -->", "pods"),
    ("<div>\n# raw\n</div>\n\n# Real", "real"),
    ("# Same\n\n---\n\n# Same", "same-2"),
    ("name: given\n\n# Another", "given"),
    ("no title", "deck-1"),
    ("# `<div>` & *more*", "div-more"),
    ('<a name="anchor"></a>\n\n# A', "anchor"),
]
DEAD = [
    ("<div>\n# raw\n</div>", "raw"),
    ("```\n# code\n```", "code"),
    ("<!--\n# gone\n-->", "gone"),
    ("# First\n\n## Second", "second"),
    ("name: given\n\n# Another", "another"),
]


def dead_links(text: str, target: str) -> int:
    files = {
        "deck.md": f"{text}\n\n---\n\n# Links\n\n[it](#{target})\n",
        "deck.yml": "title: T\ncontent:\n- deck.md\n",
    }
    return len(findings_in(files, "SG413"))


@pytest.mark.parametrize(("text", "target"), ALIVE)
def test_a_link_to_an_address_of_the_page_is_alive(text: str, target: str) -> None:
    assert dead_links(text, target) == 0


@pytest.mark.parametrize(("text", "target"), DEAD)
def test_a_link_to_what_is_no_title_is_dead(text: str, target: str) -> None:
    assert dead_links(text, target) == 1


def test_headings_stand_in_the_file() -> None:
    text = "name: a\n\n# One\n\n--\n\nTwo\n---\n---\n\n> # Three\n"
    document = Document.from_text("deck.md", text)
    found = [(text[h.start : h.end], h.level) for h in document.view(headings_in)]
    assert found == [("# One", 1), ("# Three", 1)], "`---` ends a slide, also below a line of text"


def test_a_level_is_not_skipped_in_raw_html() -> None:
    assert not findings_in({"deck.md": "# One\n\n<div>\n### no heading\n</div>\n\n.lab[x]\n"}, "SG416")
    assert findings_in({"deck.md": "One\n===\n\n### Two\n\n.lab[x]\n"}, "SG416")


@pytest.mark.parametrize(
    "text", [text for text, _ in (*ALIVE, *DEAD)] + ["One\ntwo\n===\n\n- a\n\n  b\n  --\n"]
)
def test_a_line_is_asked_as_the_text_is(text: str) -> None:
    document = Document.from_text("deck.md", f"Above.\n\n{text}\n")
    lines = range(1, document.text.count("\n") + 1)
    assert {n for n in lines if is_heading_line(document, n)} == document.view(heading_lines_in)
