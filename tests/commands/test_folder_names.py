"""A workshop may stand in a folder of any name: shells, addresses and patterns take it as it is."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Slidegen

TALK = """\
# Hello

![A picture](a%20b.svg)

.exercise[
- Say it, and lose the shell:
  ```bash
  word=hello; echo "$word" >said
  ```
  ```bash
  grep hello said && test "$word" = hello
  ```
]
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
NAMES = (
    "a b",
    "it's",
    '"',
    "$HOME;`x`",
    "*[a]?{b}",
    "-n",
    "#%41&=",
    "a\\b",
    "{{ x }}",
    "a\nb",
    "é",
    "a\udcffb",
)


@pytest.fixture(params=NAMES, ids=ascii)
def workshop(request: pytest.FixtureRequest, tree: Callable[[dict[str, str]], Path]) -> Path:
    name: str = request.param
    return tree({f"{name}/talk.md": TALK, f"{name}/a b.svg": PICTURE}) / name


@pytest.mark.parametrize("driver", ["bash", "pty"])
def test_its_exercises_run(slidegen: Slidegen, workshop: Path, driver: str) -> None:
    done = slidegen("run", "talk.md", "--yes", "--driver", driver, cwd=workshop)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 pass" in done.stdout


def test_its_pages_and_scripts_are_made(slidegen: Slidegen, workshop: Path) -> None:
    calls = (
        ["build", "talk.md"],
        ["build", "talk.md"],
        ["lint", "."],
        ["stats", "talk.md"],
        ["scripts", "talk.md"],
    )
    for words in calls:
        done = slidegen(*words, cwd=workshop)
        assert done.returncode == 0, done.stdout + done.stderr
    assert list((workshop / "dist").glob("**/*.svg"))
    (script,) = (path for path in (workshop / "dist").glob("**/*.sh") if path.name == "talk.sh")
    bash = shutil.which("bash") or ""
    ran = subprocess.run([bash, script, "--yes"], cwd=workshop, capture_output=True)
    assert ran.returncode == 0, ran.stderr
