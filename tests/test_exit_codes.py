"""Exit codes: one table, each code its own meaning, and a verb that ends with each."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, clean_environment

from slidegen.errors import MEANINGS, ExitCode

Slidegen = Callable[..., "subprocess.CompletedProcess[str]"]
Tree = Callable[[Mapping[str, str | bytes]], Path]

DECK = {"day1.yml": "content: [a.md]\n", "a.md": "# A\n"}


def test_each_code_stands_once_in_the_table() -> None:
    assert list(MEANINGS) == list(ExitCode)
    assert len({code.value for code in ExitCode}) == len(ExitCode) == len(set(MEANINGS.values()))


def test_help_and_the_reference_are_made_from_the_table(slidegen: Slidegen, tmp_path: Path) -> None:
    told = " ".join(slidegen("--help", cwd=tmp_path).stdout.split())
    written = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    for code, meaning in MEANINGS.items():
        assert f"{code.value} {meaning}" in told
        assert f"| {code.value} | {meaning} |\n" in written


def test_clean(slidegen: Slidegen, tree: Tree) -> None:
    assert slidegen("build", cwd=tree(DECK)).returncode == ExitCode.CLEAN


@pytest.mark.parametrize("verb", ["build", "lint"])
def test_findings(slidegen: Slidegen, tree: Tree, verb: str) -> None:
    assert slidegen(verb, cwd=tree({"day1.yml": "content: [gone.md]\n"})).returncode == ExitCode.FINDINGS


def test_a_wrong_call(slidegen: Slidegen, tree: Tree) -> None:
    assert slidegen("build", "--jobs", "0", cwd=tree(DECK)).returncode == ExitCode.USAGE


def test_a_bug(tmp_path: Path) -> None:
    broken = (
        "import click, slidegen.cli as cli\n"
        "cli._load = lambda _: click.command()(lambda: 1 / 0)\n"
        "cli.main(['build'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=tmp_path, env=clean_environment(), capture_output=True, text=True
    )
    assert done.returncode == ExitCode.BUG
    assert "please report it" in done.stderr.lower()


def after(change: str, verb: list[str], folder: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """The verb in a Python in which `change` was done first."""
    return subprocess.run(
        [sys.executable, "-c", f"{change}; import slidegen.cli as cli; cli.main({verb!r})"],
        cwd=folder,
        env=clean_environment() | environ,
        capture_output=True,
        text=True,
    )


def test_an_extra_that_is_missing(tree: Tree) -> None:
    without = "import sys; sys.modules['pygls'] = None"
    done = after(without, ["lsp"], tree(DECK))
    assert done.returncode == ExitCode.MISSING, done.stderr
    assert "needs the Python package pygls" in done.stderr
    assert "slidegen-workshop[lsp]" in done.stderr
    assert after(without, ["lsp", "--help"], tree(DECK)).returncode == ExitCode.CLEAN


@pytest.mark.parametrize("verb", [["check", "day1.yml"], ["export", "pdf", "day1.yml"]])
def test_a_program_that_is_missing(tree: Tree, verb: list[str]) -> None:
    pytest.importorskip("playwright", reason="playwright is not installed")
    root = tree(DECK)
    done = after("import slidegen.render.browser as b; b.PLACES = {}", verb, root, PATH=str(root / "bin"))
    assert done.returncode == ExitCode.MISSING, done.stderr
    assert "No Chromium or Chrome" in done.stderr


def test_nothing_that_can_be_run(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("run", "day1.yml", "--yes", cwd=tree(DECK))
    assert done.returncode == ExitCode.NOTHING_RUNNABLE
    assert "no step to run" in done.stderr


def test_interrupted(tree: Tree) -> None:
    server = subprocess.Popen(
        [sys.executable, "-m", "slidegen", "serve", "--port", "0"],
        cwd=tree(DECK),
        env=clean_environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    assert "Decks:" in server.stderr.readline()
    time.sleep(0.1)
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=20)
    assert server.returncode == ExitCode.INTERRUPTED


#: ^C while slidegen is loaded, which takes a good part of a short call.
TOO_EARLY = """
import sys

class Impatient:
    def find_spec(self, name, *_):
        if name == "slidegen.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
from slidegen.__main__ import main
main()
"""


def test_interrupted_before_anything_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", TOO_EARLY], env=clean_environment(), capture_output=True)
    assert (done.returncode, done.stderr) == (ExitCode.INTERRUPTED, b"")
