"""`slidegen run --stop`: a person gets the shell as the failing step left it."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Slidegen, clean_environment

DECK = """\
# Files

.lab[
```bash
mkdir here && cd here && secret_word=plover
```

```bash
cat nothing-of-this-name
```

```bash
echo never
```
]
"""


class Person:
    """Somebody at a terminal, in which `slidegen run` is typed."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.keyboard, terminal = pty.openpty()
        words = [sys.executable, "-m", "slidegen", "run", "deck.md", "--yes", "--on-host", *options]
        env = clean_environment() | {"KUBECONFIG": "/dev/null", "TERM": "xterm"}
        self.process = subprocess.Popen(
            words, cwd=folder, env=env, stdin=terminal, stdout=terminal, stderr=terminal
        )
        os.close(terminal)
        self.seen = ""

    def sees(self, text: str, seconds: float = 60) -> bool:
        end = time.monotonic() + seconds
        while text not in self.seen and time.monotonic() < end:
            ready, _, _ = select.select((self.keyboard,), (), (), 0.2)
            try:
                data = os.read(self.keyboard, 65_536) if ready else b""
            except OSError:
                break
            self.seen += data.decode(errors="replace")
        return text in self.seen

    def types(self, line: str) -> None:
        os.write(self.keyboard, line.encode() + b"\r")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("pyte", reason="the extra run is not installed")
    (tmp_path / "deck.md").write_text(DECK, encoding="utf-8")
    return tmp_path


def test_the_shell_is_as_the_step_left_it(folder: Path) -> None:
    person = Person(folder, "--stop")
    assert person.sees("This is the shell as the step left it"), person.seen
    person.types("echo status=$? word=$secret_word in=${PWD##*/}")
    assert person.sees("status=1 word=plover in=here"), person.seen
    person.types("exit")
    assert person.sees("--resume"), person.seen
    assert person.process.wait(30) == 1
    journal = folder / ".slidegen" / "run" / "deck" / "results.jsonl"
    rows = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    assert [row["verdict"] for row in rows if row["type"] == "step"] == ["pass", "fail"]
    assert "word=plover in=here" not in journal.read_text("utf-8")  # what a person types is nobody's business
    os.close(person.keyboard)


def test_a_deck_without_a_failure_stops_nowhere(folder: Path) -> None:
    (folder / "deck.md").write_text("# A\n\n.lab[\n```bash\ntrue\n```\n]\n", encoding="utf-8")
    person = Person(folder, "--stop")
    assert person.process.wait(60) == 0
    os.close(person.keyboard)


def test_where_nobody_sits_it_says_so(slidegen: Slidegen, folder: Path) -> None:
    done = slidegen("run", "deck.md", "--yes", "--stop", cwd=folder)
    assert done.returncode == 2
    assert "this is no terminal" in done.stderr
