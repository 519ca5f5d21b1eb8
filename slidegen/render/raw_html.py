"""The author's raw HTML, kept inside its slide.

Knows how tags open and close. Must not know slides, and is no sanitiser: authors are trusted, and make
mistakes. In remark a stray `</div>` or an unclosed `<div>` harms one slide; in a page of all slides it would
harm the rest.
"""

from collections import Counter
from collections.abc import Collection
from itertools import takewhile

from slidegen import lazy_re as re
from slidegen.deck.syntax.html_block import VOID

#: What ends only at its own end tag, whatever it holds (HTML, 13.2.5: raw text and escapable raw text).
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
#: What a page has once, or what swallows the rest of it (13.2.6.4.7): not for a slide.
_PAGE = frozenset({"html", "head", "body", "frameset", "frame", "plaintext"})
#: What ends another of its kind that is still open (13.2.6.4.7), unless a list or table stands between.
_ENDS = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "button": frozenset({"button"}),
    "a": frozenset({"a"}),
    "nobr": frozenset({"nobr"}),
    "option": frozenset({"option"}),
    "table": frozenset({"table"}),
}
#: What goes on behind the end of the element that it was opened in (13.2.4.3): `<small>` above a list makes
#: the list small, though the paragraph around the tag ends.
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
#: What begins outside of it all the same (13.2.6.4.7).
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
    }
    | {
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
    }
    | {"li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"}
    | {
        "caption",
        "col",
        "colgroup",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "script",
        "style",
        "template",
    }
)
_NO_TEXT = frozenset({"table", "tbody", "tfoot", "thead", "tr", "colgroup"})
#: What formatting neither enters nor leaves (13.2.4.3): in a cell it ends with its cell.
_MARKERS = frozenset({"td", "th", "caption", "object", "template", "applet", "marquee"})
_MOST_ALIKE = 3  #: formatting elements that are kept open (the "Noah's Ark clause")
_SCOPES = frozenset(
    {"ul", "ol", "dl", "table", "td", "th", "caption", "template", "object", "svg", "math", "select"}
)
#: What ends a picture, being no part of one (13.2.6.5), unless a `foreignObject` stands between.
_NO_PICTURE = frozenset(
    {
        "b",
        "big",
        "blockquote",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
    }
    | {"h4", "h5", "h6", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby"}
    | {"s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var"}
)
_PICTURES = ("svg", "math")
_HTML_IN_PICTURE = frozenset(
    {"foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"}
)

#: Raw HTML in which no element begins or ends: breaks of lines, and comments that nobody reads otherwise.
OPENS_NOTHING = re.compile(r"(?>(?:[^<]|<br\s*+/?>|<!--[\w\s.,:;/'\"`()@]*+-->)*)\Z")
_COMMENT_END = re.compile(r"--!?>\Z|\A<!---?>\Z")
_PIECE = re.compile(
    r"<!--(?P<comment>-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?=[\s/>])"
    r"(?P<rest>(?>(?:\s+|/(?!>)|[^\s/<>=][^\s/<>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'<>][^\s<>]*+))?)*))"
    r"(?P<closed>/?)>"
    r"|<(?=[A-Za-z/!?])",
    re.DOTALL,
)


def balanced(html: str) -> str:
    """`html` with stray end tags left out, and what it leaves open closed."""
    out: list[str] = []
    elements = _Elements()
    at = 0
    while piece := _PIECE.search(html, at):
        out.append(_text(html[at : piece.start()], elements))
        at = piece.end()
        out.append(_kept(piece, elements))
        if piece["name"] and elements.in_raw_text:
            at = _end_of_raw_text(html, at, elements, out)
    out.append(_text(html[at:].rstrip(), elements))
    out.append(html[len(html.rstrip()) :] if at < len(html) else "")
    out.append(elements.close(len(elements.names)))
    return "".join(out)


def _text(text: str, elements: "_Elements") -> str:
    return elements.reopened() + text if text and elements.lost else text


def at_step(html: str, step: str) -> str:
    """`html`, of which each outermost element carries the step that it appears at; bare text gets a span."""
    out: list[str] = []
    elements = _Elements()
    at = 0
    while piece := _PIECE.search(html, at):
        out.append(_text_at_step(html[at : piece.start()], step, elements))
        at = piece.end()
        out.append(_tag_at_step(piece, step, elements))
        if piece["name"] and elements.in_raw_text:
            at = _end_of_raw_text(html, at, elements, out)
    out.append(_text_at_step(html[at:], step, elements))
    return "".join(out)


def _tag_at_step(piece: re.Match[str], step: str, elements: "_Elements") -> str:
    tag, name = piece.group(), (piece["name"] or "").lower()
    if name and piece["slash"]:
        elements.close(elements.depth((name,)))
    if not name or piece["slash"]:
        return tag
    is_outermost, end = not elements.names, 1 + len(name)
    if name not in VOID and not piece["closed"]:
        elements.open(name)
    return f'{tag[:end]} data-step="{step}"{tag[end:]}' if is_outermost else tag


def _text_at_step(text: str, step: str, elements: "_Elements") -> str:
    is_bare = text.strip() and not elements.names
    return f'<span data-step="{step}">{text}</span>' if is_bare else text


class _Elements:
    """The elements that are open."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.lost: list[tuple[str, str]] = []  #: formatting elements that ended with another: name, start tag
        self._outside: list[list[tuple[str, str]]] = []  #: those that ended outside of each marker
        self._tags: list[str] = []
        self._pictures: list[bool] = []  #: of each, whether XML's rules hold inside
        self._counts: Counter[str] = Counter()

    def __contains__(self, name: str) -> bool:
        return self._counts[name] > 0

    def open(self, name: str, tag: str = "") -> None:
        self._pictures.append(name in _PICTURES or (self.in_picture and name not in _HTML_IN_PICTURE))
        self.names.append(name)
        self._tags.append(tag)
        if name in _MARKERS:
            self._outside.append(self.lost)
            self.lost = []
        self._counts[name] += 1

    def close(self, count: int) -> str:
        """Close the innermost ones; returns their end tags."""
        gone = [self.names.pop() for _ in range(count)]
        del self._pictures[len(self.names) :], self._tags[len(self.names) :]
        self._counts.subtract(gone)
        for name in gone:
            if name in _MARKERS:
                self.lost = self._outside.pop()
        return "".join(f"</{name}>" for name in gone)

    def end(self, count: int) -> str:
        """Close the innermost ones, by the end of the outermost of them; formatting goes on behind it."""
        inner = slice(len(self.names) - count + 1, None) if count else slice(0, 0)
        outer = self.names[len(self.names) - count : len(self.names) - count + 1]
        lost = list(zip([*outer, *self.names[inner]], ["", *self._tags[inner]], strict=False))
        ended = self.close(count)
        for name, tag in takewhile(lambda each: each[0] not in _MARKERS, lost):
            if name in _FORMATTING and tag and self.lost.count((name, tag)) < _MOST_ALIKE:
                self.lost.append((name, tag))
        return ended

    def forget(self, name: str) -> None:
        """The end tag of a formatting element that another one closed."""
        at = next((at for at in reversed(range(len(self.lost))) if self.lost[at][0] == name), None)
        if at is not None:
            del self.lost[at]

    def reopened(self) -> str:
        """The start tags of the formatting that goes on here."""
        if self.in_picture or (self.names and self.names[-1] in _NO_TEXT):
            return ""
        lost, self.lost = self.lost, []
        for name, tag in lost:
            self.open(name, tag)
        return "".join(tag for _, tag in lost)

    def depth(self, wanted: Collection[str], scopes: Collection[str] = ()) -> int:
        """How many elements end with the innermost of the `wanted`; 0 when a scope comes first."""
        if not any(name in self for name in wanted):
            return 0
        for depth, name in enumerate(reversed(self.names), 1):
            if name in wanted:
                return depth
            if name in scopes:
                return 0
        return 0

    @property
    def in_picture(self) -> bool:
        return bool(self._pictures) and self._pictures[-1]

    @property
    def in_raw_text(self) -> bool:
        """Whether the innermost element is one whose content is no HTML."""
        name = self.names[-1] if self.names else ""
        is_html = name in RAW_TEXT and not any(self._pictures[-2:-1])
        return is_html and (name == "script" or "select" not in self)


def _kept(piece: re.Match[str], elements: _Elements) -> str:
    """What becomes of one comment or tag."""
    text = piece.group()
    if piece["comment"] is not None:
        return text if _COMMENT_END.search(text) else f"{text}-->"
    if piece["name"] is None:
        return "&lt;" + text[1:]
    name = piece["name"].lower()
    if name in _PAGE:
        return ""
    if piece["slash"] and name == "br":
        text = "<br>"  # as every browser reads `</br>` (HTML, 13.2.6.4.7)
    elif piece["slash"]:
        return _ended(name, elements)
    ended = elements.end(elements.depth(_ENDS[name], _SCOPES)) if name in _ENDS else ""
    while name in _NO_PICTURE and elements.in_picture:
        ended += elements.close(1)
    if elements.lost and name not in _BLOCKS:
        ended += elements.reopened()
    closes_itself = piece["closed"] and (name in _PICTURES or elements.in_picture)
    if name not in VOID and not closes_itself:
        elements.open(name, text)
    return ended + text


def _ended(name: str, elements: _Elements) -> str:
    depth = elements.depth((name,))
    if not depth and name in _FORMATTING:
        elements.forget(name)
    return elements.end(depth)


def _end_of_raw_text(html: str, at: int, elements: _Elements, out: list[str]) -> int:
    end = re.compile(rf"</{elements.names[-1]}\s*>", re.IGNORECASE).search(html, at)
    text = html[at : end.start() if end else len(html)]
    out.append(text)
    if elements.names[-1] == "script" and "<!--" in text and "-->" not in text[text.rindex("<!--") :]:
        out.append("\n-->")  # else the end tag may not count (13.2.5.29)
    out.append(elements.close(1))
    return end.end() if end else len(html)
