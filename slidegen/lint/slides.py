"""The slides of a Markdown document: the first view, from which most others are made.

Code that no fence marks stands among the fences here, since rules ask for all of it. Must not know how a
fragment is read (`slidegen.text.fragment` does).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from slidegen.finding import Finding, Rule
from slidegen.lint.document import Document
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fragment, SlideSource

if TYPE_CHECKING:
    from markdown_it.token import Token  # a type only: few documents need the parser


def fragment_of(document: Document) -> Fragment:
    """The slides of a Markdown file; another kind has none."""
    if document.kind != "markdown":
        return Fragment(document.path, (), ())
    fragment = read_fragment(document.source, document.exercise_classes)
    return replace(fragment, slides=tuple(map(_with_unmarked, fragment.slides)))


def found_in_reading(document: Document, rule: Rule) -> Iterator[Finding]:
    """What the reading of the slides has found already."""
    return (finding for finding in document.view(fragment_of).findings if finding.rule is rule)


def _with_unmarked(slide: SlideSource) -> SlideSource:
    if not slide.unmarked:
        return slide
    fences = sorted((*slide.fences, *slide.unmarked), key=lambda fence: fence.span.start)
    return replace(slide, fences=tuple(fences))


def tokens_of(text: str, extras: tuple[str, ...] = ()) -> "list[Token]":
    """What Markdown makes of a slide's text; for rules that found a sign in it which makes them ask."""
    from slidegen.deck.markdown import parse  # few slides are suspect, and the parser is slow to load

    return parse(text, extras=extras)
