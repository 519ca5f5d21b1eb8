"""Markdown beyond CommonMark: callouts, boxes before tasks, marked words; each where a deck asks for it."""

import re

import pytest
from deck.workbench import body

from slidegen.source.file import SourceFile
from slidegen.source.manifest_reader import read_manifest

ALL = "sections: false\nextras: [callouts, task-lists, marks]"


@pytest.mark.parametrize("kind", ["NOTE", "tip", "Important", "WARNING", "CAUTION"])
def test_a_quotation_with_a_head_is_a_callout(kind: str) -> None:
    html = body(f"> [!{kind}]\n> Mind the *gap*.\n> Twice.\n\nafter\n")
    assert f'class="callout callout-{kind.lower()}" role="note" aria-label="{kind.capitalize()}"' in html
    assert f'<p class="callout-title">{kind.capitalize()}</p>' in html
    assert "<em>gap</em>" in html
    assert "[!" not in html
    assert "blockquote" not in html
    assert html.index("Twice.") < html.index("</div>") < html.index("after")


def test_a_head_of_ones_own_and_a_head_alone() -> None:
    own = body("> [!TIP] Do *not* panic\n> text\n")
    assert '<p class="callout-title">Do <em>not</em> panic</p>' in own
    assert 'role="note" aria-label="Tip"' in own  # which kind it is, only a colour shows
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


EVERYDAY = "sections: false\nextras: [footnotes, definition-lists, emoji, tabs, media]"


def test_a_footnote_stands_at_the_slides_foot_and_leads_back() -> None:
    html = body("Pods[^1], nodes[^n][^1].\n\n[^1]: Peas.\n\nmore\n\n[^n]: Machines,\n    *two*.\n", EVERYDAY)
    text, _, foot = html.partition('<aside class="footnotes" aria-label="Footnotes">')
    assert text.count('class="footnote-mark"') == 3
    assert "Peas" not in text
    assert foot.index("Peas.") < foot.index("<em>two</em>")
    marks = set(re.findall(r'id="(mark-[^"]+)"', text))
    assert set(re.findall(r'href="#(mark-[^"]+)"', foot)) == marks
    assert set(re.findall(r'href="#(note-[^"]+)"', text)) == set(re.findall(r'id="(note-[^"]+)"', foot))


def test_a_mark_without_a_note_stays_text() -> None:
    assert "[^none]" in body("Pods[^none].\n", EVERYDAY)
    assert "footnote" not in body("Pods[^none].\n", EVERYDAY)


def test_terms_and_what_they_mean() -> None:
    html = body("Pod\n: A group\n\n--\n\nNode\n: A machine\n", EVERYDAY)
    assert html.count("<dt") == html.count("<dd") == 2
    assert '<dt data-step="1">Node</dt>' in html


def test_names_of_emoji() -> None:
    html = body("Well done :tada: at 12:30:15, `:tada:`, :nosuchthing: \\:tada:\n", EVERYDAY)
    assert html.count("🎉") == 1
    assert "12:30:15" in html
    assert "<code>:tada:</code>" in html
    assert ":nosuchthing:" in html


def test_an_emoji_touches_letters_of_scripts_without_blanks() -> None:
    html = body("絵文字も使える:tada:。 สวัสดี:tada: a:tada: é:tada: б:tada:\n", EVERYDAY)
    assert html.count("🎉") == 2
    assert "る🎉。" in html


def test_fences_with_labels_are_tabs_of_one_group() -> None:
    fences = "```bash [Linux]\napt install jq\n```\n```bash [macOS]\nbrew install jq\n```\n"
    html = body(f"text\n\n--\n\n{fences}\nafter\n", EVERYDAY)
    assert '<div class="tabs" data-step="1" role="radiogroup" aria-label="Variants">' in html
    assert html.count('<label class="tab">') == 2
    assert html.count(" checked>") == 1
    assert len(set(re.findall(r'name="(tabs-[^"]+)"', html))) == 1
    assert html.index("macOS") < html.index("brew") < html.index("</div>") < html.index("after")


def test_one_fence_or_another_text_between_makes_no_tabs() -> None:
    one = "```bash [Linux]\nls\n```\n"
    assert "tabs" not in body(one, EVERYDAY)
    assert "tabs" not in body(f"{one}\nand\n\n{one}", EVERYDAY)
    assert "tabs" not in body(one + one)


def test_a_picture_that_is_a_film_plays() -> None:
    html = body('![How it starts](demo.mp4 "first.png demo.vtt")\n', EVERYDAY)
    assert '<video controls preload="none" src="demo.mp4" poster="first.png"' in html
    assert '<track kind="captions" src="demo.vtt" default>' in html
    assert '<a href="demo.mp4">' in html
    assert '<a class="media-address" href="demo.mp4">demo.mp4</a>' in html
    assert '<audio controls preload="none" src="a.mp3"' in body("![Bell](a.mp3)\n", EVERYDAY)
    assert '<a href="a.cast"><img src="a.png" alt="Run"' in body('![Run](a.cast "a.png")\n', EVERYDAY)
    assert "<img" in body("![How](demo.png)\n", EVERYDAY)


@pytest.mark.parametrize("text", ["Pods[^1]\n\n[^1]: x\n", "a\n: b\n", ":tada:\n", "![x](a.mp4)\n"])
def test_unasked_everything_is_as_in_remark(text: str) -> None:
    html = body(text)
    assert not re.search("<aside|<dl|🎉|<video", html)


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
