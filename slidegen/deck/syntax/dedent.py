"""A slide or notes that are indented as a whole, or in their first lines: no code, as in remark.

    # in the editor, to see where the notes begin
    ???
        What I say here.

To CommonMark 4.4 the note is code. remark trims what it reads, so authors indent as they like. What all lines
share is taken off; where only the first lines are indented they are moved left. The line count stays.

Where an indented text begins with its only item, all that follows is the item's, as in remark, which moves
nothing but the first line: authors put an instruction and its command so.

remark reads a blank that does not break as any other. Behind the mark of an item, a heading or a quote, where
a Mac writes it with the marks, it is one here, too; in a text and in a fence it stays.
"""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen import lazy_re as re
from slidegen.text.margins import trimmed
from slidegen.text.verbatim import read_verbatim

_NO_BREAKS = re.compile(
    r"\xa0+(?=\n)|^[ \t>]*+\xa0[ \t\xa0]*+|^[ \t>]*+(?:[-*+>]|\d{1,9}[.)]|#{1,6})\xa0+", re.MULTILINE
)
_INDENTED = re.compile(r"(?>(?:[ \t]*\n)*)[ \t]")


def dedent(md: MarkdownIt) -> None:
    """Let `md` take no indentation at the start of a text for code."""
    md.core.ruler.before("indentation", "dedent", dedent_text)


def dedent_text(state: StateCore) -> None:
    if "\xa0" in state.src:
        state.src = "".join(_plain_blanks(state.src))
    if _INDENTED.match(state.src):
        state.src = "\n".join(trimmed(state.src.split("\n")))


def _plain_blanks(text: str) -> Iterator[str]:
    """The text with plain blanks behind marks; a fence keeps its own, since it is run as it stands."""
    at = 0
    for fence in read_verbatim(text).fences:
        yield _NO_BREAKS.sub(_plain, text[at : fence.start])
        yield text[fence.start : fence.end]
        at = fence.end
    yield _NO_BREAKS.sub(_plain, text[at:])


def _plain(found: re.Match[str]) -> str:
    return found[0].replace("\xa0", " ")
