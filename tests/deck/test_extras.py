"""Markdown beyond CommonMark: callouts, boxes before tasks, marked words; each where a deck asks for it."""

import pytest
from deck.workbench import body

from slidegen.source.file import SourceFile
from slidegen.source.manifest_reader import read_manifest

ALL = "sections: false\nextras: [callouts, task-lists, marks]"


@pytest.mark.parametrize("kind", ["NOTE", "tip", "Important", "WARNING", "CAUTION"])
def test_a_quotation_with_a_head_is_a_callout(kind: str) -> None:
    html = body(f"> [!{kind}]\n> Mind the *gap*.\n> Twice.\n\nafter\n")
    assert f'class="callout callout-{kind.lower()}" role="note"' in html
    assert f'<p class="callout-title">{kind.capitalize()}</p>' in html
    assert "<em>gap</em>" in html
    assert "[!" not in html
    assert "blockquote" not in html
    assert html.index("Twice.") < html.index("</div>") < html.index("after")


def test_a_head_of_ones_own_and_a_head_alone() -> None:
    assert '<p class="callout-title">Do <em>not</em> panic</p>' in body("> [!TIP] Do *not* panic\n> text\n")
    html = body("> [!NOTE]\n>\n> - a list\n")
    assert html.count("<p") == 1
    assert "<li>" in html


@pytest.mark.parametrize(
    "text", ["> [!NOTHING]\n> text\n", "> text\n> [!NOTE]\n", "[!NOTE]\ntext\n", "```\n> [!NOTE]\n```\n"]
)
def test_other_quotations_stay_what_they_are(text: str) -> None:
    assert "callout" not in body(text, ALL)


def test_callouts_in_callouts_close_their_own_box() -> None:
    html = body("> [!NOTE]\n> a\n>\n> > [!TIP]\n> > b\n>\n> c\n")
    assert html.count("<div") == html.count("</div>") == 2
    assert "blockquote" not in html


def test_boxes_before_tasks() -> None:
    html = body("- [ ] wash\n- [x] dry\n\n  well\n- [y] no\n- plain [x] text\n", ALL)
    assert html.count('data-task="open"') == html.count('data-task="done"') == 1
    assert "[y] no" in html
    assert "plain [x] text" in html


def test_marked_words() -> None:
    html = body("so ==very important== and `==code==`, a == b == c, \\==no==, ====, ==*e*==\n", ALL)
    assert html.count("<mark>") == 1
    assert "<mark>very important</mark>" in html
    assert "a == b == c" in html


def test_what_a_deck_does_not_ask_for_is_text_as_in_remark() -> None:
    assert "[ ] wash" in body("- [ ] wash\n")
    assert "==very==" in body("==very==\n")
    none = "sections: false\nextras: []"
    assert "[!NOTE]" in body("> [!NOTE]\n> text\n", none)


def test_a_step_stays_on_its_callout() -> None:
    html = body("one\n\n--\n\n> [!NOTE]\n> two\n")
    assert 'data-step="1"' in html.partition("callout")[0].rpartition("<")[2] + html.partition("callout")[2]


def test_a_name_that_is_none_is_told() -> None:
    read = read_manifest(
        SourceFile.from_text("deck.yml", "content: [a.md]\nextras: [callouts, task-list]\n"), {}
    )
    [finding] = read.findings
    assert "`task-list`" in finding.message
    assert "task-lists" in finding.help
