"""Tags that CommonMark 6.6 takes for text and browsers do not: `<br \\>`, `<img src="x"width=3>`.

Only names of elements that authors write: `<name \\>` may be a placeholder.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from slidegen import lazy_re as re

_TAG = re.compile(
    r"<(?:br|hr|img|a|span|div|p|font|small|big|center|b|i|u|em|strong|sub|sup|code|video|audio|source|iframe)"
    r"(?:[\s/\\](?:\"[^\"<>]*\"|'[^'<>]*'|[^'\"<>])*)?>",
    re.IGNORECASE,
)


def odd_tag(md: MarkdownIt) -> None:
    """Let `md` read such tags."""
    md.inline.ruler.after("html_inline", "odd_tag", read_odd_tag)


def read_odd_tag(state: StateInline, silent: bool) -> bool:
    """A tag of an element, with whatever stands in it."""
    tag = _TAG.match(state.src, state.pos, state.posMax)
    if tag is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = tag.group()
    state.pos = tag.end()
    return True
