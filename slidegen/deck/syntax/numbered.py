"""Numbers with a parenthesis: a list where another follows, else text, as in remark.

    1) Fix the evidence

To CommonMark 5.2 each of them is a list of one, shown as `1.`. remark knows no such lists; authors write them
in columns and between pictures. Two or more in a row are a list: remark makes one paragraph of them all.
"""

import re
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import list_block as any_list

_NUMBER = re.compile(r"[ \t]*\d{1,9}\)(?=[ \t]|$)")


def numbered(md: MarkdownIt) -> None:
    """Let `md` take a lone `1)` for text."""
    md.block.ruler.at("list", read_list, {"alt": ["paragraph", "reference", "blockquote"]})


def read_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A list, as CommonMark has it, unless it is a lone number with a parenthesis."""
    return not _is_alone(state, start_line, end_line) and any_list(state, start_line, end_line, silent)


def _is_alone(state: StateBlock, start_line: int, end_line: int) -> bool:
    """Whether the line begins with `1)` and no other does, between the blank lines around it."""
    if not _numbered(state, start_line):
        return False
    below, above = range(start_line + 1, end_line), range(start_line - 1, -1, -1)
    return not any(
        _numbered(state, line)
        for lines in (below, above)
        for line in takewhile(lambda line: not state.isEmpty(line), lines)
    )


def _numbered(state: StateBlock, line: int) -> bool:
    # From the line's start: markdown-it moves the first line of an item behind its marker.
    return _NUMBER.match(state.src, state.bMarks[line], state.eMarks[line]) is not None
