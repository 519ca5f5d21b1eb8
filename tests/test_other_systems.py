"""What Windows and macOS do not have is asked for where it is used; the verbs that can do without, do."""

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import clean_environment

from slidegen.errors import ExitCode

Tree = Callable[[Mapping[str, str | bytes]], Path]
SHIM = Path(__file__).with_name("other_system.py")
DECK = {
    "slidegen.toml": "fonts = false\n",
    "day1.yml": "content: [a.md]\n",
    "a.md": "# A\n\n.lab[\n\n- Look:\n  ```bash\n  true\n  ```\n\n]\n\n---\n\nclas: middle\n\n# B\n",
    ".gitignore": "drafts/\n",
}


def elsewhere(*words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(SHIM), *words],
        cwd=cwd,
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("build",), 0),
        (("build", "--fresh", "-j", "2"), 0),
        (("lint",), 1),
        (("lint", "--fix", "--unsafe-fixes"), 0),
        (("scripts",), 0),
        (("stats",), 0),
        (("inspect", "day1.yml"), 0),
        (("new", "w"), 0),
    ],
)
def test_verbs_that_do_without(tree: Tree, words: tuple[str, ...], code: int) -> None:
    done = elsewhere(*words, cwd=tree(DECK))
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_serve_does_without(tree: Tree) -> None:
    server = subprocess.Popen(
        [sys.executable, str(SHIM), "serve", "--port", "0"],
        cwd=tree(DECK),
        env=clean_environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    assert "Decks: http://127.0.0.1" in server.stderr.readline()
    server.send_signal(signal.SIGINT)
    with server:
        _, said = server.communicate(timeout=30)
    assert "Traceback" not in said


def test_run_says_what_it_needs(tree: Tree) -> None:
    done = elsewhere("run", "day1.yml", "--yes", cwd=tree(DECK))
    assert done.returncode == ExitCode.MISSING, done.stderr
    assert "`slidegen run` needs Python's" in done.stderr
    assert "Windows Subsystem for Linux" in done.stderr
    assert elsewhere("run", "--help", cwd=tree(DECK)).returncode in (ExitCode.CLEAN, ExitCode.MISSING)
