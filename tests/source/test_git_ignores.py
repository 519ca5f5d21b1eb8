"""What git ignores: as git itself says."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import need
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.source.git_ignores import GitIgnores
from slidegen.source.left_out import LeftOut
from slidegen.source.settings_reader import load_settings
from slidegen.source.workspace import Workspace

Tree = Callable[[Mapping[str, str | bytes]], Path]
NAMES = ["a.md", "drafts/b.md", "drafts/keep/c.md", "x/drafts/d.md", "x/e.yml", "x/y/f.md", "a b.md", "é.md"]


def ignored_by_git(root: Path) -> set[str]:
    done = subprocess.run(
        [need("git"), "check-ignore", "--no-index", "-z", "--stdin"],
        input="\0".join(NAMES),
        cwd=root,
        capture_output=True,
        text=True,
    )
    return set(filter(None, done.stdout.split("\0")))


def ignored_by_us(root: Path) -> set[str]:
    ignores = GitIgnores(Workspace.at(root))
    return {name for name in NAMES if ignores.match(name)}


@pytest.mark.parametrize(
    "files",
    [
        {".gitignore": "drafts/\n"},
        {".gitignore": "/drafts\n*.yml\n!x/e.yml\n"},
        {".gitignore": "drafts/*\n!drafts/keep/\n"},
        {".gitignore": "drafts/\n!drafts/b.md\n"},
        {".gitignore": "*.md\n", "x/.gitignore": "!*.md\n"},
        {"x/.gitignore": "/drafts\ny/\n"},
        {".gitignore": "# x\n\n[z-a]\n!\na\\ b.md\n**/y\n"},
        {".gitignore": "\ufeffa.md\né.md\n"},
        {".git/info/exclude": "x/y\n", ".gitignore": "!x/y\na.md\r\n"},
    ],
)
def test_as_git_says(tree: Tree, files: dict[str, str]) -> None:
    root = tree(dict.fromkeys(NAMES, ""))
    subprocess.run([need("git"), "init", "-q", "."], cwd=root, check=True)
    tree(files)
    assert ignored_by_us(root) == ignored_by_git(root)


@pytest.mark.parametrize("version", ["2", "4"])
@pytest.mark.parametrize("in_work_tree", [False, True])
def test_what_is_tracked_is_not_ignored(tree: Tree, version: str, in_work_tree: bool) -> None:
    """As git says without `--no-index`."""
    root = tree(dict.fromkeys(NAMES, ""))
    git = (need("git"), "-c", "user.name=a", "-c", "user.email=a@b.c")

    def ask(*arguments: str) -> None:
        subprocess.run([*git, *arguments], cwd=root, check=True, capture_output=True)

    tree({".gitignore": "drafts/\n*.yml\né.md\na b.md\n", "drafts/new.md": ""})
    ask("init", "-q", ".")
    ask("update-index", "--index-version", version)
    ask("add", "-f", "drafts/b.md", "x/e.yml", "é.md", ".gitignore")
    if in_work_tree:
        ask("commit", "-qm", "all")
        other = root.parent / f"{root.name}-{version}"
        ask("worktree", "add", "-q", str(other))
        root = other
    ignores = GitIgnores(Workspace.at(root))
    assert {name for name in NAMES if ignores.match(name)} == {"drafts/keep/c.md", "x/drafts/d.md", "a b.md"}
    folders = ["drafts/", "x/", "x/drafts/", "drafts/keep/"]
    assert [ignores.match(folder) for folder in folders] == [False, False, True, True]
    assert ignores.match("drafts/new.md")


def test_git_is_asked_where_its_index_names_what_is_ignored(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({".gitignore": "built/\n", "built/a.md": "", "b.md": ""})
    subprocess.run([need("git"), "init", "-q", "."], cwd=root, check=True)
    subprocess.run([need("git"), "add", "b.md"], cwd=root, check=True)
    monkeypatch.setattr("slidegen.source.git_ignores.ask_git", None)
    assert GitIgnores(Workspace.at(root)).match("built/")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(alphabet="ab.mdx/*!?[]\\ ", min_size=1, max_size=8), max_size=4))
def test_any_patterns(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    root = tmp_path_factory.mktemp("any")
    (root / ".gitignore").write_text("\n".join(lines), encoding="utf-8")
    ignored_by_us(root)


def test_a_project_below_the_root_of_its_repository(tree: Tree) -> None:
    root = tree(
        {".git/HEAD": "", ".gitignore": "/slides/drafts\n", "slides/drafts/a.yml": "", "slides/b.yml": ""}
    )
    ignores = GitIgnores(Workspace.at(root / "slides"))
    assert ignores.match("drafts/a.yml")
    assert not ignores.match("b.yml")
    assert not ignores.match("../other.yml")


def test_without_a_repository_the_project_s_own_are_heeded(tree: Tree) -> None:
    root = tree({".gitignore": "gi/\n", "gi/a.md": ""})
    assert GitIgnores(Workspace.at(root)).match("gi/a.md")


def test_files_that_cannot_be_meant(tree: Tree) -> None:
    root = tree({".gitignore/x": "", "x/.gitignore": b"\xff\xfe*", "y/.gitignore": ""})
    assert not GitIgnores(Workspace.at(root)).match("a.md")
    assert not GitIgnores(Workspace.at(root)).match("y/a.md")


def test_what_is_left_out(tree: Tree) -> None:
    root = tree({"slidegen.toml": 'exclude = ["drafts/**"]\nout = "public"\n', ".gitignore": "gi/\n"})
    left_out = LeftOut.of(load_settings(root, {}), more=("*.tmp.md",))
    assert all(map(left_out.match, ["drafts/", "drafts/a.md", "public/x.sh", "gi/", "gi/a.md", "a.tmp.md"]))
    assert not any(map(left_out.match, ["a.md", "drafts.md", "publication/x.md"]))
    assert left_out.match_named("drafts/a.md")
    assert not left_out.match_named("gi/a.md")
