"""Link definitions that stand directly under text.

A CommonMark definition cannot interrupt a paragraph (4.7). remark takes definitions out before it reads
paragraphs, so authors put them where they like; shown as text they are never meant.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from slidegen import lazy_re as re
from slidegen.text.link_definitions import DEFINITION

_DEFINITION = re.compile(DEFINITION)


def definition(md: MarkdownIt) -> None:
    """Let a definition end the paragraph above it in `md`."""
    md.block.ruler.before("reference", "definition", ends_paragraph, {"alt": ["paragraph"]})


def ends_paragraph(state: StateBlock, line: int, _end_line: int, silent: bool) -> bool:
    """Whether the line is a definition; the rule `reference` reads it."""
    start = state.bMarks[line] + state.tShift[line]
    return silent and _DEFINITION.fullmatch(state.src, start, state.eMarks[line]) is not None
