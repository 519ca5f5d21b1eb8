"""`slidegen scripts --list` reads a deck as its page shows it, and tells what is not run."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Slidegen

SLIDE = "# A\n\n.lab[\n\n```bash\nkubectl run <web> --image=nginx\n```\n\n]\n"
REMARK = 'remark: {highlightSpans: {regexp: "<([a-z]+)>"}}\n'
FILES = {
    "own.md": f"---\ntitle: A\n{REMARK}---\n\n{SLIDE}",
    "listed.yml": f"content: [plain.md]\n{REMARK}",
    "including.yml": f"content: [around.md]\n{REMARK}",
    "around.md": "# Around\n\n---\n\n@@INCLUDE[plain.md]\n",
    "plain.md": SLIDE,
}


def rows(slidegen: Slidegen, folder: Path, name: str) -> list[dict[str, Any]]:
    done = slidegen("scripts", "--list", "--format", "jsonl", name, cwd=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("own.md", "plain"), ("listed.yml", "plain"), ("including.yml", "plain"), ("plain.md", "placeholder")],
)
def test_what_a_deck_highlights_is_no_placeholder(
    tmp_path: Path, name: str, kind: str, slidegen: Slidegen
) -> None:
    for path, text in FILES.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert [row["class"] for row in rows(slidegen, tmp_path, name)] == [kind]


def test_what_is_not_run_says_why(tmp_path: Path, slidegen: Slidegen) -> None:
    text = SLIDE.replace("bash", "").replace("<web>", "web")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (row,) = rows(slidegen, tmp_path, "a.md")
    assert (row["class"], row["file"], row["line"]) == ("unknown", "a.md", 5)
    assert "names no shell" in row["why"]


def test_code_that_names_no_shell_runs_on_demand(tmp_path: Path, slidegen: Slidegen) -> None:
    """Whole books have no word behind their marks."""
    text = "# A\n\n```\nmkdir -p made\n```\n\n```\nprinted\n```\n\n```yaml\nmkdir: no\n```\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    ran = slidegen("run", "--yes", "--on-host", "--all-fences", "a.md", cwd=tmp_path)
    assert "names no shell" in ran.stdout, ran.stdout
    ran = slidegen("run", "--yes", "--on-host", "--all-fences", "--bare-fences", "a.md", cwd=tmp_path)
    assert (ran.returncode, "1 pass" in ran.stdout) == (0, True), ran.stdout


def test_a_text_without_an_exercise_is_told(tmp_path: Path, slidegen: Slidegen) -> None:
    """What a README has to run stands in no exercise: the list was empty, without a word."""
    (tmp_path / "a.md").write_text("# A\n\n```bash\nls\n```\n\n```console\n$ pwd\n```\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# B\n", encoding="utf-8")
    told = slidegen("scripts", "--list", "a.md", "b.md", cwd=tmp_path)
    assert (told.stdout, told.stderr.splitlines()) == (
        "",
        ["a.md: no exercise; 2 snippets outside of exercises: see `--all-fences`", "b.md: no exercise"],
    )
    listed = slidegen("scripts", "--list", "--all-fences", "a.md", cwd=tmp_path)
    assert (len(listed.stdout.splitlines()), listed.stderr) == (2, "")
    ran = slidegen("run", "--yes", "a.md", cwd=tmp_path)
    assert "shell fences outside of exercises are run by `--all-fences`" in ran.stderr


def test_two_decks_of_one_page_share_no_folder(slidegen: Slidegen, tmp_path: Path) -> None:
    """Of scripts, of reports: the second is told and left out, and says so by its status."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "deck.md").write_text(f"# A\n\n.lab[\n```bash\necho {name}\n```\n]\n")
    decks = ("a/deck.md", "b/deck.md")
    for words in (("scripts", *decks), ("run", *decks, "--yes"), ("run", *decks, "--plan", "github")):
        done = slidegen(*words, cwd=tmp_path, env={"KUBECONFIG": "/dev/null"})
        assert done.returncode == 1, done.stderr
        assert "SG028" in done.stderr
    script = (tmp_path / "dist" / "deck-scripts" / "deck.sh").read_text()
    assert ("echo a" in script, "echo b" in script) == (True, False)
    assert "echo b" not in (tmp_path / ".slidegen" / "run" / "deck" / "results.jsonl").read_text()


def test_a_deck_that_takes_the_reports_of_another_says_so(slidegen: Slidegen, tmp_path: Path) -> None:
    """Two decks of one page, each in a call of its own: the second did so without a word."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "deck.md").write_text(f"# A\n\n.lab[\n```bash\necho {name}\n```\n]\n")

    def told(deck: str, *options: str) -> tuple[int, bool]:
        done = slidegen("run", deck, "--yes", *options, cwd=tmp_path, env={"KUBECONFIG": "/dev/null"})
        return done.returncode, "both have one page" in done.stderr

    assert told("a/deck.md") == (0, False)
    assert told("a/deck.md") == (0, False)
    for option in ("--resume", "--failed"):
        assert told("b/deck.md", option) == (2, True)
    assert told("b/deck.md") == (0, True)
    assert told("b/deck.md", "--list") == (0, False)
    (tmp_path / "b" / "deck.md").rename(tmp_path / "deck.md")
    assert told("deck.md") == (0, False)
