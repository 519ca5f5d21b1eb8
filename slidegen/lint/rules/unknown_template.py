r"""Slides that name a template which no slide before them is.

What: `template: x` where in one of its decks no earlier slide says `name: x`.

Why: the slide is shown without what the template was to bring.

Bad:

    name: picture

    # Picture

    ---

    template: pciture

    # Nodes

Good:

    name: picture

    # Picture

    ---

    template: picture

    # Nodes

Fix: none. Name the template slide, above the first slide that uses it.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.deck import rules
from slidegen.finding import Finding
from slidegen.lint.decks import DeckView, decks_with
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.model import Property

RULE = rules.UNKNOWN_TEMPLATE


def check(document: Document, project: Project) -> Iterator[Finding]:
    used = [
        p for slide in document.view(fragment_of).slides for p in slide.properties if p.name == "template"
    ]
    if not used:
        return
    decks = decks_with(document, project)
    for found in used:
        if not all(named_before(found, document, deck) for deck in decks):
            yield document.source.finding(
                RULE,
                found.span.start,
                found.span.end,
                f"no slide before this one is named `{found.value}`",
                help="name the template slide, above it",
            )


def named_before(found: Property, document: Document, deck: DeckView) -> bool:
    first = deck.first_names.get(found.value)
    index = next((at for at, other in enumerate(deck.documents) if other is document), -1)
    return first is not None and first < (index, found.span.start)
