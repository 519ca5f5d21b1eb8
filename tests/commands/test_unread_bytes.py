"""Files that are not text, not UTF-8 or not ours to read: each verb says so."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import Slidegen

Tree = Callable[[Mapping[str, str | bytes]], Path]

VERBS = (
    "lint",
    "stats",
    "inspect",
    "inspect --typed",
    "scripts --list",
    "run --yes",
    "build",
    "links --offline",
)
BYTES = {
    "latin.md": (b"# Caf\xe9\n", "SG002 The file is not UTF-8"),
    "utf16.md": ("# A\n".encode("utf-16"), "SG002 The file is UTF-16, not UTF-8"),
    "zero.md": (b"# A\n\nb\0c\n", "SG003 The file holds a NUL character"),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_text_are_told_once(slidegen: Slidegen, tree: Tree, verb: str, name: str) -> None:
    data, told = BYTES[name]
    root = tree({name: data, ".git/HEAD": ""})
    done = slidegen(*verb.split(), name, cwd=root)
    assert (done.stdout + done.stderr).replace(" error: ", " ").count(told) == 1


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_reads_what_a_link_of_the_repository_leads_out_to(
    slidegen: Slidegen, tree: Tree, verb: str
) -> None:
    secret = "# Secret\n\n.lab[\n```bash\necho secret\n```\n]\n"
    home = tree({"secret.md": secret, "w/.git/HEAD": ""})
    (home / "w" / "out.md").symlink_to("../secret.md")
    done = slidegen(*verb.split(), "out.md", cwd=home / "w")
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "out of the repository" in said or "outside of the repository" in said
    assert "echo secret" not in said
    assert "Secret" not in said


@pytest.mark.parametrize("verb", ["lint", "links --offline"])
def test_a_link_to_what_is_not_there_is_told_where_a_folder_is_read(
    slidegen: Slidegen, tree: Tree, verb: str
) -> None:
    root = tree({"a.md": "# A\n", ".git/HEAD": ""})
    (root / "gone.md").symlink_to("nowhere.md")
    done = slidegen(*verb.split(), ".", cwd=root)
    said = done.stdout + done.stderr
    assert "gone.md is a link to nowhere.md, which does not exist" in said
    assert "Lead it elsewhere, or remove it" in said


def test_a_listed_link_to_what_is_not_there_is_no_slip_of_the_pen(slidegen: Slidegen, tree: Tree) -> None:
    root = tree({"a.md": "# A\n", "deck.yml": "content: [a.md, gone.md]\n", ".git/HEAD": ""})
    (root / "gone.md").symlink_to("nowhere.md")
    done = slidegen("stats", "deck.yml", cwd=root)
    assert "SG023 The fragment gone.md is a link to nowhere.md, which does not exist" in done.stderr
    assert "Did you mean" not in done.stderr
