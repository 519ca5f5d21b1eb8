"""Tables whose row of dashes has not as many cells as their header.

GFM 4.10 asks for equal numbers. remark counts neither; a row that is a cell short or long is a slip of an
author who sees a table in remark. The header decides; but where the dashes have no bar at the edge and a
cell more, the bar that a line begins with stands behind an empty cell. A line that begins with an inline tag
is a paragraph, and a table does not interrupt it, as in remark. Nor is a line without a bar a row. In a
quote, rows go on without its mark, as words do.

    Operator | Meaning
    ---------|--------
    >        | larger
             | (of numbers)

Of a table without bars at its edges each line with a bar is a row, whatever it begins with and however far
it is indented; a bar in front of too few cells stands behind an empty one.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as any_table
from markdown_it.rules_block.table import escapedSplit

from slidegen import lazy_re as re
from slidegen.deck.syntax.html_block import is_inline_tag
from slidegen.text.list_item import ITEM
from slidegen.text.table_row import is_row_of_dashes

#: What would end the table (GFM 4.10), but for code and elements.
_ENDS_TABLE = re.compile(r">|#{1,6}[ \t]|(?:[-*+]|\d{1,9}[.)])[ \t]|(?:[-*_][ \t]*){3}")
_CODE = 4  #: how far a line is indented that is code (CommonMark 4.4)


def table(md: MarkdownIt) -> None:
    """Let `md` read such tables."""
    md.block.ruler.at("table", read_table, {"alt": ["paragraph", "reference"]})


def read_table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A header, its row of dashes, and rows."""
    if silent and state.parentType == "paragraph" and _begins_with_tag(state, state.line):
        return False
    end_line = _end_of_rows(state, start_line, end_line)
    rows = {} if silent else _odd_rows(state, start_line, end_line)
    if _read_with(state, rows, start_line, end_line, silent):
        return True
    repaired = _repaired(state, start_line, end_line)
    return bool(repaired) and _read_with(state, rows | repaired, start_line, end_line, silent)


def _end_of_rows(state: StateBlock, start_line: int, end_line: int) -> int:
    """Where the rows end: at a line without a bar, which GFM takes for one cell more."""
    if start_line + 1 >= end_line or "|" not in _text(state, start_line):
        return end_line
    if not is_row_of_dashes(_text(state, start_line + 1)):
        return end_line
    line = start_line + 2
    while line < end_line and "|" in _text(state, line):
        if state.sCount[line] < 0:  # a quote goes on in it, without its mark
            state.sCount[line] = state.blkIndent
        line += 1
    return line if line < end_line else end_line


def _odd_rows(state: StateBlock, start_line: int, end_line: int) -> dict[int, str]:
    """The rows that would be read as something else, by number, as they have to be written."""
    if start_line + 1 >= end_line or not is_row_of_dashes(_text(state, start_line + 1)):
        return {}
    header, rows = _text(state, start_line), dict[int, str]()
    if "|" not in header:
        return {}
    wanted = len(_cells(header))
    for line in range(start_line + 2, end_line):
        text = _text(state, line)
        if "|" not in text:
            break
        if header[0] != "|" and (_ENDS_TABLE.match(text) or _lacks_first_cell(text, wanted)):
            rows[line] = f"| {text}"
        elif state.sCount[line] - state.blkIndent >= _CODE and (header[0] != "|" or text[0] == "|"):
            rows[line] = text
    return rows


def _lacks_first_cell(row: str, wanted: int) -> bool:
    return row[0] == "|" and len(_cells(row)) == wanted - 1


def _begins_with_tag(state: StateBlock, line: int) -> bool:
    return is_inline_tag(state.src, state.bMarks[line] + state.tShift[line])


def _repaired(state: StateBlock, line: int, end_line: int) -> dict[int, str]:
    """The lines of the table that have to say something else, by number; none where there is no table."""
    if line + 1 >= end_line or "|" not in (header := _text(state, line)) or ITEM.match(header):
        return {}
    row = _text(state, line + 1)
    if not is_row_of_dashes(row):
        return {}
    wanted, cells = len(_cells(header)), [cell.strip() or "---" for cell in _cells(row)]
    if header[0] == "|" != row[0] and len(cells) == wanted + 1:
        rows = {at: f"| {text}" for at in range(line, end_line) if (text := _text(state, at))[:1] == "|"}
        return rows | {line + 1: f"|{'|'.join(cells)}|"}
    return {line + 1: f"|{'|'.join([*cells, *['---'] * wanted][:wanted])}|"}


def _read_with(state: StateBlock, repaired: dict[int, str], line: int, end_line: int, silent: bool) -> bool:
    """Read the table as if its lines were `repaired`, which stand behind the text for so long."""
    source = state.src
    kept = {
        row: (state.bMarks[row], state.tShift[row], state.eMarks[row], state.sCount[row]) for row in repaired
    }
    for row, text in repaired.items():
        state.bMarks[row], state.tShift[row] = len(state.src) + 1, 0
        state.sCount[row] = min(state.sCount[row], state.blkIndent)
        state.src = f"{state.src}\n{text}"
        state.eMarks[row] = len(state.src)
    found = any_table(state, line, end_line, silent)
    state.src = source
    for row, marks in kept.items():
        state.bMarks[row], state.tShift[row], state.eMarks[row], state.sCount[row] = marks
    return found


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row)
    start = 1 if not cells[0].strip() else 0
    return cells[start : -1 if len(cells) > 1 and not cells[-1].strip() else None]
