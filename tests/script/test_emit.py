"""Emitted scripts, run by bash alone."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import Slidegen, need

DECK = """\
# Shells

.lab[
```bash
echo "one"
cd /
```
```bash
pwd; false
echo never
```
```bash
echo after
```
]

---

# More

.lab[
```bash
pwd
cat <<'END'
END2
END
```
```bash fail
cat nosuchfile
```
```bash
seq 3; tail -f /dev/null
```
<!-- ```wait 3``` -->
<!-- ```key ^C``` -->
```bash
vim x
```
```bash
echo `NAME-HERE`
```
```bash
sudo -n true
```
```yaml file=sub/web.yaml
a: b
```
<!-- ```capture FILE-NAME ls sub``` -->
```bash
echo "found `FILE-NAME`"
```
]
"""


@pytest.fixture
def scripts(tmp_path: Path, slidegen: Slidegen) -> Path:
    (tmp_path / "deck.md").write_text(DECK)
    done = slidegen("scripts", "deck.md", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "out" / "deck-scripts"


def bash(script: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    words = ["bash", script.name, *options]
    return subprocess.run(
        words,
        cwd=script.parent,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )


def test_one_script_a_deck_one_a_section_and_a_zip(scripts: Path) -> None:
    names = sorted(path.name for path in scripts.iterdir())
    assert names == ["01-shells.sh", "02-more.sh", "deck.sh", "steps.jsonl"]
    with zipfile.ZipFile(scripts.with_suffix(".zip")) as archive:
        assert sorted(archive.namelist()) == [f"deck-scripts/{name}" for name in names]
        assert archive.read("deck-scripts/deck.sh") == (scripts / "deck.sh").read_bytes()
        # what deflating makes of it depends on the machine's zlib
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}


def test_equal_decks_give_equal_bytes(tmp_path: Path, scripts: Path, slidegen: Slidegen) -> None:
    slidegen("scripts", "deck.md", "--out", "again", cwd=tmp_path)
    assert (tmp_path / "again" / "deck-scripts.zip").read_bytes() == scripts.with_suffix(".zip").read_bytes()


def test_nothing_runs_before_somebody_says_yes(scripts: Path) -> None:
    done = bash(scripts / "deck.sh")
    assert done.returncode == 2
    assert "--yes" in done.stderr
    assert "one" not in done.stdout.splitlines()


def test_a_run_stops_a_section_at_its_first_failure(scripts: Path) -> None:
    done = bash(scripts / "deck.sh", "--yes")
    assert done.returncode == 1
    assert done.stdout.rstrip().endswith("7 passed, 1 failed, 4 skipped\nfailed: shells/shells/2 (deck.md:8)")
    lines = done.stdout.split("\n")
    assert not {"never", "after"} & set(lines)
    assert "found web.yaml" in lines  # the capture filled it
    assert "END2" in lines
    assert f"{scripts}" in lines  # the second section starts where the first did
    assert (scripts / "sub" / "web.yaml").read_text() == "a: b\n"


def test_keep_going(scripts: Path) -> None:
    assert "\nafter\n" in bash(scripts / "01-shells.sh", "--yes", "--keep-going").stdout


def test_list_and_dry_run_run_nothing(scripts: Path) -> None:
    listed = bash(scripts / "02-more.sh", "--list").stdout.splitlines()
    assert [line.split()[0] for line in listed] == [
        "plain", "xfail", "scripted", "interactive", "placeholder", "dangerous", "save", "capture", "plain",
    ]  # fmt: skip
    assert listed[0].split()[1:] == ["more/more/1", "deck.md:22"]
    dry = bash(scripts / "02-more.sh", "--dry-run")
    assert "cat nosuchfile" in dry.stdout
    assert not (scripts / "sub").exists()


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--only", "more/more/2"], ["2"]),
        (["--from", "more/more/8", "--to", "more/more/9"], ["8", "9"]),
        (["--only", "shells"], []),
    ],
)
def test_steps_can_be_chosen(scripts: Path, options: list[str], ids: list[str]) -> None:
    listed = bash(scripts / "02-more.sh", "--list", *options).stdout.splitlines()
    assert [line.split()[1].rsplit("/", 1)[1] for line in listed] == ids


def test_values_and_permission_are_given(scripts: Path) -> None:
    done = bash(scripts / "02-more.sh", "--yes", "--only", "more/more/7", "--set", "NAME-HERE=Ada")
    assert "\nAda\n" in done.stdout, done.stdout


def test_a_script_needs_no_slidegen(scripts: Path) -> None:
    assert "slidegen" not in "".join(
        line
        for line in (scripts / "deck.sh").read_text().splitlines()
        if not line.lstrip().startswith(("#", "step "))
    )


@pytest.mark.shared
@pytest.mark.slow
def test_scripts_of_twelve_real_decks_are_bash_and_pass_shellcheck(
    corpus: Path, slidegen: Slidegen, tmp_path: Path
) -> None:
    """Here-documents are data to both, so what they find would be ours."""
    need("shellcheck")
    project = tmp_path / "slides"
    shutil.copytree(corpus, project)
    decks = sorted(path.name for path in project.glob("*.yml"))
    done = slidegen("scripts", *decks, "--out", str(tmp_path / "out"), cwd=project)
    assert done.returncode == 0, done.stderr
    found = sorted((tmp_path / "out").glob("*-scripts/*.sh"))
    assert len(found) > 250
    for script in found:
        checked = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)
        assert (checked.returncode, checked.stderr) == (0, ""), script
    whole = [script for script in found if script.name == f"{script.parent.name.removesuffix('-scripts')}.sh"]
    assert len(whole) == 12  # each holds all of its sections' steps, and the one preamble
    checked = subprocess.run(
        ["shellcheck", "-S", "warning", "-f", "gcc", *whole], capture_output=True, text=True, check=False
    )
    assert checked.stdout == ""
