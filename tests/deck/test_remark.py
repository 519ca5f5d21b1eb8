"""REMARK.md lists every deviation from remark that a case shows, and no case that is not there."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, clean_environment

pytestmark = pytest.mark.shared

FILES = ("cases.jsonl", "cases-wild.jsonl")
PAGE = ROOT / "slidegen" / "deck" / "REMARK.md"


def listed() -> set[str]:
    """The case ids in the last column of the tables."""
    rows = [
        line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    found = {case.strip() for row in rows if len(row) >= 5 for case in row[-2].split(",")}
    return {case for case in found if re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)+", case)}


def cases(shared: Path) -> dict[str, str]:
    files = (shared / "remark" / name for name in FILES)
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return {case["id"]: case["verdict"] for case in map(json.loads, lines)}


def compared(shared: Path, name: str) -> str:
    """What the comparison says of the cases of a file, quirks too."""
    done = subprocess.run(
        [
            *(sys.executable, shared / "remark" / "compare.py", "cases"),
            *("--file", shared / "remark" / name, "--all", "--show", "1000"),
        ],
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "match cases that agree" in done.stdout, done.stdout + done.stderr
    return done.stdout


def test_every_case_that_is_named_is_a_quirk_of_remark(shared: Path) -> None:
    verdicts = cases(shared)
    assert {case: verdicts.get(case) for case in listed() if verdicts.get(case) != "quirk"} == {}


@pytest.mark.slow
def test_every_case_in_which_we_differ_is_named(shared: Path) -> None:
    said = "".join(compared(shared, name) for name in FILES)
    differing = set(re.findall(r"^(\S+) \[[^,\]]+, quirk:", said, re.MULTILINE))
    assert differing, said
    assert (differing - listed(), listed() - differing) == (set(), set())


@pytest.mark.slow
def test_every_other_case_agrees_but_for_those_with_a_reason(shared: Path) -> None:
    said = "".join(compared(shared, name) for name in FILES)
    differing = set(re.findall(r"^(\S+) \[[^,\]]+, match:", said, re.MULTILINE))
    assert differing == {case for case in differing if f"`{case}`" in PAGE.read_text(encoding="utf-8")}
    assert len(differing) <= 1
