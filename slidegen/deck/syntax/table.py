"""Tables whose row of dashes has not as many cells as their header.

GFM 4.10 asks for equal numbers. remark counts neither; a row that is a cell short or long is a slip of an
author who sees a table in remark. The header decides; but where the dashes have no bar at the edge and a
cell more, the bar that a line begins with stands behind an empty cell. A line that begins with an inline tag
is a paragraph, and a table does not interrupt it, as in remark. Nor is a line without a bar a row. In a
quote, rows go on without its mark, as words do.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as any_table
from markdown_it.rules_block.table import escapedSplit

from slidegen import lazy_re as re
from slidegen.deck.syntax.html_block import is_inline_tag

_DASHES = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|(?:[ \t]*\|)?)+(?:[ \t]*:?-+:?)?[ \t]*|\|[ \t]*:?-+:?[ \t]*")
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
    repaired = _repaired(state, start_line, end_line)
    return bool(repaired) and _read_with(state, repaired, start_line, end_line, silent)


def _end_of_rows(state: StateBlock, start_line: int, end_line: int) -> int:
    """Where the rows end: at a line without a bar, which GFM takes for one cell more."""
    if start_line + 1 >= end_line or "|" not in _text(state, start_line):
        return end_line
    if not _DASHES.fullmatch(_text(state, start_line + 1)):
        return end_line
    line = start_line + 2
    while line < end_line and "|" in _text(state, line):
        if state.sCount[line] < 0:  # a quote goes on in it, without its mark
            state.sCount[line] = state.blkIndent
        line += 1
    return line if line < end_line else end_line


def _begins_with_tag(state: StateBlock, line: int) -> bool:
    return is_inline_tag(state.src, state.bMarks[line] + state.tShift[line])


def _repaired(state: StateBlock, line: int, end_line: int) -> dict[int, str]:
    """The lines of the table that have to say something else, by number; none where there is no table."""
    if line + 1 >= end_line or "|" not in (header := _text(state, line)) or _ITEM.match(header):
        return {}
    row = _text(state, line + 1)
    if not _DASHES.fullmatch(row):
        return {}
    wanted, cells = len(_cells(header)), [cell.strip() or "---" for cell in _cells(row)]
    if header[0] == "|" != row[0] and len(cells) == wanted + 1:
        rows = {at: f"| {text}" for at in range(line, end_line) if (text := _text(state, at))[:1] == "|"}
        return rows | {line + 1: f"|{'|'.join(cells)}|"}
    return {line + 1: f"|{'|'.join([*cells, *['---'] * wanted][:wanted])}|"}


def _read_with(state: StateBlock, repaired: dict[int, str], line: int, end_line: int, silent: bool) -> bool:
    """Read the table as if its lines were `repaired`, which stand behind the text for so long."""
    source = state.src
    kept = {row: (state.bMarks[row], state.tShift[row], state.eMarks[row]) for row in repaired}
    for row, text in repaired.items():
        state.bMarks[row], state.tShift[row] = len(state.src) + 1, 0
        state.src = f"{state.src}\n{text}"
        state.eMarks[row] = len(state.src)
    found = any_table(state, line, end_line, silent)
    state.src = source
    for row, marks in kept.items():
        state.bMarks[row], state.tShift[row], state.eMarks[row] = marks
    return found


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row)
    start = 1 if not cells[0].strip() else 0
    return cells[start : -1 if len(cells) > 1 and not cells[-1].strip() else None]
