"""Quotes that blank lines part: one, as in remark.

    > What the first one said

    > and what it went on with

CommonMark 5.1 makes two of them. remark's parser, as the first Markdown did, reads on at the next mark, and
authors write the paragraphs and the items of one quote so. A callout (`> [!NOTE]`) begins one of its own.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote

from slidegen import lazy_re as re
from slidegen.text.fence_line import marks_a_fence

_CALLOUT = re.compile(r">[ \t]*\[!")
_CODE = 4  #: how far a line is indented that is code (CommonMark 4.4)


def quote(md: MarkdownIt) -> None:
    """Let `md` read on behind blank lines."""
    md.block.ruler.at("blockquote", read_quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def read_quote(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A quote with all that follows it behind blank lines."""
    if not silent and _is_quoted(state, start_line):
        _mark_blank_lines(state, start_line, end_line)
    return blockquote(state, start_line, end_line, silent)


def _mark_blank_lines(state: StateBlock, start_line: int, end_line: int) -> None:
    """Let the blank lines between the parts be read as `>`; where code is open, the quote ends with it."""
    mark = state.bMarks[start_line] + state.tShift[start_line]
    if _is_callout(state, start_line):
        return
    line, is_code = start_line, False
    while line < end_line and _is_quoted(state, line):
        is_code ^= marks_a_fence(state.src[state.bMarks[line] : state.eMarks[line]])
        line, blank = line + 1, line + 1
        while line < end_line and state.isEmpty(line):
            line += 1
        if line == end_line or not _is_quoted(state, line):
            return
        if line > blank and (is_code or _is_callout(state, line)):
            return
        for each in range(blank, line):
            state.bMarks[each], state.tShift[each], state.eMarks[each] = mark, 0, mark + 1
            state.sCount[each] = state.blkIndent


def _is_callout(state: StateBlock, line: int) -> bool:
    return _CALLOUT.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _is_quoted(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    is_near = 0 <= state.sCount[line] - state.blkIndent < _CODE
    return is_near and state.src.startswith(">", start, state.eMarks[line])
