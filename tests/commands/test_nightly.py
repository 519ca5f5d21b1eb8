"""`slidegen nightly`: real runs, a history that grows, a page, and a plan for what is not here."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import Slidegen

from slidegen.commands.unattended import objection
from slidegen.errors import UsageError
from slidegen.script.night import Cell, NightBed, read_night
from slidegen.script.night_plan import github

DECK = "# Files\n\n.lab[\n```bash\n{}\n```\n]\n"
NIGHTS = """
decks = ["deck.md"]

[[bed]]
name = "laptop"
options = ["--driver", "bash", "--on-host"]

[[bed]]
name = "kind"
versions = ["1.33"]
context = "kind-{version}"
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    (tmp_path / "nights.toml").write_text(NIGHTS, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "true")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, command: str) -> None:
    (folder / "deck.md").write_text(DECK.format(command), encoding="utf-8")
    git(folder, "add", "deck.md")
    git(folder, "commit", "--quiet", "--message", command)


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "nights.jsonl").read_text("utf-8").splitlines()]


def test_a_night_is_a_line_and_the_page_says_what_broke_it(slidegen: Slidegen, workshop: Path) -> None:
    env = {"KUBECONFIG": "/dev/null"}
    first = slidegen("nightly", "nights.toml", "--yes", cwd=workshop, env=env)
    assert first.returncode == 0, first.stderr
    assert "✓ deck.md on laptop: green, today" in first.stdout
    commit(workshop, "cat nothing-of-this-name")
    second = slidegen("nightly", "nights.toml", "--yes", cwd=workshop, env=env)
    assert second.returncode == 1
    assert [row["outcome"] for row in rows(workshop)] == ["green", "red"]
    before, after = (str(row["commit"]) for row in rows(workshop))
    assert f"commit {before[:9]} became {after[:9]}" in second.stdout
    page = (workshop / "nights.html").read_text(encoding="utf-8")
    assert "red; broke today, last green today" in page
    assert "deck.md:4 " in page
    assert (workshop / "nights" / "deck.md-on-laptop" / "index.html").is_file()


def test_what_is_not_here_is_said_and_planned(slidegen: Slidegen, workshop: Path) -> None:
    env = {"KUBECONFIG": "/dev/null"}
    listed = slidegen("nightly", "nights.toml", "--list", cwd=workshop, env=env)
    assert listed.stdout.splitlines() == [
        "here: deck.md on laptop",
        "not here: deck.md on kind 1.33: there is no context kind-1.33 here",
    ]
    assert not (workshop / "nights.jsonl").exists()
    plan = slidegen("nightly", "nights.toml", "--plan", cwd=workshop, env=env).stdout
    (row,) = yaml.safe_load(plan)["jobs"]["night"]["strategy"]["matrix"]["include"]
    assert (row["deck"], row["image"]) == ("deck.md", "kindest/node:v1.33.0")


def test_nothing_runs_before_somebody_has_said_yes(slidegen: Slidegen, workshop: Path) -> None:
    done = slidegen("nightly", "nights.toml", cwd=workshop, env={"KUBECONFIG": "/dev/null"})
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert not (workshop / "nights.jsonl").exists()


def test_histories_of_two_machines_become_one(slidegen: Slidegen, workshop: Path, tmp_path: Path) -> None:
    """Each ran what it could; what is known is not taken twice, and what is torn not at all."""
    env = {"KUBECONFIG": "/dev/null"}
    assert slidegen("nightly", "nights.toml", "--yes", cwd=workshop, env=env).returncode == 0
    (own,) = rows(workshop)
    theirs = [
        {**own, "bed": "kind", "version": "1.33", "date": "2026-11-20T03:17:00Z"},
        {**own, "bed": "kind", "version": "1.33", "date": "2026-11-21T03:17:00Z", "outcome": "red"},
        own,
        {**own, "deck": "of-another-workshop.md"},
    ]
    other = tmp_path / "other.jsonl"
    other.write_text("".join(f"{json.dumps(row)}\n" for row in theirs) + '{"date": "2026', encoding="utf-8")
    merged = slidegen("nightly", "nights.toml", "--merge", "other.jsonl", cwd=workshop, env=env)
    assert merged.returncode == 1, merged.stderr  # the last night on kind was red
    assert "3 nights taken in" in merged.stderr
    assert "✗ deck.md on kind 1.33: red; broke" in merged.stdout
    assert "✓ deck.md on laptop: green" in merged.stdout
    assert "deck.md on kind 1.33" in (workshop / "nights.html").read_text(encoding="utf-8")
    again = slidegen("nightly", "nights.toml", "--merge", "other.jsonl", cwd=workshop, env=env)
    assert "0 nights taken in" in again.stderr
    assert len(rows(workshop)) == 4
    none = slidegen("nightly", "nights.toml", "--merge", "nosuch.jsonl", cwd=workshop, env=env)
    assert (none.returncode, "nosuch.jsonl" in none.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--drivr", "bash"), "No such option '--drivr'. Did you mean '--driver'?"),
        (("--driver bash",), "No such option"),
        (("--driver", "zsh"), "'zsh' is not one of"),
        (("--set",), "requires an argument"),
        (("--set", "A=$(x)"), "would be read by the shell"),
        (("--allow", "nosuch"), "no danger `nosuch`"),
        (("--shard", "9/3"), "is no shard"),
        (("--bed", "nosuch.toml"), "nosuch.toml does not exist"),
        (("--durations", "nosuch.jsonl"), "nosuch.jsonl does not exist"),
        (("other.md",), "`other.md`: decks stand under `decks`"),
        (("--list",), "`--list`: then nothing is run"),
        (("-h",), "then nothing is run"),
        (("--keep-going", "--stop"), "`--stop`: it wants somebody at a terminal"),
        (("--report", "x"), "`--report`: a night has its reports"),
        (("--context=x",), "stands under `context`"),
        (("--resume",), "runs a deck anew"),
        (("--set", "A=b\nc"), "an end of line"),
    ],
)
def test_what_run_would_not_take_is_told_when_the_file_is_read(
    tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    """Else a night would be `stopped`, or green with nothing run."""
    path = tmp_path / "nights.toml"
    said = f'decks = ["a.md"]\n[[bed]]\nname = "one"\n[[bed]]\nname = "b"\noptions = {json.dumps(words)}\n'
    path.write_text(said, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        read_night(path, objection)
    assert f"{path}:6:1 bed b: " in str(told.value)
    assert message in str(told.value)


def test_paths_in_options_are_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "bed.toml").write_text("[variables]\nA = 'b'\n", encoding="utf-8")
    words = ("--bed", "bed.toml", "--keep-going", "--section", "1", "--set", "A=b c", "--all-fences")
    assert objection(words, tmp_path) == ""
    assert Path.cwd() != tmp_path


def test_a_planned_run_gets_each_word_of_the_options_as_one(tmp_path: Path) -> None:
    bed = NightBed("k", ("1.33",), "kind-{version}", options=("--set", "A=b  * c", "--keep-going"))
    (job,) = yaml.safe_load(github([Cell("a.md", bed, "1.33")], ""))["jobs"].values()
    (run,) = [step["run"] for step in job["steps"] if "slidegen run" in step.get("run", "")]
    (row,) = job["strategy"]["matrix"]["include"]
    fake = tmp_path / "slidegen"
    fake.write_text("#!/bin/bash\nprintf '%s\\n' \"$@\"\n")
    fake.chmod(0o755)
    env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DECK": row["deck"], "OPTIONS": row["options"]}
    told = subprocess.run(["bash", "-e", "-c", run], env=env, capture_output=True, text=True, check=True)
    assert told.stdout.split("\n")[5:-1] == ["--context", "kind-v1-33", "--set", "A=b  * c", "--keep-going"]
    none = subprocess.run(
        ["bash", "-e", "-c", run], env={**env, "OPTIONS": ""}, capture_output=True, text=True, check=True
    )
    assert none.stdout.split("\n") == ["run", "a.md", "--yes", "--report", "report", ""]
