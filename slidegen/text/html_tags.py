"""Start tags of HTML, with their attributes as a browser takes them.

Quoted and unquoted values, entities, comments and raw text (`<style>`) are read by the rules of HTML 13.2.5.
Knows tags, and which of them are part of a line. Must not know what any of them means, nor Markdown.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

#: Possessive, since a tag without its `>` would be tried in all the ways to cut it.
_PIECE = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<name>[A-Za-z][^\s/>]{0,60})(?P<rest>(?>(?:[^\"'<>]{1,2000}+|\"[^\"]*+\"|'[^']*+'){0,400}))>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<plain>[^\s\"'=<>`]+)))?"
)
#: The tags that remark's parser of 2013 takes for part of a line (its `block._tag`).
_INLINE_TAGS = (
    *("a", "em", "strong", "small", "s", "cite", "q", "dfn", "abbr", "data", "time", "code", "var", "samp"),
    *("kbd", "sub", "sup", "i", "b", "u", "mark", "ruby", "rt", "rp", "bdi", "bdo", "span", "br", "wbr"),
    *("ins", "del", "img"),
)
#: One of them, or a name that begins so before a hyphen: remark's parser looks no further, nor for `<BR>`.
INLINE_TAG = rf"(?:{'|'.join(_INLINE_TAGS)})(?![\w:])"
#: Any tag, or a comment, that nothing but itself stands in.
TAG_OR_COMMENT = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_RAW_TEXT = ("script", "style", "textarea", "title", "xmp", "noembed", "noframes")
_END_OF = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW_TEXT}


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute; its value is written at `[start, end)`."""

    name: str  #: in lower case
    value: str  #: decoded, `` for one without
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StartTag:
    """`[start, end)` in its text."""

    name: str  #: in lower case
    start: int
    end: int
    attributes: tuple[Attribute, ...]
    raw_text: str = ""  #: what `<style>` and its like hold

    def get(self, name: str) -> Attribute | None:
        return next((each for each in self.attributes if each.name == name), None)


def start_tags(html: str) -> Iterator[StartTag]:
    """The start tags of `html` outside comments and raw text, in order."""
    at = 0
    while piece := _PIECE.search(html, at):
        at = piece.end()
        if piece["name"] is None:
            continue
        name, raw_text = piece["name"].lower(), ""
        if name in _END_OF:
            closing = _END_OF[name].search(html, at)
            end = closing.start() if closing else len(html)
            raw_text, at = html[at:end], end
        yield StartTag(name, piece.start(), piece.end(), tuple(_attributes(piece)), raw_text)


def _attributes(piece: re.Match[str]) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(piece.string, piece.start("rest"), piece.end("rest")):
        form = next((form for form in ("double", "single", "plain") if match[form] is not None), "")
        start, end = match.span(form) if form else (match.end(), match.end())
        yield Attribute(match["name"].lower(), unescaped(match[form]) if form else "", start, end)


def unescaped(text: str) -> str:
    """What is meant by a text with character references."""
    if "&" not in text:
        return text
    from html import unescape  # its table of names takes long to load, and few texts need it

    return unescape(text)
