"""Which text stands in columns: the cases are in `columns.md`."""

from pathlib import Path

from fixture_files import Case, parametrize

from slidegen.text.columns import has_columns


@parametrize(Path(__file__).with_name("columns.md"))
def test_columns(case: Case) -> None:
    assert has_columns(case.input) is (case.expected.strip() == "columns")
