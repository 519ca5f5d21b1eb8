"""The table of kinds (`kinds.md`) is held to the tests that there are, and each kind to five siblings.

A test that is renamed, or loses its case, is missed here.
"""

import re
import subprocess
import sys
from collections.abc import Mapping

import pytest
from conftest import ROOT, clean_environment

TABLE = ROOT / "tests/hostile/kinds.md"
ROWS = [*(f"H{number}" for number in range(1, 19)), *(f"S{number}" for number in range(1, 11))]
_TEST = re.compile(r"`([\w/]+\.py(?:::[^`]+)?)`$")


def kinds() -> Mapping[str, tuple[str, list[str]]]:
    """The test of each row, and those of its siblings."""
    found: dict[str, tuple[str, list[str]]] = {}
    for part in TABLE.read_text(encoding="utf-8").split("\n# ")[1:]:
        title, row, *siblings = part.strip().split("\n")
        assert row.startswith("row ")
        assert all(line.startswith("- ") for line in siblings), title
        tests = []
        for line in (row, *siblings):
            test = _TEST.search(line)
            assert test, line
            tests.append(test[1])
        found[title.partition(" ")[0]] = (tests[0], tests[1:])
    return found


def test_each_row_has_its_test_and_five_siblings() -> None:
    table = kinds()
    assert list(table) == ROWS
    for row, (_, siblings) in table.items():
        assert len(siblings) >= 5, row


def test_the_tests_are_there() -> None:
    named = {test for row, siblings in kinds().values() for test in (row, *siblings)}
    files = sorted({test.partition("::")[0] for test in named})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-o", "addopts=--import-mode=importlib",
         "-p", "no:cacheprovider", *files],
        cwd=ROOT / "tests", env=clean_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
    there = {line.removeprefix("tests/") for line in done.stdout.splitlines() if "::" in line}
    there |= {each.partition("[")[0] for each in there} | {each.partition("::")[0] for each in there}
    assert not named - there


@pytest.mark.shared
def test_no_row_of_the_collections_is_missing() -> None:
    collections = ROOT.parent / "shared/cases"
    if not collections.is_dir():
        pytest.skip("the collections are not beside the checkout")
    text = "".join((collections / name).read_text(encoding="utf-8") for name in ("harm.md", "serve.md"))
    assert re.findall(r"^\| ([HS]\d+) \|", text, re.MULTILINE) == ROWS
