"""Lines that were meant to separate slides: which mark they stand for, and what is no such line."""

import pytest
from lint.workbench import findings_in, listing


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("---\u00a0", "---"),
        ("\u200b---", "---"),
        ("---\ufeff \t", "---"),
        ("--\u00a0", "--"),
        ("???\u200b", "???"),
        ("———", "---"),
        ("—-", "---"),
        ("ーーー", "---"),
        ("---\u200f", "---"),
        ("––", "---"),
        ("−−", "--"),
        ("—", None),
    ],
)
def test_meant(line: str, meant: str | None) -> None:
    text = f"# A\n\n{line}\n\n# B\n"
    (finding,) = findings_in({"a.md": text, **listing("a.md")}, "SG417")
    assert text[finding.span.start : finding.span.end] == line
    assert (finding.fix.edits[0].replacement if finding.fix else None) == meant


@pytest.mark.parametrize(
    "line", ["---", "--", "???", "----", "-", "- — -", "***", "a — b", "\u00a0", "— said he", "ー", "？？？"]
)
def test_not_meant(line: str) -> None:
    assert not findings_in({"a.md": f"# A\n\n{line}\n\n# B\n", **listing("a.md")}, "SG417")


@pytest.mark.parametrize("line", ["- - -", "-  -", "----", "-----------", "---x", "--abc"])
def test_a_text_in_which_nothing_separates(line: str) -> None:
    text = f"# A\n\n{line}\n\n# B\n\n{line}\n\n## C\n"
    found = findings_in({"a.md": text, **listing("a.md")}, "SG417")
    assert [text[each.span.start : each.span.end] for each in found] == [line, line]
    assert [each.fix.edits[0].replacement for each in found if each.fix] == ["---", "---"]
    assert not findings_in({"README.md": text}, "SG417")  # no slides


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# A\n\n- - -\n\n# B\n\n- - -\n\n# C\n\n---\n\n# D\n", id="something separates"),
        pytest.param("# A\n\nx\n\n- - -\n\ny\n\n- - -\n\nz\n", id="rulers between paragraphs"),
        pytest.param("Title\n------\n\n# B\n\nOther\n------\n\n# C\n", id="headings"),
        pytest.param("```\n\n----\n\n# B\n\n----\n\n# C\n```\n", id="code"),
        pytest.param("# A\n\n- -x\n\n# B\n\n- -y\n\n# C\n", id="lists"),
    ],
)
def test_rulers(text: str) -> None:
    assert not findings_in({"a.md": text, **listing("a.md")}, "SG417")
