"""Links whose address opens a parenthesis that it does not close: `[Unix](https://a.org/Unix_(OS), and`.

CommonMark 6.3 asks for balance and takes all of it for text. To remark, and to whoever forgot the second one,
the first parenthesis that closes ends the address.

And links to addresses with blanks, such as names of files: `![](my picture.png)`. CommonMark asks for `<` and
`>` around them. What holds neither a dot nor a slash is no address, nor is one with a size (`b.png =100x`).

And pictures whose address goes on over lines, up to a `)` on a line of its own: services that draw a diagram
are asked so.
"""

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from slidegen import lazy_re as re
from slidegen.memory import remembered

_OPENS = re.compile(r"\](?=\()")
_ADDRESS = re.compile(
    r"\([ \t]*+(?P<address>[^\s()<>]*+\([^\s()<>]*+"
    r"|https?://[^\s()<>\"]++(?=\n)[^()]++(?<=\n|[ \t])"
    r"|(?=[^()\n]*[./])[^\s()<>\"]++(?>(?:[ ]++(?![\"'=])[^\s()<>\"]++)+))"
    r"(?>(?:[ \t]++(?:\"(?P<double>[^\"\n]*+)\"|'(?P<single>[^'\n]*+)'))?)[ \t]*+\)"
)


def odd_link(md: MarkdownIt) -> None:
    """Let `md` read such links and images."""
    md.inline.ruler.after("image", "odd_link", read_odd_link)


@remembered
def _may_be_odd(text: str) -> bool:
    """Whether a link with a lone parenthesis may stand in the text."""
    return any(_ADDRESS.match(text, found.end()) for found in _OPENS.finditer(text))


def read_odd_link(state: StateInline, silent: bool) -> bool:
    """A link or an image, where the rules of CommonMark found none."""
    if not _may_be_odd(state.src):  # asked once: a search at each bracket were as long as the text
        return False
    is_image = state.src.startswith("![", state.pos)
    label = state.pos + is_image
    end = parseLinkLabel(state, label, not is_image) if state.src.startswith("[", label) else -1
    found = _ADDRESS.match(state.src, end + 1, state.posMax) if end >= 0 else None
    href = state.md.normalizeLink(found["address"]) if found else ""
    if found is None or not state.md.validateLink(href):
        return False
    if not silent:
        title = found["double"] or found["single"] or ""
        push = _push_image if is_image else _push_link
        push(state, label, end, href, title)
    state.pos = found.end()
    return True


def _push_link(state: StateInline, label: int, end: int, href: str, title: str) -> None:
    last = state.posMax
    state.pos, state.posMax = label + 1, end
    opening = state.push("link_open", "a", 1)
    opening.attrSet("href", href)
    if title:
        opening.attrSet("title", title)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = last


def _push_image(state: StateInline, label: int, end: int, href: str, title: str) -> None:
    token = state.push("image", "img", 0)
    token.attrs = {"src": href, "alt": ""}
    if title:
        token.attrSet("title", title)
    token.content = state.src[label + 1 : end]
    token.children = state.md.inline.parse(token.content, state.md, state.env, [])
