"""The dated tables are TOML, and read as such; each day in them has a source, and so
has each row on what Kubernetes' own programs take."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from slidegen.lint.dated_tables import DATA, read_tables


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.name)
def test_a_table_is_what_a_reader_of_toml_makes_of_it(path: Path) -> None:
    assert read_tables(path.name) == tomllib.loads(path.read_text(encoding="utf-8"))


OF_KUBERNETES = ("kubectl.toml", "components.toml")


def dated_rows() -> Iterator[object]:
    """Each row with a day, and all on Kubernetes' own programs, with the last comment above: rows of one
    source stand together below it.
    """
    for path in sorted(DATA.glob("*.toml")):
        for row in path.read_text(encoding="utf-8").split("\n[[")[1:]:
            above = path.read_text(encoding="utf-8").partition(f"\n[[{row}")[0]
            if "\ndate = " in row or path.name in OF_KUBERNETES:
                yield pytest.param(last_comment(above), id=f"{path.name}-{row.splitlines()[1]}")


def last_comment(text: str) -> str:
    lines = text.splitlines()
    while lines and not lines[-1].startswith("#"):
        lines.pop()
    found: list[str] = []
    while lines and lines[-1].startswith("#"):
        found.append(lines.pop())
    return "\n".join(reversed(found))


@pytest.mark.parametrize("comment", list(dated_rows()))
def test_a_row_has_a_source(comment: str) -> None:
    assert "https://" in comment
