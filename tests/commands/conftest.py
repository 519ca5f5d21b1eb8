"""A verb as a function: what it tells, and where."""

import gc
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from slidegen import cli


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., set[str]]:
    """The findings that a verb tells: place and rule."""
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path.parent / "cache"))

    def run(*words: str, cwd: Path) -> set[str]:
        monkeypatch.chdir(cwd)
        cli.run(words)
        gc.enable()
        said = capsys.readouterr()
        return set(re.findall(r"^(?:slidegen: |  )?(\S+:\d+:\d+ SG\d+)", said.out + said.err, re.MULTILINE))

    return run
