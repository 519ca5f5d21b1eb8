from pathlib import Path

from slidegen.assembly.loader import DeckSources, Loader
from slidegen.source.workspace import Workspace


def test_which_files_are_there_is_asked_again_once_something_changed(tmp_path: Path) -> None:
    loader = Loader(DeckSources(Workspace.at(tmp_path)))
    assert not loader.exists("one.png")
    (tmp_path / "one.png").touch()
    assert not loader.exists("one.png")  # a build asks once
    loader.forget(["another.md"])
    assert loader.exists("one.png")
