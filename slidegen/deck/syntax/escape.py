"""Backslashes: what remark's parser escapes loses its backslash, everything else keeps it.

CommonMark 2.4 escapes all ASCII punctuation. Slides hold TeX (`a\\,b`, `\\;`), shells (`50\\%`, `\\&`) and
paths, written for a parser that left most of that alone. A backslash in front of a tag still makes it
text: remark shows both the backslash and what the tag does, which nobody means.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import escape as any_escape

from slidegen import lazy_re as re

#: What a backslash makes text (remark's `inline.escape`, with GFM's two).
ESCAPED = frozenset("\\`*{}[]()#+-.!_>~|")
_TAG = re.compile(r"<[A-Za-z/!]")


def escape(md: MarkdownIt) -> None:
    """Let `md` take a backslash for an escape where remark does."""
    md.inline.ruler.at("escape", read_escape)


def read_escape(state: StateInline, silent: bool) -> bool:
    """A backslash and what it escapes, or the end of its line."""
    after = state.src[state.pos + 1 : state.pos + 2]
    is_escape = after in ESCAPED or _breaks(state, after) or _TAG.match(state.src, state.pos + 1) is not None
    return is_escape and any_escape(state, silent)


def _breaks(state: StateInline, after: str) -> bool:
    r"""Whether the backslash ends its line; in `\\\` it is one of TeX's, which is shown whole."""
    return after == "\n" and state.src[state.pos - 1 : state.pos] != "\\"
