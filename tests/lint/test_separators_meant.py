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
