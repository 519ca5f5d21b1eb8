"""Which step each block belongs to."""

from pathlib import Path

from deck.workbench import body
from fixture_files import Case, parametrize

HERE = Path(__file__).parent


@parametrize(HERE / "step.md")
def test_html(case: Case) -> None:
    assert body(case.input).strip() == case.expected.strip()


def test_a_slide_without_steps_carries_no_marks() -> None:
    assert "data-step" not in body("- a\n\nb\n")
