"""The cache: what is lost, torn or unwritable reads as absent, and nobody raises."""

import multiprocessing
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slidegen.cache import Cache, cache_folder, copy_atomically, write_atomically


def entry(cache: Cache) -> Path:
    """The one file that holds an entry."""
    (found,) = [path for path in cache.folder.iterdir() if path.is_file()]
    return found


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def test_what_is_put_can_be_got(cache: Cache) -> None:
    assert cache.get("a") is None
    cache.put("a", b"one")
    cache.put("b", b"")
    cache.put("a", b"two")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"two", b"", None)


@settings(max_examples=60, deadline=None)
@given(body=st.binary(min_size=1, max_size=200), data=st.data())
def test_a_torn_entry_is_absent(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, data: st.DataObject
) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put("key", body)
    whole = entry(cache).read_bytes()
    entry(cache).write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert cache.get("key") is None


@settings(max_examples=60, deadline=None)
@given(body=st.binary(min_size=1, max_size=200), data=st.data())
def test_a_changed_entry_is_absent(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, data: st.DataObject
) -> None:
    cache = Cache(tmp_path_factory.mktemp("cache"))
    cache.put("key", body)
    whole = bytearray(entry(cache).read_bytes())
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    entry(cache).write_bytes(whole)
    assert cache.get("key") is None


def test_something_is_made_once(cache: Cache) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"slow"

    assert [cache.remember("key", make) for _ in range(3)] == [b"slow"] * 3
    assert made == [1]


def test_where_nothing_can_be_written_the_cache_is_empty(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("key", b"x")
    assert cache.get("key") is None


def test_git_is_told_to_leave_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLIDEGEN_CACHE_DIR", raising=False)
    Cache(cache_folder(tmp_path)).put("key", b"x")
    assert "*" in (tmp_path / ".slidegen" / ".gitignore").read_text().splitlines()


def write_often(folder: Path, letter: str) -> None:
    cache = Cache(folder)
    for _ in range(200):
        cache.put("key", letter.encode() * 100_000)


def test_processes_that_write_at_once_leave_one_of_their_entries(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_often, args=(tmp_path, letter)) for letter in "ab"]
    for writer in writers:
        writer.start()
    cache = Cache(tmp_path)
    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen.add(cache.get("key"))
    for writer in writers:
        writer.join()
    assert seen <= {None, b"a" * 100_000, b"b" * 100_000}
    assert cache.get("key") in {b"a" * 100_000, b"b" * 100_000}
    assert len(list(tmp_path.iterdir())) == 1  # no temporary file is left


# ---- files that take another's place
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_atomically(path, b"old", 0o755)
    assert path.stat().st_mode & 0o777 == 0o755
    with pytest.raises(TypeError):
        write_atomically(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [left.name for left in tmp_path.iterdir()] == ["page.html"]


def test_a_copy_has_the_bytes_of_its_origin(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(os.urandom(3 << 20))
    copy_atomically(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == (tmp_path / "a").read_bytes()
