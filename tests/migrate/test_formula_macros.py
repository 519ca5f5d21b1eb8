"""Commands of formulas that a page's settings define."""

from pathlib import Path

import pytest

from slidegen.deck.formula_commands import written_out
from slidegen.migrate.formula_macros import macros_of
from slidegen.migrate.importer import import_decks
from slidegen.migrate.javascript import objects_named

SCRIPT = r"""
MathJax = {tex: {macros: {RR: "\\mathbb{R}", half: ["\\frac{#1}{2}", 1], pair: ["(#1, #2)", 2]}}};
MathJax.Hub.Config({TeX: {Macros: {EE: ["\\mathbb{E}\\left[#1\\right]", 1], loop: "\\loop"}}});
renderMathInElement(document.body, {macros: {"\\NN": "\\mathbb{N}", "\\to": "\\RR^#1"}});
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$x \in \RR^n$", r"$x \in \mathbb{R}^n$"),
        (r"`$\half{a_{1}}$`", r"`$\frac{a_{1}}{2}$`"),
        (r"\(\half 3\)", r"\(\frac{3}{2}\)"),
        (r"$\pair{a}{\half{b}}$", r"$(a, \frac{b}{2})$"),
        (r"$\EE{x}$, $\NN$, $\to{2}$", r"$\mathbb{E}\left[x\right]$, $\mathbb{N}$, $\mathbb{R}^2$"),
        (r"$\RRR \\RR$", r"$\RRR \\RR$"),
        (r"$\half$", r"$\half$"),
        (r"$\half{a$", r"$\half{a$"),
        (r"$\loop$", r"$\loop$"),
        ("```tex\n\\RR\n```\n\n$\\RR$\n", "```tex\n\\RR\n```\n\n$\\mathbb{R}$\n"),
    ],
)
def test_written_out(text: str, expected: str) -> None:
    macros = dict(macro for each in objects_named(SCRIPT, "macros") for macro in macros_of(each))
    assert written_out(text, macros) == expected


def test_a_page_with_settings_of_mathjax(tmp_path: Path) -> None:
    """All formulas are read: no finding is left."""
    (tmp_path / "talk.html").write_text(
        f"<textarea id=source># A\n\n$\\half{{x}} \\in \\RR$</textarea><script>{SCRIPT}</script>"
        "<script src=https://a.b/mathjax.js></script><script>remark.create()</script>"
    )
    report = import_decks(tmp_path / "talk.html", tmp_path / "new")
    assert report.findings == ()
    assert (tmp_path / "new" / "talk.md").read_text() == "# A\n\n$\\frac{x}{2} \\in \\mathbb{R}$\n"
