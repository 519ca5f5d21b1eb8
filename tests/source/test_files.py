"""Walking folders: all of a repository, and no home."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from slidegen.errors import UsageError
from slidegen.source import files
from slidegen.source.files import named_files, walk_files
from slidegen.source.patterns import Patterns
from slidegen.source.workspace import Workspace, read_source

Tree = Callable[[Mapping[str, str | bytes]], Path]


def walk(root: Path) -> list[str]:
    return list(walk_files(Workspace.at(root), root, Patterns.of(()), lambda name: name.endswith(".md")))


def test_a_folder_of_too_many_files_is_told_of_and_a_repository_is_read_whole(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MANY_FILES", 5)
    root = tree({f"{name}/{number}.md": "# A\n" for name in "abc" for number in range(4)})
    with pytest.raises(UsageError, match="more than 5 files, and is no git repository") as stopped:
        walk(root)
    assert "slidegen.toml" in stopped.value.hint
    (root / ".git").mkdir()
    assert len(walk(root)) == 12


def test_a_link_that_leads_out_of_the_repository_is_not_read(tree: Tree) -> None:
    home = tree({"secret.md": "# Secret\n", "w/.git/HEAD": "", "w/shared/a.md": "# A\n"})
    root = home / "w"
    (root / "out.md").symlink_to("../secret.md")
    (root / "in.md").symlink_to("shared/a.md")
    workspace = Workspace.at(root)
    refused = read_source(workspace, "out.md")
    assert refused.source is None
    assert [str(finding) for finding in refused.findings] == [
        "out.md:1:1 SG001 out.md leads out of the repository and is not read"
    ]
    assert read_source(workspace, "in.md").source
    assert read_source(workspace, "../secret.md").source  # named by who calls, and no link hides where it is


def named(root: Path, *paths: str) -> tuple[list[str], set[str]]:
    workspace = Workspace.at(root)
    asked = [root / path for path in paths]
    names, seconds = named_files(workspace, asked, Patterns.of(()), lambda name: name.endswith(".md"))
    return names, set(seconds)


def test_a_link_beside_the_file_that_it_leads_to_is_its_second_name(tree: Tree) -> None:
    root = tree({"docs/a.md": "# A\n"})
    (root / "b.md").symlink_to("docs/a.md")
    (root / "c.md").symlink_to("b.md")
    assert named(root, ".") == (["docs/a.md"], {"b.md", "c.md"})
    assert named(root, "b.md") == (["b.md"], set())
    assert named(root, "b.md", "docs") == (["docs/a.md"], {"b.md"})
