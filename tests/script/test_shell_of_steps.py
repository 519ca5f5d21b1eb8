"""What steps do to their shell in a plain script: the script goes on, counts, and says what became of it."""

import os
import subprocess
from pathlib import Path

import pytest
from conftest import Slidegen

from slidegen.script.emit import preamble

#: `SLIDEGEN_BASHES` names further ones, as for `test_emit.py`.
BASHES = ["bash", *os.environ.get("SLIDEGEN_BASHES", "").split()]

#: What each is about: its steps, the counts that the script ends with, and the lines that they print.
CASES: dict[str, tuple[list[str], str, list[str]]] = {
    "a trace shows what the deck's own commands are": (
        ["set -x\nls -d /etc", "true && echo one\nset +x", "echo two"],
        "3 passed, 0 failed",
        ["++ ls -d /etc", "/etc", "++ true", "++ echo one", "one", "++ set +x", "two"],
    ),
    "what is read may be shown": (["set -v", "true\necho one", "set +v"], "3 passed, 0 failed", ["one"]),
    "a trap for commands hears those of the deck": (
        ["trap 'echo \"* $BASH_COMMAND\"' DEBUG", "echo one\ntrap - DEBUG", "echo two"],
        "3 passed, 0 failed",
        ["* echo one", "one", "* trap - DEBUG", "two"],
    ),
    "a trap for failures hears each once": (
        ["trap 'echo trapped' ERR", "false", "echo one"],
        "2 passed, 1 failed",
        ["trapped", "one"],
    ),
    "a trap for the end has no say in the verdict": (
        ["trap 'echo bye; exit 0' EXIT", "false", "echo one"],
        "2 passed, 1 failed",
        ["one", "bye"],
    ),
    "a shell that ends at a failure is followed by another": (
        ["set -e\nx=1", "false\necho never", "echo one$x"],
        "2 passed, 1 failed",
        ["one"],
    ),
    "a variable that is not there": (["set -u", "echo $NO_SUCH", "echo one"], "2 passed, 1 failed", ["one"]),
    "a pipe's first failure": (["set -o pipefail", "false | true"], "1 passed, 1 failed", []),
    "an end with a status": (["exit 3", "echo one"], "1 passed, 1 failed", ["one"]),
    "an end alone says nothing of what stood before": (
        ["false", "exit", "echo one"],
        "2 passed, 1 failed",
        ["one"],
    ),
    "another program in the shell's place": (
        ["exec true", "exec bash -c 'exit 4'", "echo one"],
        "2 passed, 1 failed",
        ["one"],
    ),
    "output that goes elsewhere from now on": (
        ["exec >log", "echo one", "exec >&2\ntest one = $(cat log)"],
        "3 passed, 0 failed",
        [],
    ),
    "names of the script's own": (
        [
            "names=1 values=2 mode=list failed=9 blocked=yes status=4 folder=/ shell=1 start=/",
            "run() { echo mine; }; step() { echo mine; }; skip() { :; }; summary() { :; }; tell() { :; }",
            "run; step; echo $names $mode $status",
        ],
        "3 passed, 0 failed",
        ["mine", "mine", "1 list 4"],
    ),
    "builtins of that shell are the deck's, too": (
        [
            "exit() { :; }; read() { :; }; trap() { :; }; set() { :; }",
            "echo() { printf 'mine %s\\n' \"$*\"; }",
            "false",
            "echo one",
        ],
        "3 passed, 1 failed",
        ["mine one"],
    ),
    "a function in the place of what tells functions from builtins": (
        ["builtin() { :; }", "false", "echo one"],
        "2 passed, 1 failed",
        ["one"],
    ),
    "what is declared stays": (
        ["declare x=5; declare -a y=(1 2)", "echo $x ${y[1]}"],
        "2 passed, 0 failed",
        ["5 2"],
    ),
    "a job in the background": (["(sleep 0.1; echo one) &", "wait %1"], "2 passed, 0 failed", ["one"]),
    "the status before": (["false; true; (exit 3)", "echo $?"], "1 passed, 1 failed", ["3"]),
}


def run_by(bash: str, folder: Path, slidegen: Slidegen, deck: str) -> "subprocess.CompletedProcess[str]":
    (folder / "deck.md").write_text(f"# A\n\n.lab[\n{deck}]\n")
    assert slidegen("scripts", "deck.md", "--out", "out", cwd=folder).returncode == 0
    return subprocess.run(
        [bash, folder / "out" / "deck-scripts" / "deck.sh", "--yes", "--keep-going"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        stdin=subprocess.DEVNULL, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("bash", BASHES)
@pytest.mark.parametrize("title", CASES)
def test_a_script_outlives_what_its_steps_do_to_their_shell(
    title: str, bash: str, tmp_path: Path, slidegen: Slidegen
) -> None:
    steps, counts, lines = CASES[title]
    done = run_by(bash, tmp_path, slidegen, "".join(f"```bash\n{step}\n```\n" for step in steps))
    assert f"\n{counts}, 0 skipped\n" in done.stdout, done.stdout
    assert done.returncode == (0 if " 0 failed" in counts else 1)
    typed = {"## A", *(line for step in steps for line in step.split("\n"))}
    told = done.stdout.partition("\n## A\n")[2].partition(f"\n{counts}")[0].split("\n")
    printed = [line for line in told if line and line not in typed and not line.startswith(("-- ", "   "))]
    assert [line for line in printed if "/step: line 1: " not in line] == lines, done.stdout


def test_what_a_capture_found_is_a_variable_too(tmp_path: Path, slidegen: Slidegen) -> None:
    deck = '<!-- ```capture NAME echo Ada``` -->\n```bash\necho `NAME` and "$NAME ${NAME} NAMES-NAME"\n```\n'
    assert "\nAda and Ada Ada NAMES-NAME\n" in run_by("bash", tmp_path, slidegen, deck).stdout


def test_nothing_of_a_script_is_left_behind(
    tmp_path: Path, slidegen: Slidegen, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scratch").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    assert (
        "1 passed, 1 failed"
        in run_by("bash", tmp_path, slidegen, "```bash\nexit 3\n```\n```bash\ntrue\n```\n").stdout
    )
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_steps_shell_is_checked_as_the_script_is(tmp_path: Path) -> None:
    """It stands in a here-document, of which no checker of the script reads a line."""
    program = preamble().partition("<<'SHELL'\n")[2].partition("\nSHELL\n")[0]
    assert "sg_back" in program
    (tmp_path / "shell").write_text(f"{program}\n")
    for bash in BASHES:
        done = subprocess.run([bash, "-n", tmp_path / "shell"], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
