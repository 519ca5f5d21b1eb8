"""What is set aside is what was put, from memory and from a file, also where no file takes it."""

import os
import pickle
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.set_aside import PIECE, Aside, Kept, Laid, first_line, part_of, pieces_of

PUTS = st.lists(st.lists(st.binary(max_size=8)), max_size=6)


@given(PUTS, st.integers(0, 40))
def test_what_is_put_is_there_however_little_room_there_is(puts: list[list[bytes]], room: int) -> None:
    aside = Aside(room)
    kept = [aside.put(pieces) for pieces in puts]
    whole = [b"".join(pieces) for pieces in puts]
    assert [bytes(each) for each in kept] == whole
    assert [len(each) for each in kept] == list(map(len, whole))
    assert [b"".join(pieces_of(each)) for each in kept] == whole
    assert [pickle.loads(pickle.dumps(each)) for each in kept] == whole


@given(st.binary(), st.integers(0, 9), st.integers(0, 9))
def test_a_part_and_the_first_line_are_those_of_the_bytes(data: bytes, start: int, more: int) -> None:
    for kept in (data, Aside(-1).put((data,))):
        assert part_of(kept, start, start + more) == data[start : start + more]
        line, rest = first_line(kept)
        assert (line, bytes(rest)) == (data.partition(b"\n")[0], data.partition(b"\n")[2])


def test_what_is_beyond_the_room_is_in_a_file_and_read_some_at_a_time() -> None:
    small, large = b"a" * 10, b"b" * (2 * PIECE + 1)
    aside = Aside(PIECE)
    assert aside.put((small,)) == small
    kept = aside.put((large,))
    assert isinstance(kept, Laid)
    assert [len(piece) for piece in pieces_of(kept)] == [PIECE, PIECE, 1]


def test_where_no_file_can_be_made_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/there/is/no/such/folder")
    assert Aside(0).put((b"one ", b"two")) == b"one two"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no disk that is always full")  # noqa: PTH110
def test_where_the_disk_takes_no_more_it_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full:
        full.setattr(tempfile, "TemporaryFile", lambda: open("/dev/full", "w+b"))  # noqa: PTH123, SIM115
        kept = Aside(0).put((b"one ", b"two"))
    assert kept == b"one two"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="copies of a process are made by fork")
def test_a_copy_of_the_process_reads_what_was_there_and_writes_where_nobody_reads() -> None:
    aside = Aside(0)
    before: Kept = aside.put((b"before",))
    answer, said = os.pipe()
    child = os.fork()
    if not child:
        os.write(said, bytes(before) + bytes(aside.put((b" in the copy",))))
        os._exit(0)
    os.waitpid(child, 0)
    after = aside.put((b" here",))
    os.close(said)
    with open(answer, "rb") as file:  # noqa: PTH123 - a pipe
        assert file.read() == b"before in the copy"
    assert bytes(before) + bytes(after) == b"before here"
