"""Logos and footers of a layout, and what a slide begins with."""

import pytest

from slidegen.deck.markdown import parse
from slidegen.render.corners import first_words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Title", "Title"),
        (".logo[![](x.png)]\n\nTitle", "Title"),
        (".logo[![](x.png)]\n.my-footer[a *b*]\n\nTitle", "Title"),
        (".bottom-bar[\nx\n]\n\nTitle", "Title"),
        (".x[a]\n\nTitle", ".x[a]"),
        (".logo[a] b\n\nTitle", ".logo[a] b"),
        (".logo[a].x[b]\n\nTitle", ".logo[a].x[b]"),
        (".box[\nx\n]\n\nTitle", None),
        ("- a\n\nTitle", None),
        ("", None),
    ],
)
def test_first_words(text: str, words: str | None) -> None:
    tokens = parse(text)
    opening = first_words_of(tokens)
    assert (opening and tokens[tokens.index(opening) + 1].content) == words
