"""The output folder: what is ours is written, kept and removed; what is not is never touched."""

import json
import pickle
from pathlib import Path

import pytest

from slidegen.assembly.output import Copy, Foreseen, OutputFile, OutputFolder, RefusedError, digest_of
from slidegen.assembly.record import INTENDED, RECORD, DeckMemory, Record, left_by, read_record, stamps
from slidegen.errors import MachineError


def files(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != RECORD)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def built(folder: Path, decks: dict[str, dict[str, str]]) -> OutputFolder:
    """A build in which each deck becomes these files."""
    out = OutputFolder(folder, read_record(folder))
    paths = {
        deck: out.write(OutputFile(path, text.encode()) for path, text in texts.items())
        for deck, texts in decks.items()
    }
    out.close(paths, {})
    return out


def test_what_the_next_build_does_not_make_goes_with_its_empty_folders(tmp_path: Path) -> None:
    built(tmp_path, {"one": {"one.html": "1", "img/deep/a.svg": "a"}, "two": {"two.html": "2"}})
    built(tmp_path, {"two": {"two.html": "2"}})
    assert files(tmp_path) == {"two.html": "2"}
    assert not (tmp_path / "img").exists()


def test_what_is_equal_is_not_written_again(tmp_path: Path) -> None:
    built(tmp_path, {"one": {"one.html": "1", "a.css": "a"}})
    before = (tmp_path / "a.css").stat().st_mtime_ns
    assert built(tmp_path, {"one": {"one.html": "new", "a.css": "a"}}).written == ["one.html", RECORD]
    assert (tmp_path / "a.css").stat().st_mtime_ns == before


def test_somebody_elses_file_is_neither_overwritten_nor_deleted(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("mine")
    out = OutputFolder(tmp_path, read_record(tmp_path))
    with pytest.raises(RefusedError, match="not made by slidegen"):
        out.write([OutputFile("a.css", b"a"), OutputFile("one.html", b"1")])
    out.close({}, {})
    assert files(tmp_path) == {"one.html": "mine"}


def test_a_file_of_ours_that_somebody_changed_is_not_deleted(tmp_path: Path) -> None:
    built(tmp_path, {"one": {"one.html": "1"}})
    (tmp_path / "one.html").write_text("changed by hand")
    built(tmp_path, {})
    assert files(tmp_path) == {"one.html": "changed by hand"}


def test_two_decks_may_share_a_file_and_not_a_name(tmp_path: Path) -> None:
    built(tmp_path, {"one": {"a.css": "a", "one.html": "1"}, "two": {"a.css": "a", "two.html": "2"}})
    out = OutputFolder(tmp_path, read_record(tmp_path))
    out.write([OutputFile("deck.html", b"1")])
    with pytest.raises(RefusedError, match="another deck"):
        out.write([OutputFile("deck.html", b"2")])


def test_a_copy_is_the_file_and_follows_it(tmp_path: Path) -> None:
    origin, folder = tmp_path / "a.png", tmp_path / "out"
    origin.write_text("one")
    OutputFolder(folder, Record()).write([], [Copy("img/a.png", origin)])
    origin.write_text("two")
    OutputFolder(folder, read_record(folder)).write([], [Copy("img/a.png", origin)])
    assert (folder / "img" / "a.png").read_text() == "two"


def test_a_file_that_is_as_it_was_left_is_not_read_and_any_other_is(tmp_path: Path) -> None:
    page, names = tmp_path / "a.html", ("a.html",)
    page.write_text("one")
    memory = DeckMemory({}, stamps(tmp_path, names), (), (digest_of(b"two"),))  # it tells whether it is read
    out = OutputFolder(tmp_path, Record(files={"a.html": ""}), left_by([memory, memory]))
    out.write([OutputFile("a.html", b"two")])
    assert (page.read_text(), out.as_left("a.html"), out.written) == ("one", digest_of(b"two"), [])
    page.write_text("three")
    assert out.as_left("a.html") is None
    again = OutputFolder(tmp_path, Record(files={"a.html": ""}), out.left)
    again.write([OutputFile("a.html", b"two")])
    assert page.read_text() == "two"


def test_of_what_decks_tell_differently_nothing_is_known() -> None:
    one, other = (DeckMemory({}, {"a": (1, 2), "b": None}, (), (digest, "")) for digest in ("x", "y"))
    assert left_by([one, one]) == {"a": ((1, 2), "x")}
    assert left_by([one, other]) == left_by([one, other, one]) == {}


def test_a_build_that_was_killed_knows_its_files_again(tmp_path: Path) -> None:
    OutputFolder(tmp_path, Record()).write([OutputFile("one.html", b"1")])  # and no `close`
    assert read_record(tmp_path).owns("one.html")
    built(tmp_path, {"one": {"one.html": "new"}})
    assert files(tmp_path) == {"one.html": "new"}


def test_what_is_about_to_be_written_is_said_once_and_forgotten_at_the_end(tmp_path: Path) -> None:
    out = OutputFolder(tmp_path, Record())
    for number in range(9):
        out.write([OutputFile("shared.css", b"a"), OutputFile(f"{number}.html", b"1")])
    said = [json.loads(line) for line in (tmp_path / INTENDED).read_text().splitlines()]
    assert [sorted(each) for each in said] == [
        ["0.html", "shared.css"],
        *([f"{number}.html"] for number in range(1, 9)),
    ]
    with (tmp_path / INTENDED).open("a") as file:
        file.write('{"half')  # and is killed
    again = OutputFolder(tmp_path, read_record(tmp_path))
    decks = {"one": again.write([OutputFile("1.html", b"new"), OutputFile("2.html", b"2")])}
    again.close(decks, {})
    assert files(tmp_path) == {"1.html": "new", "2.html": "2"}
    assert not (tmp_path / INTENDED).exists()


def test_a_strangers_list_of_what_was_intended_reaches_nothing_outside(tmp_path: Path) -> None:
    out, outside = tmp_path / "out", tmp_path / "treasure"
    out.mkdir()
    outside.write_text("{}\n")
    (out / INTENDED).symlink_to(outside)
    OutputFolder(out, read_record(out)).write([OutputFile("one.html", b"1")])
    assert outside.read_text() == "{}\n"
    (out / INTENDED).write_text('{"../treasure": "12", "/x": "1"}\n[1]\n{"a": "2"}\n')
    assert read_record(out).files == {}


def test_a_folder_that_is_a_file_is_the_machines_refusal(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(MachineError, match="out"):
        OutputFolder(tmp_path / "out", Record()).write([OutputFile("one.html", b"1")])


def test_what_a_copy_of_the_process_made_comes_with_its_digest() -> None:
    received = pickle.loads(pickle.dumps(Foreseen("known", lambda: b"made there")))
    assert (received.digest, received.make()) == ("known", b"made there")
