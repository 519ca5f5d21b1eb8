"""The slides of a Markdown document: the first view, from which most others are made.

Code that no fence marks stands among the fences here, since rules ask for all of it. Must not know how a
fragment is read (`slidegen.text.fragment` does).
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from slidegen.lint.document import Document
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fence, Fragment
from slidegen.text.unmarked_code import outside_of, preformatted

if TYPE_CHECKING:
    from markdown_it.token import Token  # a type only: few documents need the parser


def fragment_of(document: Document) -> Fragment:
    """The slides of a Markdown file; another kind has none."""
    if document.kind != "markdown":
        return Fragment(document.path, (), ())
    fragment = read_fragment(document.source, document.exercise_classes)
    taken = [
        *((fence.span.start, fence.span.end) for fence in fragment.fences),
        *((c.span.start, c.span.end) for slide in fragment.slides for c in slide.comments),
    ]
    found = [each for slide in fragment.slides for each in slide.indented]
    found += preformatted(document.source)
    return _with_fences(fragment, outside_of(found, taken)) if found else fragment


def _with_fences(fragment: Fragment, found: tuple[Fence, ...]) -> Fragment:
    slides = []
    for slide in fragment.slides:
        mine = [fence for fence in found if slide.span.start <= fence.span.start < slide.span.end]
        fences = sorted((*slide.fences, *mine), key=lambda fence: fence.span.start)
        slides.append(replace(slide, fences=tuple(fences)) if mine else slide)
    return replace(fragment, slides=tuple(slides))


def tokens_of(text: str, extras: tuple[str, ...] = ()) -> "list[Token]":
    """What Markdown makes of a slide's text; for rules that found a sign in it which makes them ask."""
    from slidegen.deck.markdown import parse  # few slides are suspect, and the parser is slow to load

    return parse(text, extras=extras)
