"""What makes a table: asked of the page's parser, for made-up headers and rows."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slidegen.deck.markdown import parse
from slidegen.text.table_row import heads_of_tables, is_row_of_dashes, makes_a_table

CELLS = st.lists(st.sampled_from(["---", ":-:", "-", " :--- ", "--:", "  "]), min_size=1, max_size=3).map(
    "|".join
)
HEADERS = st.sampled_from(["a | b", "| a | b |", "a", "|a|", "| a | b | c |", "- a | b", ""])
EDGES = st.sampled_from(["", "|"])


@given(HEADERS, EDGES, CELLS, EDGES)
@example("| a |", "|", "-", "")
def test_a_table_of_the_page_has_a_row_of_dashes(header: str, left: str, cells: str, right: str) -> None:
    text = f"{header}\n{left}{cells}{right}\n"
    if any(token.type == "table_open" for token in parse(text)):
        assert makes_a_table(*text.split("\n")[:2])


@pytest.mark.parametrize(
    "row", ["---", ":---", "--|", "|-", "|:-:|", "a|b", "|", "", "| a |", "--- ---", "-|-|-"]
)
def test_a_row_of_dashes_makes_a_table(row: str) -> None:
    header = "| a |" if row.startswith("|") else "a | b | c"
    is_table = any(token.type == "table_open" for token in parse(f"{header}\n{row}\n"))
    assert is_row_of_dashes(row) == is_table


def test_where_they_stand() -> None:
    text = "a | b\n  --|--\n1 | 2\n\n| c |\n|---|\n|---|\n\n---\n"
    assert [(header, text[start:end]) for header, start, end in heads_of_tables(text)] == [
        ("a | b", "--|--"),
        ("| c |", "|---|"),
    ]
