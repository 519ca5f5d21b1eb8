from pathlib import Path

import pytest

from slidegen.assembly.loader import DeckSources, Loader
from slidegen.source.workspace import Workspace


def test_which_files_are_there_is_asked_again_once_something_changed(tmp_path: Path) -> None:
    loader = Loader(DeckSources(Workspace.at(tmp_path)))
    assert not loader.exists("one.png")
    (tmp_path / "one.png").touch()
    assert not loader.exists("one.png")  # a build asks once
    loader.texts.forget(["another.md"])
    loader.forget(["another.md"])
    assert loader.exists("one.png")


@pytest.mark.parametrize(
    ("yaml", "ratio"), [("", None), ("remark: {}\n", "4:3"), ("remark: {ratio: '16:9'}\n", "16:9")]
)
def test_with_the_key_of_remark_the_canvas_is_its_own(tmp_path: Path, yaml: str, ratio: str | None) -> None:
    (tmp_path / "a.md").write_text("# A\n")
    (tmp_path / "deck.yml").write_text(f"{yaml}content: [a.md]\n")
    loader = Loader(DeckSources(Workspace.at(tmp_path)))
    manifest = loader.manifest("deck.yml").manifest
    assert manifest is not None
    assert loader.deck(manifest, {}).manifest.remark.ratio == ratio
