"""Where slides, steps and notes begin."""

from pathlib import Path

import pytest
from deck.workbench import fragment, source
from fixture_files import Case, parametrize

from slidegen.text.separators import margin_of

HERE = Path(__file__).parent


@parametrize(HERE / "separators.md")
def test_outline(case: Case) -> None:
    read = source(case.input)
    lines = []
    for slide in fragment(case.input).slides:
        lines.append("slide")
        for step in slide.steps:
            lines.append(f"  step {read.slice(step.body)!r}")
            if step.notes:
                lines.append(f"    notes {read.slice(step.notes)!r}")
    assert "".join(f"{line}\n" for line in lines) == case.expected


@pytest.mark.parametrize(
    ("text", "margin"),
    [("", 0), ("\n\n", 0), ("  a\n    b", 2), ("  a\nb", 0), ("  a\n\n  b", 2), ("  \n   a", 3)],
)
def test_the_margin_is_what_all_lines_share(text: str, margin: int) -> None:
    assert margin_of(text) == margin


def test_windows_newlines_separate_as_others_do() -> None:
    """remark does not split such a text at all."""
    assert len(fragment("one\r\n---\r\ntwo\r\n").slides) == 2
