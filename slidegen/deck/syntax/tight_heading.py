"""Headings without a blank behind their marks: `#Title`, as old decks and remark's own demo have it.

CommonMark 4.2 asks for the blank, to keep `#5 bolt` and `#hashtag` text. remark asks for none; which texts
are meant as headings is said by `slidegen.text.heading`.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading

from slidegen.text.heading import TIGHT_HEADING, without_closing_marks


def tight_heading(md: MarkdownIt) -> None:
    """Let `md` read such headings."""
    md.block.ruler.at("heading", read_heading, {"alt": ["paragraph", "reference", "blockquote"]})


def read_heading(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A line of `#` marks and a title, with blanks between them or not."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    tight = TIGHT_HEADING.match(state.src, start, state.eMarks[start_line])
    if tight is None:
        return _with_blank(state, start_line, end_line, silent)
    if state.is_code_block(start_line):
        return False
    if not silent:
        _push_heading(state, start_line, len(tight[1]), state.src[tight.end(1) : state.eMarks[start_line]])
    return True


def _with_blank(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """markdown-it's heading; marks that close it need no blank either: `## Title##`."""
    found = heading(state, start_line, end_line, silent)
    if found and not silent and state.tokens[-2].content.endswith("##"):
        state.tokens[-2].content = without_closing_marks(state.tokens[-2].content)
    return found


def _push_heading(state: StateBlock, line: int, level: int, title: str) -> None:
    state.line = line + 1
    opening = state.push("heading_open", f"h{level}", 1)
    inline = state.push("inline", "", 0)
    closing = state.push("heading_close", f"h{level}", -1)
    opening.markup = closing.markup = "#" * level
    opening.map = inline.map = [line, state.line]
    inline.content, inline.children = without_closing_marks(title), []
