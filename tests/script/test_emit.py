"""Emitted scripts, run by bash alone."""

import os
import re
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
    assert names == ["01-shells.sh", "02-more.sh", "deck.sh", "lib.sh", "steps.jsonl"]
    with zipfile.ZipFile(scripts.with_suffix(".zip")) as archive:
        assert sorted(archive.namelist()) == [f"deck-scripts/{name}" for name in names]
        assert archive.read("deck-scripts/deck.sh") == (scripts / "deck.sh").read_bytes()
        assert archive.testzip() is None
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert [each.external_attr >> 16 & 0o111 for each in archive.infolist()].count(0) == 2


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
    ],
)
def test_steps_can_be_chosen(scripts: Path, options: list[str], ids: list[str]) -> None:
    listed = bash(scripts / "02-more.sh", "--list", *options).stdout.splitlines()
    assert [line.split()[1].rsplit("/", 1)[1] for line in listed] == ids


def test_values_and_permission_are_given(scripts: Path) -> None:
    done = bash(scripts / "02-more.sh", "--yes", "--only", "more/more/7", "--set", "NAME-HERE=Ada")
    assert "\nAda\n" in done.stdout, done.stdout


def test_what_a_fence_orders_is_heeded(tmp_path: Path, slidegen: Slidegen) -> None:
    """A fence that is not run is skipped, and one says how long to wait behind it."""
    fences = "```bash test=false\necho never\n```\n```bash wait=1\n(sleep 0.4; touch made) &\n```\n"
    (tmp_path / "deck.md").write_text(f"# A\n\n.lab[\n{fences}```bash\nls made\n```\n]\n")
    assert slidegen("scripts", "deck.md", "--out", "out", cwd=tmp_path).returncode == 0
    done = bash(tmp_path / "out" / "deck-scripts" / "deck.sh", "--yes")
    assert "2 passed, 0 failed, 1 skipped" in done.stdout, done.stdout
    assert "its fence says `test=false`" in done.stdout


def test_a_script_needs_no_slidegen(scripts: Path) -> None:
    assert "slidegen" not in "".join(
        line
        for line in (scripts / "deck.sh").read_text().splitlines()
        if not line.lstrip().startswith(("#", "step "))
    )


# ---- any bash, any place
#: `SLIDEGEN_BASHES` names further ones, such as the 3.2 of macOS: it runs the lines of a here-document as
#: commands when it is given the first line alone.
BASHES = ["bash", *os.environ.get("SLIDEGEN_BASHES", "").split()]

HARD = """\
# Here-documents

.lab[
```bash
cat > config.txt <<EOF
touch BODY_RAN
second $((1 + 1)) line
EOF
cat config.txt
```
```bash
cat <<'A' <<-"B" | sed s/x/y/
x $HOME
A
\tx `whoami`
\tB
```
```bash
for word in one "two three"; do
  cat <<-EOF
\t$word (
\tEOF
done

# a comment between, with an ' in it
case x in
  x) echo "it's \\
long";;
esac
```
```bash
say() {
  printf '%s\\n' "$@"
}
say 'a
b' | tr a-z A-Z &&
  echo joined
```
```bash
echo <h1>"`MY-NAME` and MY-NAME"
```
]
"""


def hard_scripts(folder: Path, slidegen: Slidegen) -> Path:
    folder.mkdir(parents=True)
    (folder / "deck.md").write_text(HARD.replace("\\t", "\t").replace("echo <h1>", "echo "))
    done = slidegen("scripts", "deck.md", "--out", "a b", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "a b" / "deck-scripts"


@pytest.mark.parametrize("bash", BASHES)
@pytest.mark.parametrize("name", ["deck.sh", "01-here-documents.sh"])
def test_whole_commands_are_run_by_any_bash(bash: str, name: str, tmp_path: Path, slidegen: Slidegen) -> None:
    """In a folder with blanks, under a locale that is not there."""
    scripts = hard_scripts(tmp_path / "my 'folder'", slidegen)
    place = tmp_path / "run here"
    place.mkdir()
    done = subprocess.run(
        [bash, scripts / name, "--yes", "--set", "MY-NAME=Ada & Bob".replace(" & ", " and ")],
        cwd=place, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=60,
        env={"PATH": os.environ["PATH"], "HOME": str(place), "LC_ALL": "xx_XX.UTF-8"},
    )  # fmt: skip
    assert "5 passed, 0 failed, 0 skipped" in done.stdout, done.stdout + done.stderr
    assert not (place / "BODY_RAN").exists()
    assert (place / "config.txt").read_text() == "touch BODY_RAN\nsecond 2 line\n"
    lines = done.stdout.split("\n")
    for line in (
        "y whoami",
        "two three (",
        "it's long",
    ):
        assert line in lines, done.stdout
    assert {"A", "B", "joined", "Ada and Bob and Ada and Bob"} <= set(lines)


@pytest.mark.parametrize("shell", ["dash", "busybox sh"])
def test_another_shell_is_told_that_bash_is_needed(shell: str, scripts: Path) -> None:
    words = shell.split()
    if shutil.which(words[0]) is None:
        words = [need("sh")]  # Debian's is dash
    done = subprocess.run(
        [*words, "01-shells.sh", "--yes"], cwd=scripts, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "needs bash: run it by `bash 01-shells.sh`" in done.stderr


def test_a_section_alone_says_what_it_lacks(scripts: Path) -> None:
    (scripts / "lib.sh").unlink()
    done = bash(scripts / "01-shells.sh", "--yes")
    assert done.returncode == 2
    assert "needs lib.sh" in done.stderr
    assert bash(scripts / "deck.sh", "--list").returncode == 0  # it has all that it needs


def test_functions_stand_once(scripts: Path) -> None:
    assert "sg_for_a_while()" in (scripts / "lib.sh").read_text()
    assert "sg_for_a_while()" not in (scripts / "01-shells.sh").read_text()


# ---- wrong calls
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--from", "nosuch"], "no step is called nosuch"),
        (["--only", "shells/nosuch", "--list"], "no step is called shells/nosuch"),
        (["--to", "more"], "no step is called more"),
        (["--set"], "--set takes a word behind it"),
        (["--set", "NAME"], "--set takes NAME=VALUE"),
        (["--set", "NAME=x; touch PWNED"], "would be read by the shell: --set-raw"),
        (["--set", "NAME=$(touch PWNED)"], "would be read by the shell"),
        (["--nosuch"], "usage:"),
    ],
)
def test_wrong_calls_run_nothing(scripts: Path, options: list[str], told: str) -> None:
    done = bash(scripts / "01-shells.sh", "--yes", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_value_may_be_shell_text_where_that_is_said(scripts: Path) -> None:
    done = bash(
        scripts / "02-more.sh", "--yes", "--only", "more/more/7", "--set-raw", "NAME-HERE=$((40 + 2))"
    )
    assert "\n42\n" in done.stdout, done.stdout


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
    # The collection has the slides without the manifests of Kubernetes that they include: that is said, and
    # the scripts of what is there are written.
    told = [
        line for line in done.stderr.splitlines() if not re.fullmatch(r"\S+: \d+ steps, \d+ scripts", line)
    ]
    assert [line for line in told if not re.search(r" SG030 The include \S+ does not exist ", line)] == []
    assert (done.returncode, bool(told)) == (1, True)
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


@pytest.mark.parametrize("name", ["lib", "Lib", "01-shells"])
def test_a_deck_may_be_called_as_another_of_its_scripts(
    slidegen: Slidegen, tmp_path: Path, name: str
) -> None:
    """Beside its script stand one a section and the library that those read."""
    (tmp_path / f"{name}.md").write_text("# Shells\n\n.lab[\n```bash\necho one\n```\n]\n", encoding="utf-8")
    done = slidegen("scripts", f"{name}.md", cwd=tmp_path)
    assert (done.returncode, "warn" in done.stderr.lower()) == (0, False)
    folder = tmp_path / "dist" / f"{name}-scripts"
    assert {path.name for path in folder.glob("*.sh")} == {f"{name}-all.sh", "01-shells.sh", "lib.sh"}
    for script in (f"{name}-all.sh", "01-shells.sh"):
        ran = subprocess.run([need("bash"), script, "--yes"], cwd=folder, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stderr
        assert "1 pass" in ran.stdout
    with zipfile.ZipFile(tmp_path / "dist" / f"{name}-scripts.zip") as archive:
        assert len(set(archive.namelist())) == len(archive.namelist()) == 4
