"""The record beside the pages, and the memory of what is fresh: both come back whole, or not at all."""

from pathlib import Path

import pytest
from deck.workbench import source

from slidegen.assembly.record import (
    RECORD,
    DeckMemory,
    Record,
    is_fresh,
    pack_memory,
    read_record,
    record_bytes,
    stamps,
    unpack_memory,
)
from slidegen.text.rules import UNCLOSED_FENCE

RECORD_OF_ONE = Record(
    {"one.yml": ("b.html", "a.css")}, {"b.html": "12", "a.css": "34"}, {"one.yml": {"title": "One"}}
)


def test_a_record_comes_back_in_any_order_of_writing(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_bytes(record_bytes(RECORD_OF_ONE))
    found = read_record(tmp_path)
    assert found.decks == {"one.yml": ("a.css", "b.html")}
    assert (found.files, found.entries) == (RECORD_OF_ONE.files, RECORD_OF_ONE.entries)
    assert record_bytes(found) == record_bytes(RECORD_OF_ONE)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"version": 1}', '{"version": 99, "decks": {}, "files": {}}', "\ufffd"]
)
def test_what_is_no_record_owns_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / RECORD).write_text(text)
    assert read_record(tmp_path) == Record()


def test_a_deck_is_fresh_until_a_file_of_its_changes_comes_or_goes(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    out.mkdir()
    (tmp_path / "a.md").write_text("a")
    (out / "a.html").write_text("a")
    memory = DeckMemory(stamps(tmp_path, ["a.md", "absent.md"]), stamps(out, ["a.html"]), ())
    assert is_fresh(memory, tmp_path, out)
    (tmp_path / "absent.md").write_text("here now")
    assert not is_fresh(memory, tmp_path, out)
    (tmp_path / "absent.md").unlink()
    assert is_fresh(memory, tmp_path, out)
    (out / "a.html").write_text("somebody else's words")
    assert not is_fresh(memory, tmp_path, out)
    (out / "a.html").unlink()
    assert not is_fresh(memory, tmp_path, out)


def test_memories_come_back_under_their_key_only() -> None:
    finding = source("```\n").finding(UNCLOSED_FENCE, 0, 3, "not closed", help="close it")
    memory = DeckMemory({"a.md": (1, 2), "b.md": None}, {"a.html": (3, 4)}, (finding,), ("5",))
    packed = pack_memory("key", {"one.yml": memory})
    (found,) = unpack_memory(packed, "key").values()
    assert found == memory
    assert unpack_memory(packed, "another") == {}
    assert unpack_memory(b'{"of": "an earlier version"}', "key") == {}
    assert unpack_memory(None, "key") == {}
