"""Which files may be manifests, at a glance."""

import os
from pathlib import Path

import pytest

from slidegen.source.likely import LIKE_A_MANIFEST, looks_like_manifest


@pytest.mark.parametrize(
    "text",
    [
        "content: [a.md]",
        "title: x\nchapters:\n- a.md",
        '{"title": "x", "content": ["a.md"]}',
        '{\n  "content": ["a.md"]\n}',
        "  content:\n  - a.md",
        "{content: [a.md]}",
        "'content' : [a.md]",
        "a: 1\r\ncontent: [a.md]",
    ],
)
def test_what_may_be_a_manifest(tmp_path: Path, text: str) -> None:
    assert LIKE_A_MANIFEST.search(text)
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert looks_like_manifest(tmp_path / "a.yml")


@pytest.mark.parametrize(
    "text", ["", "contents: x", "a: content", "my-content: x", "# content", "contnet: [a]"]
)
def test_what_is_none(text: str) -> None:
    assert not LIKE_A_MANIFEST.search(text)


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    assert not looks_like_manifest(tmp_path / "pipe.yml")
    assert not looks_like_manifest(tmp_path / "gone.yml")
    assert not looks_like_manifest(tmp_path)
