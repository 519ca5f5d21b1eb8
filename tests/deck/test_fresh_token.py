"""Tokens that are made in less time are those of markdown-it, in every field that it has now or gets."""

import pytest
from markdown_it.token import Token

from slidegen.deck.fresh_token import Nesting, fresh_token


@pytest.mark.parametrize("nesting", [-1, 0, 1])
def test_a_fresh_token_is_markdown_its(nesting: Nesting) -> None:
    fresh = fresh_token("kind", "p", nesting, 3, True, "said")
    assert fresh == Token("kind", "p", nesting, level=3, block=True, content="said")
    assert fresh.as_dict() == Token("kind", "p", nesting, level=3, block=True, content="said").as_dict()


def test_two_share_nothing() -> None:
    one, other = (fresh_token("text", "", 0, 0, False) for _ in range(2))
    one.attrSet("class", "a")
    one.meta["b"] = 1
    assert other == Token("text", "", 0)
