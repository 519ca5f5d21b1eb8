"""HTML comments of one line, which change nothing that is shown.

To CommonMark 4.6 a comment ends the paragraph or the list that it stands in, and what follows it on its line
is raw HTML. Workshops are full of comments that authors hide from the audience, so here the paragraph goes
on, as it does in remark. Longer comments stay blocks: they may hold fences and blank lines.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block

_COMMENTS = re.compile(r"(?:<!--.*?-->[ \t]*)+")


def comment(md: MarkdownIt) -> None:
    """Let `md` leave the comments of a paragraph in it."""
    md.block.ruler.at("html_block", read_html, {"alt": ["paragraph", "reference", "blockquote"]})


def read_html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of raw HTML, as CommonMark has it but for comments."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    comments = _COMMENTS.match(state.src, start, end) if state.src.startswith("<!--", start) else None
    if comments and (comments.end() < end or (silent and state.parentType == "paragraph")):
        return False
    return html_block(state, start_line, end_line, silent)
