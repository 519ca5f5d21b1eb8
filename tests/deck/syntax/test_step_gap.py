"""Blank lines of steps in lists."""

from pathlib import Path

from deck.workbench import body
from fixture_files import Case, parametrize

HERE = Path(__file__).parent


@parametrize(HERE / "step-gap.md")
def test_html(case: Case) -> None:
    assert body(case.input).strip() == case.expected.strip()
