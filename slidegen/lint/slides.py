"""The slides of a Markdown document: the first view, from which most others are made.

Must not know how a fragment is read (`slidegen.text.fragment` does).
"""

from typing import TYPE_CHECKING

from slidegen.lint.document import Document
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fragment

if TYPE_CHECKING:
    from markdown_it.token import Token  # a type only: few documents need the parser


def fragment_of(document: Document) -> Fragment:
    """The slides of a Markdown file; another kind has none."""
    if document.kind != "markdown":
        return Fragment(document.path, (), ())
    return read_fragment(document.shown, document.exercise_classes)


def tokens_of(text: str, extras: tuple[str, ...] = ()) -> "list[Token]":
    """What Markdown makes of a slide's text; for rules that found a sign in it which makes them ask."""
    from slidegen.deck.markdown import parse  # few slides are suspect, and the parser is slow to load

    return parse(text, extras=extras)
