"""Tables whose row of dashes has not as many cells as their header.

GFM 4.10 asks for equal numbers. remark counts neither; a row that is a cell short or long is a slip of an
author who sees a table in remark. The header decides. A line that begins with an inline tag is a paragraph,
and a table does not interrupt it, as in remark. Nor is a line without a bar a row.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as any_table
from markdown_it.rules_block.table import escapedSplit

from slidegen import lazy_re as re
from slidegen.deck.syntax.html_block import is_inline_tag

_DASHES = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*|\|[ \t]*:?-+:?[ \t]*")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]")


def table(md: MarkdownIt) -> None:
    """Let `md` read such tables."""
    md.block.ruler.at("table", read_table, {"alt": ["paragraph", "reference"]})


def read_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A header, its row of dashes, and rows."""
    if silent and state.parentType == "paragraph" and _begins_with_tag(state, state.line):
        return False
    end_line = _end_of_rows(state, start_line, end_line)
    if any_table(state, start_line, end_line, silent):
        return True
    dashes = _repaired_dashes(state, start_line, end_line)
    return dashes is not None and _read_with(state, dashes, start_line, end_line, silent)


def _end_of_rows(state: StateBlock, start_line: int, end_line: int) -> int:
    """Where the rows end: at a line without a bar, which GFM takes for one cell more."""
    if start_line + 1 >= end_line or "|" not in _text(state, start_line):
        return end_line
    if not _DASHES.fullmatch(_text(state, start_line + 1)):
        return end_line
    line = start_line + 2
    while line < end_line and "|" in _text(state, line):
        line += 1
    return line if line < end_line else end_line


def _begins_with_tag(state: StateBlock, line: int) -> bool:
    return is_inline_tag(state.src, state.bMarks[line] + state.tShift[line])


def _repaired_dashes(state: StateBlock, line: int, end_line: int) -> str | None:
    """The row of dashes with as many cells as the header, None where there is no such row."""
    if line + 1 >= end_line or "|" not in (header := _text(state, line)) or _ITEM.match(header):
        return None
    row = _text(state, line + 1)
    if not _DASHES.fullmatch(row):
        return None
    wanted, cells = len(_cells(header)), _cells(row)
    return f"|{'|'.join([*cells, *['---'] * wanted][:wanted])}|"


def _read_with(state: StateBlock, dashes: str, line: int, end_line: int, silent: bool) -> bool:
    """Read the table as if its second line were `dashes`, which stand behind the text for so long."""
    source, row = state.src, line + 1
    kept = state.bMarks[row], state.tShift[row], state.eMarks[row]
    state.src = f"{source}\n{dashes}"
    state.bMarks[row], state.tShift[row], state.eMarks[row] = len(source) + 1, 0, len(state.src)
    found = any_table(state, line, end_line, silent)
    state.src = source
    state.bMarks[row], state.tShift[row], state.eMarks[row] = kept
    return found


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row)
    start = 1 if not cells[0].strip() else 0
    return cells[start : -1 if len(cells) > 1 and not cells[-1].strip() else None]
