"""How many files a process may have open, where that is few."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import clean_environment

from slidegen.errors import ExitCode

DECK = "# T\n\n.lab[\n\n```bash\necho here\n```\n\n]\n"


@pytest.mark.parametrize(
    ("limit", "code", "said"),
    [("-Sn 64", ExitCode.CLEAN, "1 pass"), ("-n 64", ExitCode.FINDINGS, "may have 64 files open here")],
    ids=["that may be raised", "that may not"],
)
def test_a_run_under_a_limit(tmp_path: Path, limit: str, code: ExitCode, said: str) -> None:
    (tmp_path / "talk.md").write_text(DECK, encoding="utf-8")
    call = f"ulimit {limit} && exec {sys.executable} -m slidegen run talk.md --yes --on-host"
    done = subprocess.run(
        ["bash", "-c", call], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True
    )
    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
