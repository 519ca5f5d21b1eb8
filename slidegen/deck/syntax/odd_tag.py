"""Tags that CommonMark 6.6 takes for text and browsers do not: `<br \\>`, `<img src="x"width=3>`, `<o:p>`.

A comma behind the name (`<span, style="color: red">`) is left out.

Only names of elements that authors write: `<name \\>` may be a placeholder, and so may `<image:tag>`. A name
with a colon is an element's where office programs and SVG write it, where attributes follow, or an end tag.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from slidegen import lazy_re as re

_TAG = re.compile(
    r"<(?:br|hr|img|a|span|div|p|font|small|big|center|b|i|u|em|strong|sub|sup|code|video|audio|source|iframe)"
    r"(?P<comma>,(?=\s))?(?:[\s/\\](?:\"[^\"<>]*\"|'[^'<>]*'|[^'\"<>])*)?>",
    re.IGNORECASE,
)

_PREFIXED = re.compile(
    r"<(?P<end>/)?(?P<name>(?P<known>[omvwx]|st1|u1|svg|xlink|math):[A-Za-z][\w.-]*|[A-Za-z][\w.-]*:[A-Za-z][\w.-]*)"
    r"(?P<rest>(?>(?:\s++[A-Za-z_:][\w:.-]*+(?>(?:\s*+=\s*+(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]+))?))*)\s*+/?)>"
)
_FAR = 2_000  #: how far from a tag its end tag is looked for


def odd_tag(md: MarkdownIt) -> None:
    """Let `md` read such tags."""
    md.inline.ruler.after("html_inline", "odd_tag", read_odd_tag)


def read_odd_tag(state: StateInline, silent: bool) -> bool:
    """A tag of an element, with whatever stands in it."""
    tag = _TAG.match(state.src, state.pos, state.posMax) or _prefixed(state)
    if tag is None:
        return False
    if not silent:
        content = tag.group()
        if tag.groupdict().get("comma"):  # by which its end tag would not be one
            content = content.replace(",", "", 1)
        state.push("html_inline", "", 0).content = content
    state.pos = tag.end()
    return True


def _prefixed(state: StateInline) -> re.Match[str] | None:
    """A tag whose name has a colon, unless it may be a placeholder."""
    tag = _PREFIXED.match(state.src, state.pos, state.posMax)
    if tag is None or tag["known"] or tag["end"] or tag["rest"]:
        return tag
    end = min(tag.end() + _FAR, state.posMax)
    return tag if state.src.find(f"</{tag['name']}>", tag.end(), end) >= 0 else None
