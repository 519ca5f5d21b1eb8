"""What is there and holds nothing: told apart from small files that do."""

from pathlib import Path

import pytest

from slidegen.source.hollow import FETCH, LONGEST_POINTER, POINTER, why_hollow

CASES: dict[str, tuple[bytes, str]] = {
    "a pointer": (POINTER + b"v1\noid sha256:00\nsize 1\n", FETCH),
    "nothing": (b"", "put the file there again"),
    "a small picture": (b"<svg/>", ""),
    "a text about pointers": (b"<svg>" + POINTER + b"v1</svg>", ""),
    "what is longer than any pointer": (POINTER.ljust(LONGEST_POINTER, b"x"), ""),
}


@pytest.mark.parametrize(("raw", "advice"), CASES.values(), ids=CASES)
def test_a_file_that_holds_nothing_is_told(tmp_path: Path, raw: bytes, advice: str) -> None:
    (tmp_path / "a").write_bytes(raw)
    found = why_hollow(str(tmp_path / "a"))
    assert (found[1] if found else "") == advice


def test_what_cannot_be_opened_is_left_to_others(tmp_path: Path) -> None:
    assert why_hollow(str(tmp_path / "gone")) is None
    assert why_hollow(str(tmp_path)) is None
