"""Beds by their files: hooks around a run and its sections, files in HOME, variables, needs, lacks."""

import os
from pathlib import Path

import pytest
from conftest import Slidegen
from script.conftest import RunDeck

from slidegen.errors import UsageError
from slidegen.script.bed import NAMED, read_bed

DECK = """\
# One

.lab[
```bash
echo $REGION; cat ~/notes/a.txt
```
]

---
# Two

.lab[
```bash
nvidia-smi-like-thing
```
]
"""
NO_CLUSTER = {"KUBECONFIG": "/dev/null"}
BED = """\
[variables]
REGION = "here in {folder}"
[files]
"~/notes/a.txt" = "a.txt"
[before]
run = "echo begin >>$LOG"
section = "echo before $SLIDEGEN_SECTION >>$LOG"
[after]
run = "echo end >>$LOG"
section = "echo after $SLIDEGEN_SECTION >>$LOG"
[[lack]]
why = "no GPU"
command = "nvidia"
"""


def test_a_bed_is_made_and_left_as_its_file_says(run_deck: RunDeck, tmp_path: Path) -> None:
    (tmp_path / "bed.toml").write_text(BED)
    (tmp_path / "a.txt").write_text("from the bed")
    log = tmp_path / "log"
    ran = run_deck(DECK, "--bed", "bed.toml", "--keep-going", env={"LOG": str(log)})
    assert ran.verdicts == ["pass", "skipped"], ran.stdout
    assert ran.run.results[0].output == f"here in {ran.reports}\nfrom the bed"
    assert ran.run.results[1].why == "no GPU"
    assert log.read_text().split("\n")[:-1] == [
        "begin", "before one", "after one", "before two", "after two", "end",
    ]  # fmt: skip
    assert "before each section: echo before $SLIDEGEN_SECTION >>$LOG" in ran.run.info.bed
    assert "before the run: echo begin" in ran.stderr


def test_a_hook_that_fails_ends_the_run_and_the_bed_is_left(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(DECK)
    (tmp_path / "bed.toml").write_text(
        '[before]\nrun = "echo no cluster today >&2; exit 3"\n[after]\nrun = "touch left"\n'
    )
    done = slidegen(
        "run", "deck.md", "--yes", "--bed", "bed.toml", cwd=tmp_path, env={"KUBECONFIG": "/dev/null"}
    )
    assert "ended with status 3: no cluster today" in done.stderr
    assert done.returncode
    assert (tmp_path / "left").exists()


def test_a_bed_must_have_what_it_needs(slidegen: Slidegen, tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(DECK)
    (tmp_path / "bed.toml").write_text('needs = ["cluster"]\n')
    done = slidegen(
        "run", "deck.md", "--yes", "--bed", "bed.toml", cwd=tmp_path, env={"KUBECONFIG": "/dev/null"}
    )
    assert "the probe found no cluster" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[lack]]\nwhat = 'no GPU'\n", "bed.toml:2:1 a lack has no `what`"),
        ("[[lack]]\nwhy = 'x'\noutput = '('\n", "bed.toml:3:1 `output` is no pattern: missing )"),
        ("befor = 1\n", "bed.toml:1:1 a bed has no `befor`"),
        ("[before]\nstep = 'x'\n", "bed.toml:2:1 a hook has no `step`"),
        ("needs = ['gpu']\n", "gpu"),
        ("[files]\n'/etc/passwd' = 'a'\n", "not in HOME"),
        ("[files]\n'~/../a' = 'a'\n", "not in HOME"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(text: str, told: str, tmp_path: Path) -> None:
    bed = tmp_path / "bed.toml"
    bed.write_text(text)
    with pytest.raises(UsageError, match=r"bed\.toml") as error:
        read_bed(str(bed))
    assert told in str(error.value)


def test_beds_of_ours_are_whole() -> None:
    assert [read_bed(name).name for name in NAMED] == list(NAMED)
    assert read_bed("kind").after["run"].startswith("kind delete cluster")
    with pytest.raises(UsageError, match="nosuch"):
        read_bed("nosuch")


def test_plugins_are_asked_for_in_the_home_of_the_run(run_deck: RunDeck, tmp_path: Path) -> None:
    """By a program that looks for them as docker does; the caller has one there, and the run has not."""
    plugin = ".docker/cli-plugins/docker-compose"
    program = tmp_path / "bin" / "docker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\n[ "$1" = compose ] && exec "$HOME/{plugin}"\n')
    program.chmod(0o755)
    theirs = tmp_path / "caller" / plugin
    theirs.parent.mkdir(parents=True)
    theirs.write_text("#!/bin/sh\necho here\n")
    theirs.chmod(0o755)
    env = {"PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path / "caller")}
    deck = "# A\n\n.lab[\n```bash\ndocker compose version\n```\n]\n"
    assert "compose: no" in run_deck(deck, env=env).run.info.bed
    (tmp_path / "bed.toml").write_text(f'[files]\n"{plugin}" = "caller/{plugin}"\n')
    ran = run_deck(deck, "--bed", "bed.toml", env=env)
    assert "compose: yes" in ran.run.info.bed
    assert ran.verdicts == ["pass"]
