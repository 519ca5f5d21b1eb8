"""List items whose content is indented too little."""

from pathlib import Path

from deck.workbench import body
from fixture_files import Case, parametrize
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.deck.syntax.indentation import may_lack_blanks, with_indented_items

HERE = Path(__file__).parent


@parametrize(HERE / "indentation.md")
def test_html(case: Case) -> None:
    assert body(case.input).strip() == case.expected.strip()


_PIECES = (
    "- a", "* b", "1. x", "2) y", "10. z", "-  wide", "-     five", "text", "```", "```bash", "~~~",
    ".small[", "]", ".lab[", "<div>", "</div>", "", "ends ]", "- ```", "1. ```", "--", "\tx",
)  # fmt: skip
_LINES = st.tuples(st.integers(0, 8), st.sampled_from(_PIECES)).map(lambda line: " " * line[0] + line[1])


@settings(max_examples=400)
@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_what_would_be_moved_is_looked_at(text: str) -> None:
    if not may_lack_blanks(text):
        assert with_indented_items(text) == text
