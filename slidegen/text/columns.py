"""Which text stands in columns: tables that programs print, and pictures that are drawn with letters.

Such lines say nothing when they are folded. Knows blanks and bars. Must not know commands, nor what is shown.
"""

from slidegen import lazy_re as re

#: What ends where something begins: more than one blank, or any before a bar.
_GAP = re.compile(r"(?<=\S)(?:[ ]{2,}(?=\S)|[ ]+(?=[|│┃║]))")


def columns_of(line: str) -> list[int]:
    """Where its columns begin, but for the first."""
    return [gap.end() for gap in _GAP.finditer(line.expandtabs())]


def has_columns(text: str) -> bool:
    """Whether two of its lines, with perhaps rules between them, have a column at the same place."""
    above: list[int] = []
    for line in text.split("\n"):
        columns = columns_of(line)
        if not set(columns).isdisjoint(above):
            return True
        if columns or not line.strip():
            above = columns
    return False
