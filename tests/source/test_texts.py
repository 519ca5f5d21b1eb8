from pathlib import Path

import pytest

from slidegen.source import texts as module
from slidegen.source.file import SourceFile
from slidegen.source.texts import Texts
from slidegen.source.workspace import FileReading, Workspace, read_source


def text_of(texts: Texts, path: str) -> str | None:
    source = texts.source(path)
    return source.text if source else None


def test_a_file_is_read_again_once_somebody_says_that_it_has_changed(tmp_path: Path) -> None:
    texts = Texts.at(tmp_path)
    assert text_of(texts, "a.md") is None
    (tmp_path / "a.md").write_text("one")
    assert text_of(texts, "a.md") == "one"
    (tmp_path / "a.md").write_text("two")
    assert text_of(texts, "a.md") == "one"
    assert texts.known(["a.md", "b.md"]).keys() == {"a.md"}
    texts.forget(["a.md"])
    assert texts.known(["a.md"]) == {}
    assert text_of(texts, "a.md") == "two"


def test_the_disk_tells_which_files_are_others_now(tmp_path: Path) -> None:
    texts = Texts.at(tmp_path)
    for name in "abc":
        (tmp_path / name).write_text(name)
        texts.read(name)
    kept = texts.read("a")
    (tmp_path / "b").write_text("longer")
    (tmp_path / "c").unlink()
    texts.forget_changed()
    assert texts.known("abc").keys() == {"a"}
    assert texts.read("a") is kept


def test_texts_beyond_what_there_is_room_for_lie_aside_until_room_is_made(tmp_path: Path) -> None:
    words = {"a": "\U0001f600 wide", "b": "narrow", "c": "\U0001f600 last"}
    for name, word in words.items():
        (tmp_path / name).write_text(word, encoding="utf-8")
    texts = Texts.at(tmp_path)
    texts._shelf.room = 100
    assert [text_of(texts, name) for name in words] == list(words.values())
    assert [source.at_hand > 0 for source in texts.known("abc").values()] == [True, False, False]
    texts.forget(["a"])
    assert texts._shelf.room == 100
    assert [text_of(texts, name) for name in "cba"] == list(reversed(words.values()))
    assert texts.known("a")["a"].at_hand


def test_a_text_in_the_place_of_a_files_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("disk")
    texts = Texts.at(tmp_path)
    other = texts.with_texts({"a.md": SourceFile.from_text("a.md", "mind")})
    assert text_of(other, "a.md") == "mind"
    assert text_of(texts, "a.md") == "disk"
    other.forget(["a.md"])
    (tmp_path / "a.md").write_text("new")
    assert text_of(texts, "a.md") == "new"


def test_what_is_forgotten_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The save comes in another thread, between our reading and our keeping."""
    (tmp_path / "a.md").write_text("old")
    texts = Texts.at(tmp_path)

    def late(workspace: Workspace, path: str) -> FileReading:
        reading = read_source(workspace, path)
        (tmp_path / "a.md").write_text("new")
        texts.forget(["a.md"])
        return reading

    monkeypatch.setattr(module, "read_source", late)
    assert text_of(texts, "a.md") == "old"
    monkeypatch.undo()
    assert text_of(texts, "a.md") == "new"
