"""The dated tables of what went stale: `data/*.toml`.

They are written in a part of TOML: a key at the start of a line, and each value is JSON as well, so that one
call of `json` reads all values of a file. `tomllib` reads the same (`tests/lint/test_dated_tables.py`), but
took 53 million instructions for one table, a twentieth of a commit hook.

Knows the form of the files. Must not know what a row means.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

Rows = list[dict[str, Any]]


@cache
def read_tables(name: str) -> dict[str, Rows]:
    """The tables of a file, each by its name."""
    pairs: list[list[str]] = []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line[:1] in (" ", "]"):  # the value goes on
            pairs[-1][1] += line
        elif line and line[0] != "#":
            pairs.append(line.split(" = ", 1))
    values = iter(json.loads(f"[{','.join(pair[1] for pair in pairs if pair[1:])}]"))
    tables: dict[str, Rows] = {}
    row: dict[str, Any] = {}
    for key, *value in pairs:
        if value:
            row[key] = next(values)
        else:
            row = {}
            tables.setdefault(key.strip("[]"), []).append(row)
    return tables
