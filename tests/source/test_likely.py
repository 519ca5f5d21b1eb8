"""Which files may be manifests, at a glance."""

import os
from pathlib import Path

import pytest

from slidegen.source.likely import looks_like_manifest, may_be_manifest


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
        '{"a": 1,\n\n  content: ["a.md"]}',
    ],
)
def test_what_may_be_a_manifest(tmp_path: Path, text: str) -> None:
    assert may_be_manifest(text)
    (tmp_path / "a.yml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert looks_like_manifest(tmp_path / "a.yml")


@pytest.mark.parametrize(
    "text", ["", "contents: x", "a: content", "my-content: x", "# content", "contnet: [a]"]
)
def test_what_is_none(text: str) -> None:
    assert not may_be_manifest(text)


OBJECT = "apiVersion: v1\nkind: ConfigMap\n"


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        (OBJECT + "data:\n  content: |\n    x", False),
        (OBJECT + "data:\n  config: [a.md]", False),
        (OBJECT + "content: [a.md]", True),
        (OBJECT + "contnet: [a.md]", True),
        ("# a list\n---\n" + OBJECT + "items:\n- content: x", False),
        ("kind: deck\n  content: [a.md]", True),  # what is wrong with it is for the reader to say
        ("content:\n- |\n  apiVersion: v1\n  kind: Pod\n", True),
    ],
)
def test_an_object_of_kubernetes_is_none_for_what_stands_deep_inside(text: str, may_be: bool) -> None:
    assert may_be_manifest(text) == may_be


@pytest.mark.parametrize("mark", ["{{- $x := 1 -}}", "{{/* words */}}", "{% if x %}", "<%= x %>", "["])
def test_what_a_program_fills_in_first_is_none(mark: str) -> None:
    assert may_be_manifest("\n# x\ncontent:\n- a.md\n")
    assert not may_be_manifest(f"\n{mark}\ncontent:\n- a.md\n")


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    assert not looks_like_manifest(tmp_path / "pipe.yml")
    assert not looks_like_manifest(tmp_path / "gone.yml")
    assert not looks_like_manifest(tmp_path)
