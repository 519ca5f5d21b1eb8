"""Fixes: in bytes, whole or not at all, refused when anything else moves, until nothing is left."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import need
from hypothesis import given
from hypothesis import strategies as st
from lint.workbench import project_of

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.fix import Applied, apply_fixes, mend, unified_diff, with_edits
from slidegen.lint.project import Project
from slidegen.lint.unharmed import Shift, whats_wrong
from slidegen.source.file import SourceFile

RULE = Rule("SG999", "test", Severity.WARNING, "test")
SLIDES = """\
# Title

Some `code` here.

```bash
kubectl get pods  # all of them
```

---

```yaml
metadata:
  labels:
    run: web
```
"""


def edit(document: Document, old: str, new: str, count: int = 0) -> Edit:
    at = -1
    for _ in range(count + 1):
        at = document.text.index(old, at + 1)
    return Edit(document.source.span(at, at + len(old)), new)


def fix(*edits: Edit, title: str = "do it") -> Fix:
    return Fix(title, edits, Applicability.SAFE)


def applied(texts: Mapping[str, str], *fixes: Fix) -> Applied:
    return apply_fixes({path: Document.from_text(path, text) for path, text in texts.items()}, fixes)


# ---- bytes
@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (b"one\ntwo\n", b"one\n2\n"),
        (b"one\r\ntwo\r\n", b"one\r\n2\r\n"),
        (b"\xef\xbb\xbfone\ntwo\n", b"\xef\xbb\xbfone\n2\n"),
        ("é\u2028ü\ntwo".encode(), "é\u2028ü\n2".encode()),
        (b"nul\0 \ntwo\n", b"nul\0 \n2\n"),
        (b"old mac\rtwo\r", b"old mac\r2\r"),
    ],
)
def test_only_the_edited_bytes_change(raw: bytes, wanted: bytes) -> None:
    source = SourceFile.from_bytes("a.md", raw)
    at = source.text.index("two")
    assert with_edits(source, [Edit(source.span(at, at + 3), "2")]).raw == wanted


def test_a_new_line_ends_as_the_others_do() -> None:
    source = SourceFile.from_bytes("a.md", b"one\r\ntwo\r\n")
    assert with_edits(source, [Edit(source.span(3, 3), "\nmore")]).raw == b"one\r\nmore\r\ntwo\r\n"


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 6), st.text(max_size=5)), max_size=5),
)
def test_offsets_follow_the_edits(text: str, wanted: list[tuple[int, int, str]]) -> None:
    source = SourceFile.from_text("a.md", text.replace("\r", "").replace("\0", ""))
    edits: list[Edit] = []
    at = 0
    for gap, length, replacement in wanted:
        start, end = at + gap, at + gap + length
        if end > len(source.text):
            break
        edits.append(Edit(source.span(start, end), replacement.replace("\r", "").replace("\0", "")))
        at = end + 1
    shift = Shift(edits)
    after = shift.apply(source.text)
    for start in range(len(source.text)):
        if not shift.touches(start, start + 1):
            assert after[shift.start(start)] == source.text[start]
            assert after[shift.end(start + 1) - 1] == source.text[start]


# ---- whole or not at all
def test_a_set_over_two_files() -> None:
    texts = {"a.md": SLIDES, "b.md": SLIDES}
    one, two = (Document.from_text(path, text) for path, text in texts.items())
    result = applied(texts, fix(edit(one, "run:", "app:"), edit(two, "run:", "app:")))
    assert {path: source.text for path, source in result.sources.items()} == {
        path: SLIDES.replace("run:", "app:") for path in texts
    }


def test_a_file_that_is_missing_stops_all_of_the_set() -> None:
    one, two = Document.from_text("a.md", SLIDES), Document.from_text("b.md", SLIDES)
    result = applied({"a.md": SLIDES}, fix(edit(one, "run:", "app:"), edit(two, "run:", "app:")))
    assert not result.sources
    assert "b.md is not among the files" in result.refusals[0].reason


def test_a_file_that_is_not_utf8_stops_all_of_the_set() -> None:
    broken = SourceFile.from_bytes("b.md", b"caf\xe9 run:\n")
    documents = {"a.md": Document.from_text("a.md", SLIDES), "b.md": Document(broken, "markdown")}
    both = fix(edit(documents["a.md"], "run:", "app:"), edit(documents["b.md"], "run:", "app:"))
    result = apply_fixes(documents, [both])
    assert not result.sources
    assert "not UTF-8" in result.refusals[0].reason


def test_overlapping_fixes_wait_for_each_other() -> None:
    document = Document.from_text("a.md", SLIDES)
    first = fix(edit(document, "get pods", "get pods -A"))
    second = fix(edit(document, "pods", "nodes"))
    result = applied({"a.md": SLIDES}, first, second)
    assert result.fixes == (first,)
    assert not result.refusals


def test_equal_fixes_are_one() -> None:
    document = Document.from_text("a.md", SLIDES)
    result = applied(
        {"a.md": SLIDES}, fix(edit(document, "run:", "app:")), fix(edit(document, "run:", "app:"))
    )
    assert len(result.fixes) == 1


def test_edits_that_overlap_within_a_fix() -> None:
    document = Document.from_text("a.md", SLIDES)
    result = applied({"a.md": SLIDES}, fix(edit(document, "get pods", "x"), edit(document, "pods", "y")))
    assert result.refusals[0].reason == "its edits overlap"


# ---- nothing else moves
@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("    run: web", "   run: web", ""),
        ("labels:", "labels: |", "another part of a manifest"),
        ("run: web", "run: [web", "would not parse"),
        ("labels:", "labels: {}\n  other:", ""),
        ("get pods", "get 'pods", "the commands would not parse"),
        ("kubectl get", "kubectl get\n", "another command"),
        ("  # all", "\n```\n# all", "syntax error"),
        ("kubectl get pods", "echo '\n---\n'", ""),
        ("code", "code` and `more", ""),
        ("`code`", "`code", ""),
    ],
)
def test_what_moves_is_refused(old: str, new: str, why: str) -> None:
    before = Document.from_text("a.md", SLIDES)
    change = edit(before, old, new)
    after = Document(with_edits(before.source, [change]), "markdown")
    problem = whats_wrong(before, after, [change])
    assert (why in problem) if why else not problem, problem


def test_the_fix_that_does_harm_is_found() -> None:
    document = Document.from_text("a.md", SLIDES)
    good, bad = fix(edit(document, "get pods", "get nodes")), fix(edit(document, "run: web", "run: [web"))
    result = applied({"a.md": SLIDES}, good, bad)
    assert result.fixes == (good,)
    assert [refusal.fix for refusal in result.refusals] == [bad]
    assert result.sources["a.md"].text == SLIDES.replace("get pods", "get nodes")


# ---- until nothing is left
def test_one_that_does_harm_among_many_is_the_only_one_refused() -> None:
    texts = {f"{n}.md": f"```bash\nkubectl get po-{n}\n```\n" for n in range(40)}
    documents = {path: Document.from_text(path, text) for path, text in texts.items()}
    harmless = [fix(edit(document, f"po-{n}", "pods")) for n, document in enumerate(documents.values())]
    closes = fix(edit(documents["17.md"], "get", "x\n```\n"))
    result = apply_fixes(documents, [*harmless[:20], closes, *harmless[20:]])
    assert [refusal.fix for refusal in result.refusals] == [closes]
    assert set(result.fixes) == set(harmless)
    assert result.sources["17.md"].text == "```bash\nkubectl get pods\n```\n"


def test_rounds(tmp_path: Path) -> None:
    """Each round finds one more `b` to mend; the last finds none."""

    def look(changed: Mapping[str, SourceFile]) -> tuple[Project, tuple[Finding, ...]]:
        text = changed["a.md"].text if changed else "b b b\n"
        project = project_of({"a.md": text})
        (document,) = project.asked
        at = text.find("b")
        if at == -1:
            return project, ()
        change = fix(Edit(document.source.span(at, at + 1), "c"), title=f"at {at}")
        return project, (document.source.finding(RULE, at, at + 1, "a b", fix=change),)

    result = mend(look, frozenset({Applicability.SAFE}))
    assert result.after["a.md"].text == "c c c\n"
    assert result.before["a.md"].text == "b b b\n"
    assert len(result.fixes) == result.fixed == 3
    assert not mend(look, frozenset()).after


# ---- shown
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\nc\n", b"a\nB\nc\n"),
        (b"a\nb", b"a\nB"),
        (b"a\r\nb\r\n", b"a\r\nB\r\n"),
        ("é\x0bx\u2028\nb\n".encode(), "é\x0by\u2028\nb\n".encode()),
    ],
)
def test_git_takes_the_diff(before: bytes, after: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(before)
    patch = unified_diff("a.md", before, after).encode()
    git = need("git")
    subprocess.run([git, "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes() == after
