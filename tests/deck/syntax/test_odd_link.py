"""Links whose address opens a parenthesis that it does not close."""

from pathlib import Path

from deck.workbench import body
from fixture_files import Case, parametrize

HERE = Path(__file__).parent


@parametrize(HERE / "odd-link.md")
def test_html(case: Case) -> None:
    assert body(case.input).strip() == case.expected.strip()
