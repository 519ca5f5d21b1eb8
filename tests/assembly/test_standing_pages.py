"""Of a page that stands as it was made pieces are taken; of one that anybody changed none are."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from slidegen.assembly.output import digest_of
from slidegen.assembly.standing_pages import StandingPages
from slidegen.cache import Cache

PIECES = (("", b"head"), ("a", b"first"), ("b", "\u2192 second".encode()), ("a", b"first"), ("", b"tail"))


@pytest.fixture
def pages(tmp_path: Path) -> StandingPages:
    return StandingPages(Cache(tmp_path / "cache"), tmp_path)


def taken(pages: StandingPages, name: str = "a.html") -> dict[str, bytes]:
    """The pieces of an earlier page that one of this build is offered, which is made of the same."""
    offered: dict[str, bytes] = {}

    def made(known: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
        offered.update(known)
        yield from PIECES

    page = pages.page(name, made)
    assert bytes(page.make()) == b"headfirst\xe2\x86\x92 secondfirsttail"
    assert page.digest == digest_of(page.make())
    return offered


def test_pieces_are_those_of_the_page_that_stands_there(pages: StandingPages, tmp_path: Path) -> None:
    assert taken(pages) == {}  # there is none yet
    assert taken(pages) == {}  # it was not written
    (tmp_path / "a.html").write_bytes(b"headfirst\xe2\x86\x92 secondfirsttail")
    assert taken(pages) == {"a": b"first", "b": "\u2192 second".encode()}
    assert taken(pages, "b.html") == {}


def test_a_page_that_anybody_changed_is_none(pages: StandingPages, tmp_path: Path) -> None:
    taken(pages)
    (tmp_path / "a.html").write_bytes(b"headworse\xe2\x86\x92 secondfirsttail")
    assert taken(pages) == {}


def test_without_a_folder_nothing_is_kept() -> None:
    assert taken(StandingPages()) == {}
