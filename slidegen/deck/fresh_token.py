"""Tokens of markdown-it as its states make them, in half the time.

`Token(…)` runs three functions and two factories for what is nearly always empty, for forty tokens a slide.

Knows the fields of a token. Must not know rules.
"""

from typing import Literal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

Nesting = Literal[-1, 0, 1]


def fresh_token(kind: str, tag: str, nesting: Nesting, level: int, block: bool, content: str = "") -> Token:
    """What `Token(kind, tag, nesting, level=level, block=block, content=content)` is."""
    token = Token.__new__(Token)
    token.type = kind
    token.tag = tag
    token.nesting = nesting
    token.attrs = {}
    token.map = None
    token.level = level
    token.children = None
    token.content = content
    token.markup = token.info = ""
    token.meta = {}
    token.block = block
    token.hidden = False
    return token


class BlockState(StateBlock):
    """markdown-it's, with such tokens."""

    level: int  # as it declares it itself

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        """As markdown-it's."""
        if nesting < 0:
            self.level -= 1
        token = fresh_token(ttype, tag, nesting, self.level, True)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token
