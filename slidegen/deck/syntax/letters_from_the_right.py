"""`C++` in a deck that runs from right to left: its signs stay where they are in it.

Knows plain words of a line. Must not know which languages run so.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen.deck.syntax.callout import EXTRAS
from slidegen.source.direction import among_letters_from_the_right

#: What a deck that runs so has beside the `extras:` that it asks for.
FROM_THE_RIGHT = "from the right"


def letters_from_the_right(md: MarkdownIt) -> None:
    """Let `md` mark words in other letters, where `env` says that text runs from the right."""
    md.core.ruler.push("letters_from_the_right", marks)


def marks(state: StateCore) -> None:
    if FROM_THE_RIGHT not in state.env.get(EXTRAS, ()):
        return
    for inline in state.tokens:
        for child in inline.children or ():
            if child.type == "text":
                child.content = among_letters_from_the_right(child.content)
