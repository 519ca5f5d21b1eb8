"""Links that are words and an address, in one step.

markdown-it-py's rule goes through label and address a character at a time. What this one does not take, it
hands on to that. A law in the tests holds the tokens of both ways to be equal.

Knows the plainest shape of a link. Must not know any other.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, link

# A label, an address without escapes or parentheses, and no title (CommonMark 6.3).
_PLAIN = re.compile(r"\[([^\[\]]+)\]\(([\w;/?:@=+$,.!~*#-]+)\)", re.ASCII)


def plain_link(md: MarkdownIt) -> None:
    """Let `md` take the short way where there is one."""
    md.inline.ruler.at("link", take_link)


def take_link(state: StateInline, silent: bool) -> bool:
    plain = _PLAIN.match(state.src, state.pos, state.posMax)
    if plain is None or state.md.inline.terminator_re.search(state.src, plain.start(1), plain.end(1)):
        return link(state, silent)  # something may begin in its label
    href = state.md.normalizeLink(plain[2])
    if not state.md.validateLink(href):
        return link(state, silent)
    if not silent:
        state.push("link_open", "a", 1).attrs = {"href": href}
        state.push("text", "", 0).content = plain[1]
        state.push("link_close", "a", -1)
    state.pos = plain.end()
    return True
