"""Paragraphs that are text without a `<p>` around them.

Authors set columns so: below `.left[` … `]` stands `.right[![](a.png)]`; a paragraph would push it down. And
none can hold a `div`: where Markdown stands in one, or right behind it, browsers would end the paragraph.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, paragraph

from slidegen.deck.syntax.html_block import ends_paragraph
from slidegen.deck.syntax.step import TURNS


def bare_paragraph(md: MarkdownIt) -> None:
    """Let `md` leave out the `<p>` where none can stand."""
    md.block.ruler.at("paragraph", read_paragraph)


def read_paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A paragraph, as CommonMark has it."""
    first = len(state.tokens)
    found = paragraph(state, start_line, end_line, silent)
    if found and (_is_behind_class(state, first, start_line) or _holds_block(state, first)):
        state.tokens[first].hidden = state.tokens[-1].hidden = True
    return found


def _is_behind_class(state: StateBlock, first: int, line: int) -> bool:
    """Whether it stands right behind the `]` of a block, as remark has it."""
    above = state.tokens[first - 1] if first else None
    if above is None or above.type != "content_class_close" or above.map is None:
        return False
    # the blank line of a step is no line of its own
    return line - above.map[1] - (line in dict(state.env.get(TURNS, ()))) in (-1, 0)


def _holds_block(state: StateBlock, first: int) -> bool:
    return ends_paragraph(state.tokens[first + 1].content, 0)
