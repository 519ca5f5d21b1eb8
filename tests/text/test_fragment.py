"""A fragment file, read: its slides, and what is wrong with its syntax."""

from pathlib import Path

from deck.workbench import fragment, told
from fixture_files import Case, parametrize

HERE = Path(__file__).parent


@parametrize(HERE / "fragment-findings.md")
def test_findings(case: Case) -> None:
    read = fragment(case.input)
    assert f"{len(read.slides)} slides\n{told(read.findings)}" == case.expected


def test_a_slide_begins_on_its_first_line_with_text() -> None:
    assert [slide.line for slide in fragment("\n\na\n---\n\nb\n---\n").slides] == [3, 6, 8]


def test_fences_in_comments_and_notes_say_so() -> None:
    (slide,) = fragment("```\na\n```\n<!--\n```\nb\n```\n-->\n???\n```\nc\n```\n").slides
    places = [(fence.text, fence.in_comment, fence.in_notes) for fence in slide.fences]
    assert places == [("a", False, False), ("b", True, False), ("c", False, True)]
