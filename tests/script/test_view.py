"""The live view, on a terminal of its own."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import clean_environment
from script.test_run import bash, deck

from slidegen.script.plain_output import plain


def on_terminal(folder: Path, answer: bytes) -> tuple[int, str]:
    """`slidegen run` where a person sits: what it shows, and its exit code."""
    master, slave = pty.openpty()
    words = [sys.executable, "-m", "slidegen", "run", "deck.md"]
    env = clean_environment() | {"KUBECONFIG": "/dev/null", "TERM": "xterm-256color"}
    process = subprocess.Popen(words, cwd=folder, env=env, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    shown, answered = b"", False
    end = time.monotonic() + 30
    try:
        while time.monotonic() < end:
            if select.select([master], [], [], 0.1)[0]:
                try:
                    data = os.read(master, 65536)
                except OSError:
                    break
                shown += data
            if not answered and b"[y/N]" in shown:
                os.write(master, answer)
                answered = True
        return process.wait(10), plain(shown)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def test_a_person_is_asked_and_sees_what_runs(tmp_path: Path) -> None:
    pytest.importorskip("rich")
    (tmp_path / "deck.md").write_text(deck(bash("sleep 0.6; echo [one]"), bash("false")))
    code, shown = on_terminal(tmp_path, b"y\r")
    assert code == 1
    assert shown.index("Run the exercises here?") < shown.index("sleep 0.6")
    assert "✓ sleep 0.6; echo [one]" in shown
    assert "✗ false" in shown
    assert "1 pass, 1 fail" in shown


def test_a_person_may_say_no(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(deck(bash("touch ~/ran")))
    code, shown = on_terminal(tmp_path, b"n\r")
    assert code == 2
    assert "nothing was run" in shown
    assert not list(tmp_path.rglob("ran"))
