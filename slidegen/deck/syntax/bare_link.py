"""Bare addresses: `https://…` up to the next blank or `<`, less the punctuation that ends a sentence.

Not linkify: that refuses the placeholders that workshops are full of, such as `http://node:3xxxx/`.
"""

import mdurl
from markdown_it import MarkdownIt
from markdown_it.common.utils import replaceEntityPattern
from markdown_it.rules_inline import StateInline

from slidegen import lazy_re as re
from slidegen.text.html_listing import ENTITY

_SCHEME = re.compile(r"(?:^|[^A-Za-z0-9])(https?)$", re.IGNORECASE)
# As in GitHub's and marked's rule; the last character is not one of `. , : ; " ' ) ]`.
_REST = re.compile(r"://[^\s<]+[^<.,:;\"')\]\s]")
_ENDS_SENTENCE = ".,:;\"')]"
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "「": "」"}
_CLOSING = re.compile(r"(?<=[^*_~])(?:\*+|_+|~+)\Z")
_PERCENT = re.compile(r"%25|%(?![0-9A-Fa-f]{2})")


def with_percents(encoded: str, address: str) -> str:
    """`encoded`, with the percent signs of `address` that encode nothing as they are: `https://a.org/%s`."""
    if "%25" not in encoded:
        return encoded
    marks = iter(_PERCENT.findall(address))
    return "".join(
        part if at == 0 else next(marks, "%25") + part for at, part in enumerate(encoded.split("%25"))
    )


def bare_link(md: MarkdownIt) -> None:
    """Make `md` link bare web addresses."""
    md.inline.ruler.before("newline", "bare_link", link_address)


def link_address(state: StateInline, silent: bool) -> bool:
    """At the `:` of an address whose scheme is pending text."""
    if not state.src.startswith("://", state.pos) or state.linkLevel > 0:
        return False
    scheme = _SCHEME.search(state.pending[-8:])
    rest = _REST.match(state.src, state.pos, state.posMax) if scheme else None
    if scheme is None or rest is None:
        return False
    address = scheme[1] + _in_quotes(_before_closing(rest.group(), state), state, len(scheme[1]))
    end = state.pos - len(scheme[1]) + len(address)
    address = ENTITY.sub(_character, address)
    href = with_percents(mdurl.encode(address), address)  # not normalizeLink: `http://(any-node):5601/`
    if not state.md.validateLink(href):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        opening = state.push("link_open", "a", 1)
        opening.attrs, opening.markup, opening.info = {"href": href}, "bare", "auto"
        state.push("text", "", 0).content = address
        state.push("link_close", "a", -1)
    state.pos = end
    return True


def _before_closing(address: str, state: StateInline) -> str:
    """`address` without the marks that close the emphasis or strikethrough that it stands in."""
    closing = _CLOSING.search(address)
    if closing is None:
        return address
    marker = ord(address[-1])
    unclosed = sum(each.open - each.close for each in state.delimiters if each.marker == marker)
    return address[: closing.start()].rstrip(_ENDS_SENTENCE) if unclosed > 0 else address


def _in_quotes(address: str, state: StateInline, scheme: int) -> str:
    """`address` up to the quote that ends what a quote before it began."""
    at = state.pos - scheme - 1
    closing = _QUOTES.get(state.src[at]) if at >= 0 else None
    return address.partition(closing)[0] if closing else address


def _character(entity: re.Match[str]) -> str:
    """What an entity stands for; what only looks like one stays."""
    return replaceEntityPattern(entity[0], entity[0][1:-1])
