"""Where formulas begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from slidegen.deck.markdown import parse


def formulas(tokens: list[Token]) -> list[tuple[str, bool]]:
    found = []
    for token in tokens:
        if token.type.startswith("math_"):
            found.append((token.content.strip(), token.block))
        found += formulas(token.children or [])
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a $x_1*y*z$ b", [("x_1*y*z", False)]),
        ("$$x$$ and \\(y\\), \\[z^2\\]", [("x", True), ("y", False), ("z^2", True)]),
        ("\\[0\\], \\[x\\] done, \\[a link in brackets: [b=c](d.html)\\], \\([e](f)\\)", []),
        ("\\[[a](b.html)\\]", []),
        ("\\[\nx\n\\]", [("x", True)]),
        ("so \\[x = y\\] and \\[\\alpha\\]", [("x = y", True), ("\\alpha", True)]),
        ("`$x$`, `$$y$$`, `\\(z\\)`", [("x", False), ("y", True), ("z", False)]),
        ("\\\\(x\\\\) and \\\\[y\\\\]", [("x", False), ("y", True)]),
        ("it costs $5 or $10", []),
        ("$ x $ and \\$y$", []),
        ("$z$1", []),
        ("`$HOME` and `echo $a $b`", []),
        ("text\n$$\na\n= b\n- c\n$$\nmore", [("a\n= b\n- c", True)]),
        ("- item\n\n    $$\n        a\n    $$\n", [("a", True)]),
        ("$$\nnever closed\n\ntext", []),
        (".red[$x$] **$y$**", [("x", False), ("y", False)]),
        ("| $a$ |\n|---|\n| $b<c$ |", [("a", False), ("b<c", False)]),
        ("```\n$x$\n```\n", []),
        ("# $x$", [("x", False)]),
    ],
)
def test_formulas(text: str, found: list[tuple[str, bool]]) -> None:
    assert formulas(parse(text, formulas=True)) == found
    assert formulas(parse(text)) == []


@given(st.text(alphabet="ab $\\()[]`\n_*-=", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert sum(token.nesting for token in parse(text, formulas=True)) == 0
