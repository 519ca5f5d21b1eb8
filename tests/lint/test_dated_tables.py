"""The dated tables are TOML, and read as such."""

import tomllib
from pathlib import Path

import pytest

from slidegen.lint.dated_tables import DATA, read_tables


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.name)
def test_a_table_is_what_a_reader_of_toml_makes_of_it(path: Path) -> None:
    assert read_tables(path.name) == tomllib.loads(path.read_text(encoding="utf-8"))
