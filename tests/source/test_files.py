"""Walking folders: all of a repository, and no home."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from slidegen.errors import UsageError
from slidegen.source import files
from slidegen.source.files import walk_files
from slidegen.source.patterns import Patterns
from slidegen.source.workspace import Workspace

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
