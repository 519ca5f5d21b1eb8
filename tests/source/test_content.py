"""Files: which decks there are, what they list, what lies out of bounds, and what files include."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slidegen.source.composed import ComposedText
from slidegen.source.content import check_fragments, find_manifests, find_markdown
from slidegen.source.file import SourceFile
from slidegen.source.include import Composition, compose
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.texts import Texts
from slidegen.source.workspace import Workspace, read_source

Tree = Callable[[Mapping[str, str | bytes]], Path]
DECK = "content:\n- a.md\n"


def names(root: Path, paths: tuple[Path, ...]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def test_a_fragment_in_a_folder_that_may_not_be_entered_is_told_as_that(tree: Tree) -> None:
    """And nothing is raised: the rest of the project is built."""
    if os.geteuid() != 0:
        pytest.skip("only root becomes somebody else")
    root = tree({"d.yml": "content:\n- theirs/a.md\n", "theirs/a.md": "# A\n"})
    (root / "theirs").chmod(0o700)
    asks = (
        "import os, sys; from pathlib import Path; from slidegen.source.content import check_fragments\n"
        "from slidegen.source.manifest_reader import read_manifest\n"
        "from slidegen.source.file import SourceFile; from slidegen.source.workspace import Workspace\n"
        "text = 'content:\\n- theirs/a.md\\n'\n"
        "manifest = read_manifest(SourceFile.from_text('d.yml', text)).manifest\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "print(*(each.message for each in check_fragments(Workspace.at(Path(sys.argv[1])), manifest)))\n"
    )
    for folder in (root, *root.parents):
        if str(folder).startswith("/tmp/"):  # pytest's are for their owner alone
            folder.chmod(folder.stat().st_mode | 0o011)
    done = subprocess.run(
        [sys.executable, "-c", asks, str(root)], capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "The fragment theirs/a.md cannot be looked at: Permission denied", (
        done.stderr
    )


# ---- finding
def test_manifests_are_the_yaml_files_that_list_content(tree: Tree) -> None:
    root = tree(
        {
            "z.yml": DECK,
            "a.json": '{"content": ["a.md"]}',
            "old.yaml": "title: x\nchapters:\n- a.md\n",
            "pod.yaml": "kind: Pod\nspec:\n  content: x\n",
            "sub/deck.yml": DECK,
            ".hidden/deck.yml": DECK,
            "node_modules/deck.yml": DECK,
            "tool/vendor/github.com/a/b/deck.yml": DECK,
            "dist/deck.yml": DECK,
        }
    )
    found = names(root, find_manifests(root))
    assert found == ["a.json", "old.yaml", "pod.yaml", "z.yml", "sub/deck.yml"]
    reading = read_manifest(SourceFile.read(root, "pod.yaml"), {})  # the parser has the last word
    assert (reading.manifest, reading.findings) == (None, ())


def test_a_file_that_is_named_is_taken_as_it_is(tree: Tree) -> None:
    root = tree({"talk.md": "# Hi\n", "a/deck.yml": DECK, "b/deck.yml": DECK})
    found = find_manifests(root, [root / "talk.md", root / "b", root / "missing.yml"])
    assert names(root, found) == ["talk.md", "b/deck.yml", "missing.yml"]


def test_markdown_files_in_one_order(tree: Tree) -> None:
    root = tree({"b.md": "", "a.md": "", "c/d.md": "", "c/.e.md": "", "skip/f.md": ""})
    assert names(root, find_markdown(root, [root / "skip"])) == ["a.md", "b.md", "c/d.md"]


@pytest.mark.shared
def test_both_workshops_are_whole(corpus: Path, corpus_2018: Path) -> None:
    for folder in (corpus, corpus_2018):
        workspace = Workspace.at(folder)
        for path in find_manifests(folder):
            manifest = read_manifest(SourceFile.read(folder, path.name), {}).manifest
            assert manifest is not None
            assert check_fragments(workspace, manifest) == ()
        for path in find_markdown(folder):
            source = read_source(workspace, workspace.name(path)).source
            assert source is not None
            assert compose(Texts(workspace), source).findings == ()


# ---- bounds
def findings_of(root: Path, content: str) -> list[str]:
    manifest = read_manifest(SourceFile.from_text("deck.yml", f"content:\n{content}\n"), {}).manifest
    assert manifest is not None
    return [f"{finding} | {finding.help}" for finding in check_fragments(Workspace.at(root), manifest)]


def test_a_blank_at_the_edge_of_a_name_is_part_of_it(tree: Tree) -> None:
    assert findings_of(tree({" x.md": "# X\n", "y.md": "# Y\n"}), '- " x.md"\n- "y.md "') == [
        "deck.yml:3:3 SG023 The fragment `y.md `, whose name has a blank at its edge, does not exist"
        " | Did you mean y.md?"
    ]


def test_a_missing_fragment_is_shown_at_its_line(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "shared/title.md": ""})
    assert findings_of(root, "- shared/title.md\n- shared/titel.md\n- - nowhere/x.md\n  - shared") == [
        "deck.yml:3:3 SG023 The fragment shared/titel.md does not exist | Did you mean shared/title.md?",
        "deck.yml:4:5 SG023 The fragment nowhere/x.md does not exist"
        " | There is no folder nowhere; paths are relative to the manifest's folder",
        "deck.yml:5:5 SG023 The fragment shared does not exist | It is a folder; list its files",
    ]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "link.md", "../outside.md"])
def test_nothing_is_read_beyond_the_repository(tree: Tree, path: str) -> None:
    root = tree({"repository/.git/HEAD": "", "outside.md": "secret"}) / "repository"
    (root / "link.md").symlink_to("../outside.md")
    assert [text.split(" | ")[0] for text in findings_of(root, f"- {path}")] == [
        f"deck.yml:2:3 SG024 The fragment {path} lies outside of the repository"
    ]
    text = composed(root, {"a.md": f"@@INCLUDE[{path}]"}, "a.md")
    assert text.text.text == f"@@INCLUDE[{path}]"
    assert [finding.rule.code for finding in text.findings] == ["SG032"]


def test_without_a_repository_the_folder_above_is_in_bounds_but_its_hidden_files_are_not(tree: Tree) -> None:
    root = tree({"slides/a.md": "", "k8s/web.yaml": "kind: Service\n", ".ssh/id": "secret"}) / "slides"
    assert composed(root, {}, "a.md", "@@INCLUDE[k8s/web.yaml]\n").text.text == "kind: Service\n"
    assert composed(root, {}, "a.md", "@@INCLUDE[.ssh/id]\n").findings[0].rule.code in ("SG030", "SG032")
    assert composed(root, {}, "a.md", "@@INCLUDE[../.ssh/id]\n").findings[0].rule.code == "SG032"


# ---- includes
def composed(root: Path, files: Mapping[str, str], path: str, text: str | None = None) -> Composition:
    for name, content in files.items():
        (root / name).write_text(content, encoding="utf-8")
    source = SourceFile.from_text(path, text) if text is not None else SourceFile.read(root, path)
    return compose(Texts.at(root), source)


def test_an_include_alone_on_its_line_takes_on_its_indentation(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "x.yaml": "a:\n  b\n\nc\n"})
    found = composed(root, {}, "a.md", "- list\n  ```yaml\n  @@INCLUDE[x.yaml]\n  ```\n")
    assert found.text.text == "- list\n  ```yaml\n  a:\n    b\n\n  c\n  ```\n"
    assert found.files == ("a.md", "x.yaml")


def test_an_include_in_a_line_is_taken_as_it_is(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "version": "1.2"})
    assert composed(root, {}, "a.md", "at @@INCLUDE[version] now").text.text == "at 1.2 now"


def test_a_backslash_keeps_the_directive(tree: Tree) -> None:
    root = tree({".git/HEAD": ""})
    assert composed(root, {}, "a.md", "say `\\@@INCLUDE[path]`").text.text == "say `@@INCLUDE[path]`"


def test_includes_include_and_a_circle_is_a_finding(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "b.md": "B @@INCLUDE[c.md]", "c.md": "C @@INCLUDE[b.md]"})
    found = composed(root, {}, "a.md", "A @@INCLUDE[b.md]")
    assert found.text.text == "A B C @@INCLUDE[b.md]"
    message = "The file includes itself: b.md → c.md → b.md"
    assert [str(finding) for finding in found.findings] == [f"c.md:1:3 SG031 {message}"]


def test_includes_that_double_are_stopped_before_memory_is_full(tree: Tree) -> None:
    files = {f"{n}.md": f"@@INCLUDE[{n + 1}.md] @@INCLUDE[{n + 1}.md]" for n in range(20)}
    root = tree({".git/HEAD": "", **files, "20.md": "x" * 100_000})
    found = composed(root, {}, "0.md")
    assert {finding.rule.code for finding in found.findings} == {"SG062"}
    assert len(found.text.text) < 256 * 1024 * 1024


def test_a_missing_include_stays_as_it_is_and_is_watched(tree: Tree) -> None:
    found = composed(tree({".git/HEAD": "", "s/x": ""}), {}, "s/a.md", "# @@INCLUDE[x.yaml]\n")
    assert found.text.text == "# @@INCLUDE[x.yaml]\n"
    assert str(found.findings[0]) == "s/a.md:1:3 SG030 The include x.yaml does not exist"
    assert "s/x.yaml" in found.files


# ---- reading
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"\xef\xbb\xbf# A\r\nB\r", []),
        (b"# caf\xe9\n", ["a.md:1:6 SG002 The file is not UTF-8; what cannot be read is shown as \ufffd"]),
        (b"a\nb\0c", ["a.md:2:2 SG003 The file holds a NUL character"]),
    ],
)
def test_bytes(tree: Tree, raw: bytes, expected: list[str]) -> None:
    reading = read_source(Workspace.at(tree({"a.md": raw})), "a.md")
    assert reading.source is not None
    assert "\r" not in reading.source.text
    assert [str(finding) for finding in reading.findings] == expected


def test_a_huge_file_is_not_read(tree: Tree) -> None:
    root = tree({"a.md": ""})
    os.truncate(root / "a.md", 100 * 1024 * 1024)
    reading = read_source(Workspace.at(root), "a.md")
    assert reading.source is None
    assert str(reading.findings[0]) == "a.md:1:1 SG004 a.md is larger than 32 MiB"


def test_a_folder_in_the_place_of_a_file(tree: Tree) -> None:
    reading = read_source(Workspace.at(tree({"a.md/b": ""})), "a.md")
    assert str(reading.findings[0]) == "a.md:1:1 SG001 a.md cannot be read: Is a directory"


# ---- composed text
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 20), st.integers(0, 9)), min_size=1))
def test_every_character_of_a_composed_text_knows_its_origin(cuts: list[tuple[str, int, int]]) -> None:
    files = {"a": "abcdefghijklmnopqrstuvwxyzabcdef", "b": "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF"}
    wholes = [ComposedText.whole(name, files[name]) for name in "ab"]
    text = ComposedText.join(wholes["ab".index(name)].part(at, at + n) for name, at, n in cuts)
    for offset, character in enumerate(text.text):
        span = text.span(offset, offset + 1)
        assert files[span.path][span.start : span.end] == character
    again = text.part(1, len(text.text))
    assert again.text == text.text[1:]
    for offset in range(len(again.text)):
        assert again.span(offset, offset + 1) == text.span(offset + 1, offset + 2)
