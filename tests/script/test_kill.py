"""Killed at any moment, a run leaves no process, a readable report, and something to resume."""

import json
import os
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import clean_environment
from script.test_run import bash, deck, hidden, marked_processes, start, wait_for

from slidegen.script import keeper
from slidegen.script.report.jsonl import begun, read_run
from slidegen.script.result import Verdict

STEPS = 12
KILLS = 50


def long_deck() -> str:
    """Each step says that it ran; states of the shell show whether resuming brought them back."""
    steps = [bash("mkdir -p work; cd work; count=0; sleep 300 & setsid sleep 301 &")]
    for number in range(1, STEPS + 1):
        steps.append(bash(f"count=$((count + 1)); echo {number} >>../ran; sleep 0.03"))
        if number % 6 == 0:
            steps += [bash("tail -f /dev/null"), hidden("key ^C")]
    steps.append(bash('echo "$count $PWD"'))
    return deck(*steps)


def resume(tmp_path: Path) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-m", "slidegen", "run", "deck.md", "--yes", "--resume"]
    env = clean_environment() | {"KUBECONFIG": "/dev/null"}
    return subprocess.run(
        words,
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=150,
        stdin=subprocess.DEVNULL,
    )


def gone(name: str, seconds: float = 5) -> bool:
    """Whether no process of the run is left, soon."""
    end = time.monotonic() + seconds
    while any(mark.endswith(name) for mark in marked_processes()):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def run_name(journal: Path) -> str:
    rows = [
        json.loads(line) for line in journal.read_text().split("\n")[:-1] if line.startswith('{"type": "run"')
    ]
    return str(rows[-1]["run"])


@pytest.mark.slow
def test_killed_fifty_times_at_random_moments(tmp_path: Path) -> None:
    """One run after another is killed -9 and resumed; at the end of each, everything ran."""
    chance = random.Random(20261122)
    (tmp_path / "deck.md").write_text(long_deck())
    journal = tmp_path / ".slidegen" / "run" / "deck" / "results.jsonl"
    kills = finished = 0
    options: list[str] = []
    while kills < KILLS:
        process = start(tmp_path, *options)
        try:
            code = process.wait(moment(journal, chance))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
            assert gone(run_name(journal))
            found = read_run(journal)
            assert all(result.verdict is Verdict.PASS for result in found.results), found.results
            assert len(list(begun(journal.read_text()))) <= 1
            options = ["--resume"]
        else:
            assert code == 0, journal.read_text()
            finished += 1
            check_whole(journal)
            options = []
    if options:
        done = resume(tmp_path)
        assert done.returncode == 0, done.stdout + journal.read_text()
        check_whole(journal)
        finished += 1
    assert finished >= 1  # else no run ever came to its end, and nothing was shown


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_in_the_middle_of_the_first_reports_ends_in_all_of_them(tmp_path: Path, number: int) -> None:
    """It came while the template of a page was read: then the last reports failed, as a bug of ours."""
    (tmp_path / "deck.md").write_text(long_deck())
    folder = tmp_path / ".slidegen" / "run" / "deck"
    for pause in (0.0, 0.02, 0.05, 0.1):
        shutil.rmtree(folder, ignore_errors=True)
        process = start(tmp_path)
        while not (folder / "results.jsonl").exists() and process.poll() is None:
            time.sleep(0.002)
        time.sleep(pause)
        process.send_signal(number)
        assert process.wait(60) == 130
        assert {path.name for path in folder.iterdir()} >= {"index.html", "junit.xml", "report.txt"}
        assert gone(run_name(folder / "results.jsonl"))


@pytest.mark.parametrize("count", [1, 4, 9])
def test_a_terminal_that_is_closed_ends_the_run_and_its_reports_are_whole(tmp_path: Path, count: int) -> None:
    """It takes the signal and all writing: the live view failed on it, and the reports of before stayed."""
    (tmp_path / "deck.md").write_text(long_deck())
    journal = tmp_path / ".slidegen" / "run" / "deck" / "results.jsonl"
    pid, master = pty.fork()
    if not pid:
        os.chdir(tmp_path)
        env = clean_environment() | {"KUBECONFIG": "/dev/null", "TERM": "xterm"}
        words = [sys.executable, "-m", "slidegen", "run", "deck.md", "--yes"]
        os.execve(sys.executable, words, env)
    shown, end = b"", time.monotonic() + 60
    while told(journal, "step") < count and time.monotonic() < end:
        if select.select([master], [], [], 0.01)[0]:
            try:
                shown += os.read(master, 65536)
            except OSError:  # it has ended
                break
    assert told(journal, "step") >= count, shown.decode(errors="replace")
    os.close(master)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 130
    assert gone(run_name(journal))
    found = read_run(journal)
    assert len(found.results) >= count
    report = (journal.parent / "report.txt").read_text()
    assert re.search(rf"^{len(found.results)} steps? in", report, re.MULTILINE)


def told(journal: Path, sort: str) -> int:
    """How many lines of a sort the journal has."""
    return journal.read_text(errors="replace").count(f'{{"type": "{sort}"') if journal.exists() else 0


def moment(journal: Path, chance: random.Random) -> float:
    """How long to wait before the kill: until this run is in the journal, however slow the machine is."""
    before = run_name(journal) if told(journal, "run") else ""
    end = time.monotonic() + 60
    while time.monotonic() < end and (not told(journal, "run") or run_name(journal) == before):
        time.sleep(0.01)
    assert run_name(journal) != before
    return chance.uniform(0.0, 0.9)


def check_whole(journal: Path) -> None:
    found = read_run(journal)
    assert found.complete
    assert all(result.verdict is Verdict.PASS for result in found.results)
    ran = (journal.parent / "home" / "ran").read_text().split()
    assert sorted(set(map(int, ran))) == list(range(1, STEPS + 1))
    count, place = found.results[-1].output.split()
    # A step that was killed between doing its work and saying so is repeated: never left out.
    assert int(count) >= STEPS
    assert place == str(journal.parent / "home" / "work")
    assert gone(run_name(journal))


def test_resume_continues_with_the_shell_as_it_was(tmp_path: Path) -> None:
    text = deck(
        bash("mkdir here; cd here; word=kept; greet() { echo hi $word; }"),
        bash("echo once >>~/log"),
        bash("[ -e ~/go ] || { touch ~/waiting; sleep 300; }; echo now"),
        bash("greet; pwd"),
    )
    (tmp_path / "deck.md").write_text(text)
    home = tmp_path / ".slidegen" / "run" / "deck" / "home"
    process = start(tmp_path)
    wait_for(home / "waiting")
    process.kill()
    process.wait()
    (home / "go").touch()
    done = resume(tmp_path)
    assert done.returncode == 0, done.stdout
    found = read_run(home.parent / "results.jsonl")
    assert [str(result.verdict) for result in found.results] == ["pass"] * 4
    assert found.results[-1].output == f"hi kept\n{home}/here"
    assert (home / "log").read_text() == "once\n"
    assert "2 steps on" in done.stderr  # the one that was torn, and the one after it


def keeper_of(runner: int) -> int:
    """The child of the runner that owns its shells. (`ps` would cut its words off at 80 columns.)"""
    children = [pid for pid, parent in keeper.parents().items() if parent == runner]
    (found,) = [pid for pid in children if b"keeper.py" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return found


@pytest.mark.parametrize("victim", ["keeper", "group"])
def test_whoever_is_killed_no_process_is_left(tmp_path: Path, victim: str) -> None:
    (tmp_path / "deck.md").write_text(deck(bash("setsid sleep 300 &\ntouch ~/here; sleep 301")))
    reports = tmp_path / ".slidegen" / "run" / "deck"
    process = start(tmp_path)
    wait_for(reports / "home" / "here")
    if victim == "keeper":
        os.kill(keeper_of(process.pid), signal.SIGKILL)
        assert process.wait(20) == 1  # the machine refused: it says so
    else:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert gone(run_name(reports / "results.jsonl"))


def test_two_runs_of_one_deck_do_not_meet(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(deck(bash("touch ~/here; sleep 300")))
    process = start(tmp_path)
    try:
        wait_for(tmp_path / ".slidegen" / "run" / "deck" / "home" / "here")
        second = resume(tmp_path)
        assert second.returncode == 2
        assert "in use by another run" in second.stderr
    finally:
        process.terminate()
        process.wait()


def test_reports_are_readable_at_every_moment(tmp_path: Path) -> None:
    text = deck(bash("echo one")) + "\n---\n\n" + deck(bash("touch ~/here; sleep 300"), title="B")
    (tmp_path / "deck.md").write_text(text)
    reports = tmp_path / ".slidegen" / "run" / "deck"
    process = start(tmp_path)
    wait_for(reports / "home" / "here")
    process.kill()
    process.wait()
    assert "1 pass" in (reports / "report.txt").read_text()
    assert "The run was interrupted" in (reports / "index.html").read_text()
    assert ElementTree.parse(reports / "junit.xml").getroot().get("tests") == "1"
    assert gone(run_name(reports / "results.jsonl"))
