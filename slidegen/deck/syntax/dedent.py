"""A slide or notes that are indented as a whole, or in their first lines: no code, as in remark.

    # in the editor, to see where the notes begin
    ???
        What I say here.

To CommonMark 4.4 the note is code. remark trims what it reads, so authors indent as they like. What all lines
share is taken off; where only the first lines are indented they are moved left. The line count stays.

Where an indented text begins with its only item, all that follows is the item's, as in remark, which moves
nothing but the first line: authors put an instruction and its command so.

remark reads a blank that does not break as any other. Behind the mark of an item, a heading or a quote, where
a Mac writes it with the marks, it is one here, too; in a text it stays.
"""

from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen import lazy_re as re
from slidegen.text.list_item import ITEM, content_at
from slidegen.text.separators import margin_of

_CODE = 4  #: columns that make a line code (CommonMark 4.4)
_NO_BREAKS = re.compile(
    r"\xa0+(?=\n)|^[ \t>]*+\xa0[ \t\xa0]*+|^[ \t>]*+(?:[-*+>]|\d{1,9}[.)]|#{1,6})\xa0+", re.MULTILINE
)
_NEXT = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|#")
_INDENTED = re.compile(r"(?:[ \t]*\n)*+[ \t]")


def dedent(md: MarkdownIt) -> None:
    """Let `md` take no indentation at the start of a text for code."""
    md.core.ruler.before("indentation", "dedent", dedent_text)


def dedent_text(state: StateCore) -> None:
    if "\xa0" in state.src:
        state.src = _NO_BREAKS.sub(lambda found: found[0].replace("\xa0", " "), state.src)
    if _INDENTED.match(state.src):
        state.src = dedented(state.src)


def dedented(text: str) -> str:
    """`text` without the indentation that its lines share, and without code in its first lines."""
    lines = text.split("\n")
    margin = margin_of(text)
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if margin:
        kept = margin - lone_item(lines[first:], margin)
        return "\n".join(line[margin if number == first else kept :] for number, line in enumerate(lines))
    count = len(list(takewhile(str.strip, lines[first:])))
    return "\n".join([*lines[:first], *_moved_left(lines[first : first + count]), *lines[first + count :]])


def lone_item(lines: list[str], margin: int) -> int:
    """How wide the marker is with which lines of this margin begin, where none of the others is an item or a
    heading; 0 for any other lines."""
    item = ITEM.match(lines[0]) if lines else None
    if item is None or "\t" in item[0] or any(_NEXT.match(line, margin) for line in lines[1:]):
        return 0
    width = content_at(item) - margin
    return width if width <= margin else 0


def _moved_left(lines: list[str]) -> list[str]:
    """`lines` without what they share, when that would make them code, and the first one in any case."""
    expanded = [line.expandtabs(4) for line in lines]
    widths = [len(line) - len(line.lstrip(" ")) for line in expanded]
    if not widths or widths[0] < _CODE:
        return lines
    shared = min(widths)
    return [
        expanded[0].lstrip(" ") if shared < _CODE else expanded[0][shared:],
        *(line[shared:] for line in expanded[1:]),
    ]
