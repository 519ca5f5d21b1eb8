"""Against the real remark: its own slides for hundreds of small cases and for whole workshops."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def compare(shared: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, shared / "remark" / "compare.py", *arguments],
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def test_every_case_where_remark_is_right_agrees(shared: Path) -> None:
    said = compare(shared, "cases")
    agree = re.search(r"match cases that agree: (\d+) of (\d+)", said)
    assert agree, said
    assert agree[1] == agree[2], said


def test_real_decks_show_the_same_slides(shared: Path) -> None:
    said = compare(shared, "decks", "--show", "0")
    total = re.search(r"list spacing \d+ of \d+ \(([\d.]+) %\), steps differ (\d+)", said)
    assert total, said
    assert float(total[1]) >= 99.5, said
    assert total[2] == "0", said
