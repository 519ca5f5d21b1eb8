"""`==words==` are marked, as with a pen.

Knows plain words of a line: what is marked holds no other markup. Must not know colours.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from slidegen import lazy_re as re
from slidegen.deck.syntax.callout import EXTRAS
from slidegen.source.markdown_extras import MARKS

_MARK = re.compile(r"(?<![=\\])==(?=[^\s=])([^=\n]*[^\s=])==(?!=)")


def mark(md: MarkdownIt) -> None:
    """Let `md` mark words, where `env` says so."""
    md.core.ruler.push("marks", marks)


def marks(state: StateCore) -> None:
    if MARKS not in state.env.get(EXTRAS, ()):
        return
    for inline in state.tokens:
        if inline.type == "inline" and inline.children and "==" in inline.content:
            inline.children = [token for child in inline.children for token in _marked(child)]


def _marked(token: Token) -> Iterator[Token]:
    """The token, cut at its marks when it is text."""
    if token.type != "text":
        yield token
        return
    pieces = _MARK.split(token.content)
    for at, piece in enumerate(pieces):
        if at % 2:
            yield Token("mark_open", "mark", 1, level=token.level)
        if piece:
            yield Token("text", "", 0, content=piece, level=token.level)
        if at % 2:
            yield Token("mark_close", "mark", -1, level=token.level)
