"""Markdown as MyST and Hugo have it: fences of colons, and the shortcode that stands around code.

    :::{code-cell} bash                  {{< highlight bash >}}
    kubectl get nodes                    kubectl get nodes
    :::                                  {{< /highlight >}}

Knows the marks (https://mystmd.org/guide, https://gohugo.io/shortcodes/highlight). Must not know what stands
in them, nor which words of MyST's name code (`text/typed` does).
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.text.markup.admonitions import may_be_slides
from slidegen.text.markup.shown_text import Piece, ShownText
from slidegen.text.typed.languages import is_directive

_MARKS = "````"
_FENCE = re.compile(r"[ \t]*(?P<marks>`{3,}|~{3,})")
_COLONS = re.compile(r"[ \t]*(?P<colons>:{3,})[ \t]*(?P<info>\{[^\n]*)")
_SHORTCODE = re.compile(r"[ \t]*\{\{[<%][ \t]*highlight[ \t]+(?P<info>[\w+#-]+)")
_ITS_END = re.compile(r"[ \t]*\{\{[<%][ \t]*/[ \t]*highlight[ \t]*[>%]\}\}")
#: From where to where a mark stands, and what is shown in its place.
_Mark = tuple[int, int, str]


def as_markdown(text: str) -> ShownText | None:
    """`text` with fences of backticks; None where it has no others, or may be a deck: its page shows them."""
    if may_be_slides(text):
        return None
    pieces, at = list[Piece](), 0
    for start, end, shown in _marks_in(text):
        pieces += (Piece(text[at:start], at, start), Piece(shown, start, end, "markup"))
        at = end
    return ShownText((*pieces, Piece(text[at:], at, len(text)))) if pieces else None


def _marks_in(text: str) -> Iterator[_Mark]:
    """The marks of blocks that end, in order."""
    at, end, opened = 0, "", None
    for line in text.split("\n"):
        if end:
            if _ends(line, end):
                if opened is not None:
                    yield opened
                    yield _placed(at, line, _MARKS)
                end, opened = "", None
        elif fence := _FENCE.match(line):
            end = fence["marks"]
        elif found := _COLONS.match(line):
            info = found["info"].rstrip()
            if is_directive(info):
                end, opened = found["colons"], _placed(at, line, _MARKS + info)
        elif (found := _SHORTCODE.match(line)) and line.rstrip().endswith("}}"):
            end, opened = "{", _placed(at, line, _MARKS + found["info"])
        at += len(line) + 1


def _placed(at: int, line: str, shown: str) -> _Mark:
    return at + len(line) - len(line.lstrip(" \t")), at + len(line.rstrip()), shown


def _ends(line: str, end: str) -> bool:
    """Whether a line ends a block of colons, of a fence's marks, or of a shortcode."""
    if end == "{":
        return _ITS_END.fullmatch(line.rstrip()) is not None
    said = line.strip()
    return said.startswith(end) and not said.strip(end[0])
