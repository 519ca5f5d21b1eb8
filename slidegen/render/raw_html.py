"""The author's raw HTML, kept inside its slide.

Knows how tags open and close. Must not know slides, and is no sanitiser: authors are trusted, and make
mistakes. In remark a stray `</div>` or an unclosed `<div>` harms one slide; in a page of all slides it would
harm the rest.
"""

import re

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
#: What ends only at its own end tag, whatever it holds (HTML, 13.2.5: raw text and escapable raw text).
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})

_PIECE = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"(?P<rest>(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?|/(?!>))*)\s*(?P<closed>/?)>"
    r"|<(?=[A-Za-z/!?])",
    re.DOTALL,
)


def balanced(html: str) -> str:
    """`html` with stray end tags left out, and what it leaves open closed."""
    out: list[str] = []
    stack: list[str] = []
    at = 0
    while piece := _PIECE.search(html, at):
        out.append(html[at : piece.start()])
        at = piece.end()
        out.append(_kept(piece, stack))
        if stack and stack[-1] in RAW_TEXT and piece["name"]:
            at = _end_of_raw_text(html, at, stack, out)
    out.append(html[at:])
    out.extend(f"</{name}>" for name in reversed(stack))
    return "".join(out)


def _kept(piece: re.Match[str], stack: list[str]) -> str:
    """What becomes of one comment or tag; `stack` is what is open."""
    text = piece.group()
    if piece["comment"] is not None:
        return text if text.endswith("-->") else f"{text}-->"
    if piece["name"] is None:
        return "&lt;" + text[1:]
    name = piece["name"].lower()
    if piece["slash"] and name == "br":
        return "<br>"  # as every browser reads `</br>` (HTML, 13.2.6.4.7)
    if piece["slash"]:
        return _closed(name, text, stack)
    if name not in VOID and not (piece["closed"] and _is_foreign(name, stack)):
        stack.append(name)
    return text


def _closed(name: str, text: str, stack: list[str]) -> str:
    """An end tag: with it end the elements inside; a stray one is left out."""
    if name not in stack:
        return ""
    while stack.pop() != name:
        pass
    return text


def _is_foreign(name: str, stack: list[str]) -> bool:
    """Whether `<name/>` closes itself: only in SVG and MathML."""
    return name in ("svg", "math") or "svg" in stack or "math" in stack


def _end_of_raw_text(html: str, at: int, stack: list[str], out: list[str]) -> int:
    name = stack[-1]
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, at)
    if end is None:
        out.append(html[at:])
        return len(html)
    out.append(html[at : end.end()])
    stack.pop()
    return end.end()
