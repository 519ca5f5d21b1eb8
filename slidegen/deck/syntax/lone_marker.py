"""What looks like a list to CommonMark and stands alone: text, as in remark.

    1) Fix the evidence

    +

To CommonMark 5.2 the number is a list of one, shown as `1.`, and the plus an empty item. remark knows
neither, and authors write them in columns and between pictures. Two numbers or more in a row are a list, of
which remark makes one paragraph. A number with a code fence right behind it is an item wherever it stands:
any may interrupt a paragraph in remark.
"""

from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import list_block as any_list

from slidegen import lazy_re as re

_MARKER = re.compile(r"[ \t]*(?:\d{1,9}\)(?=[ \t]|$)|(?P<bare>[-*+])[ \t]*$)")

_CODE = re.compile(r"[ \t]*\d{1,9}[.)][ \t]+(?:```[^`\n]*|~~~.*)$")


def lone_marker(md: MarkdownIt) -> None:
    """Let `md` take a lone `1)` or `+` for text."""
    md.block.ruler.at("list", read_list, {"alt": ["paragraph", "reference", "blockquote"]})


def read_list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A list, as CommonMark has it, unless it is a lone marker."""
    if _CODE.match(state.src, state.bMarks[start_line], state.eMarks[start_line]):
        is_item = not state.is_code_block(start_line)
        return is_item if silent else any_list(state, start_line, end_line, silent)
    return not _is_alone(state, start_line, end_line) and any_list(state, start_line, end_line, silent)


def _is_alone(state: StateBlock, start_line: int, end_line: int) -> bool:
    """Whether no other line begins with `1)`, or none is there beside `+`, up to the next blank ones."""
    marker = _marker_of(state, start_line)
    if marker is None:
        return False
    below, above = range(start_line + 1, end_line), range(start_line - 1, -1, -1)
    others = (
        line for lines in (below, above) for line in takewhile(lambda line: not state.isEmpty(line), lines)
    )
    if marker["bare"]:
        return next(others, None) is None
    return not any(_marker_of(state, line) for line in others)


def _marker_of(state: StateBlock, line: int) -> re.Match[str] | None:
    # From the line's start: markdown-it moves the first line of an item behind its marker.
    return _MARKER.match(state.src[state.bMarks[line] : state.eMarks[line]])
