"""Bare addresses: `https://…` up to the next blank or `<`, less the punctuation that ends a sentence.

Not linkify: that refuses the placeholders that workshops are full of, such as `http://node:3xxxx/`.
"""

import re

import mdurl
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_SCHEME = re.compile(r"(?:^|[^A-Za-z0-9])(https?)$", re.IGNORECASE)
# As in GitHub's and marked's rule; the last character is not one of `. , : ; " ' ) ]`, nor of the `*` and `~`
# that close what the address stands in.
_REST = re.compile(r"://[^\s<]+[^<.,:;\"')\]\s*~]")


def bare_link(md: MarkdownIt) -> None:
    """Make `md` link bare web addresses."""
    md.inline.ruler.before("newline", "bare_link", link_address)


def link_address(state: StateInline, silent: bool) -> bool:
    """At the `:` of an address whose scheme is pending text."""
    if state.src[state.pos] != ":" or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.pending[-8:])
    rest = _REST.match(state.src, state.pos, state.posMax)
    if scheme is None or rest is None:
        return False
    address = scheme[1] + rest.group()
    href = mdurl.encode(address)  # normalizeLink would rearrange `http://(any-node):5601/`
    if not state.md.validateLink(href):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        opening = state.push("link_open", "a", 1)
        opening.attrs, opening.markup, opening.info = {"href": href}, "bare", "auto"
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = rest.end()
    return True
