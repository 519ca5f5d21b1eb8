"""Which line is the row of dashes that makes a table of the line above it.

The page's parser, the linter and what looks for code below a table ask here. Knows that row. Must not know
what a table is for.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re

# A bar somewhere: dashes alone underline a title. What it has taken it keeps (`++`): a line of blanks would
# be divided in all ways.
_DASHES = (
    r"\|?(?>(?:[ \t]*+:?-++:?[ \t]*+\|(?>(?:[ \t]*+\|)?))+)(?>(?:[ \t]*+:?-++:?)?)[ \t]*+"
    r"|\|[ \t]*+:?-++:?[ \t]*+"
)
_ROW = re.compile(_DASHES)
_ONE_CELL = re.compile(r"\|?[^|]*\|?(?<=\|)|\|[^|]+")
_ONE_DASH = re.compile(r":?-+:?")
_LINE = re.compile(rf"^[ \t]*+(?:{_DASHES})$", re.MULTILINE)


def is_row_of_dashes(line: str) -> bool:
    """Whether a line is one, wherever it stands."""
    return "-" in line and _ROW.fullmatch(line.strip()) is not None


def makes_a_table(header: str, row: str) -> bool:
    """Whether `row` makes a table of the line above it; a header of one cell takes dashes alone."""
    if is_row_of_dashes(row):
        return "|" in header
    return _ONE_CELL.fullmatch(header.strip()) is not None and _ONE_DASH.fullmatch(row.strip()) is not None


def heads_of_tables(text: str) -> Iterator[tuple[str, int, int]]:
    """The header of each table of `text`, and where the row of dashes below it stands."""
    for row in _LINE.finditer(text) if "|" in text else ():
        end = row.start() - 1
        header = text[text.rfind("\n", 0, max(end, 0)) + 1 : max(end, 0)]
        if "|" in header.strip()[1:] and not is_row_of_dashes(header):
            yield header, row.start() + len(row[0]) - len(row[0].lstrip()), row.start() + len(row[0].rstrip())
