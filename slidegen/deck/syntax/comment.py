"""HTML comments, which change nothing that is shown.

To CommonMark 4.6 a comment ends the paragraph or the list that it stands in, what follows it on its line is
raw HTML, and one that begins in a list item ends with the item, so that the rest of it is shown. Workshops
are full of comments that hide something from the audience: here a comment of one line leaves its paragraph
whole, as in remark, and a longer one, which may hold fences and blank lines, ends at its `-->`.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import html_block as any_html_block

from slidegen import lazy_re as re
from slidegen.deck.syntax.html_block import code, ends_paragraph, html_block, lines_of

_COMMENTS = re.compile(r"(?>(?:<!--.*?-->[ \t]*)+)")


def comment(md: MarkdownIt) -> None:
    """Let `md` read comments so."""
    md.block.ruler.at("code", code)
    md.block.ruler.at("html_block", read_html, {"alt": ["paragraph", "reference", "blockquote"]})


def read_html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of raw HTML, as CommonMark has it but for comments."""
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if not state.src.startswith("<!--", start) or state.is_code_block(start_line):
        return html_block(state, start_line, end_line, silent)
    comments = _COMMENTS.match(state.src, start, end)
    if comments is None:
        return silent or _long_comment(state, start_line, end_line)
    if silent and state.parentType == "paragraph":
        return False
    if comments.end() < end:
        return _html_behind(state, comments.end() - start, start_line, end_line, silent)
    return html_block(state, start_line, end_line, silent)


def _html_behind(state: StateBlock, width: int, start_line: int, end_line: int, silent: bool) -> bool:
    """A block of HTML behind a comment, as knitr writes its widgets: `<!--html_preserve--><div …>`."""
    if not ends_paragraph(state.src, state.bMarks[start_line] + state.tShift[start_line] + width):
        return False
    state.tShift[start_line] += width
    found = any_html_block(state, start_line, end_line, silent)
    state.tShift[start_line] -= width
    return found


def _long_comment(state: StateBlock, start_line: int, end_line: int) -> bool:
    """A comment that closes on a later line, however little that is indented."""
    close = state.src.find("-->", state.eMarks[start_line], state.eMarks[end_line - 1])
    if close == -1:
        return html_block(state, start_line, end_line, False)
    line = start_line + 1
    while state.eMarks[line] < close:
        line += 1
    state.line = line + 1
    token = state.push("html_block", "", 0)
    token.map = [start_line, state.line]
    token.content = lines_of(state, start_line, state.line)
    return True
