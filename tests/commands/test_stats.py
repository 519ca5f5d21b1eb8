"""`slidegen stats`: numbers by part and section, what decks share, and what no deck lists."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Slidegen = Callable[..., "subprocess.CompletedProcess[str]"]
Tree = Callable[[Mapping[str, str | bytes]], Path]

FILES = {
    ".git/HEAD": "",
    "one.yml": "title: One\ncontent:\n- parts/a.md\n- - parts/b.md\n",
    "two.yml": "title: Two\nsections: false\ncontent: [parts/a.md]\n",
    "parts/a.md": "# First\n\none two three\n\n--\n\nfour\n",
    "parts/b.md": "# Second\n\n.lab[\n\n```bash\nls\n```\n\n]\n\n---\n\nmore\n",
    "parts/orphan.md": "# Nobody\n",
    "README.md": "# No slide\n",
}


def test_decks_sections_shared_files_and_orphans(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("stats", "--format", "json", cwd=tree(FILES))
    data = json.loads(done.stdout)
    one, two = data["decks"]
    assert (one["deck"], two["deck"]) == ("one.yml", "two.yml")
    counted = [one["total"][name] for name in ("slides", "steps", "exercises", "snippets")]
    assert counted == [5, 1, 1, 1]  # a title slide before each section is a slide
    sections = [row for row in one["rows"] if row["kind"] == "section"]
    assert [row["title"] for row in sections] == ["First", "Second"]
    assert sections[1]["count"]["exercises"] == 1
    assert data["shared"] == {"parts/a.md": ["one.yml", "two.yml"]}
    assert data["orphans"] == ["parts/orphan.md"]
    assert data["version"] == 1


def test_as_text(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("stats", "--sections", cwd=tree(FILES))
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["slides", "steps", "exercises", "snippets", "words"]
    assert lines[1].split()[:5] == ["one.yml", "5", "1", "1", "1"]
    assert "Files in more than one deck:" in lines
    assert "  parts/orphan.md" in lines


def test_one_deck_alone_has_no_orphans(slidegen: Slidegen, tree: Tree) -> None:
    done = slidegen("stats", "two.yml", cwd=tree(FILES))
    assert "no deck" not in done.stdout


@pytest.mark.shared
def test_a_real_workshop(slidegen: Slidegen, corpus: Path) -> None:
    done = slidegen("stats", "--format", "json", cwd=corpus)
    decks = {deck["deck"]: deck for deck in json.loads(done.stdout)["decks"]}
    assert len(decks) == 12
    assert decks["kube-selfpaced.yml"]["total"]["slides"] > 2000
    assert decks["kube-selfpaced.yml"]["total"]["exercises"] > 300
