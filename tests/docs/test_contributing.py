"""What CONTRIBUTING.md tells a newcomer to type finds what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
#: What pytest is given, but for calls that need clients of their own.
CALLS = re.findall(r"(?<!DIR )\.venv/bin/python -m pytest ([^`#\n]+)", TEXT)


@pytest.mark.parametrize("call", CALLS)
def test_a_call_of_pytest_chooses_tests(call: str) -> None:
    """One that chooses none ends with 5, and says little."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *call.split()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_such_calls() -> None:
    assert len(CALLS) >= 2
