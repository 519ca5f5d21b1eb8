"""`slidegen scripts --list` reads a deck as its page shows it, and tells what is not run."""

import json
from pathlib import Path

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


def rows(slidegen: Slidegen, folder: Path, name: str) -> list[dict[str, str]]:
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
