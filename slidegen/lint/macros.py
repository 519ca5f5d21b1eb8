"""Which calls of macros fail, and which macros: what a build says of them, asked of the linter's documents.

Knows decks as the linter sees them. Must not know how a macro is expanded.
"""

from collections.abc import Iterator
from functools import partial

from slidegen.budget import Budget
from slidegen.deck.macro import FailedExpansion, expand_macros, macro_calls
from slidegen.deck.macro_template import (
    MacroTemplate,
    make_macros,
    settings_place,
    syntax_finding,
    templates_of,
)
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.decks import DeckView
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of


@dataclass(frozen=True, slots=True)
class FailedCall:
    """A call that cannot be expanded, by its offsets in its document; `end` is behind the name."""

    name: str
    start: int
    end: int
    failure: FailedExpansion


def failed_calls(document: Document, deck: DeckView, project: Project) -> tuple[FailedCall, ...]:
    """The calls of `document` that fail in `deck`; two rules ask, and the macros run once."""
    if "![:" not in document.text:
        return ()
    known = project.view(_no_calls_yet)
    if (deck, document) not in known:
        known[deck, document] = tuple(_failed_calls(document, deck, project))
    return known[deck, document]


def _no_calls_yet(_: Project) -> dict[tuple[DeckView, Document], tuple[FailedCall, ...]]:
    return {}


def _failed_calls(document: Document, deck: DeckView, project: Project) -> Iterator[FailedCall]:
    templates = _templates(deck, project)
    macros = make_macros(templates, deck.folder, project.texts.source)
    budget = Budget.of(len(document.text))
    for call in macro_calls(document.view(prose_of)):
        if call.name not in macros:
            continue  # that is another rule's
        for _, failure in expand_macros(document.text[call.start : call.end], macros, budget).failures:
            yield FailedCall(call.name, call.start, call.name_end, failure)


def failed_macros(deck: DeckView, project: Project) -> Iterator[Finding]:
    """What is wrong with the macros that the manifest defines: syntax, and what calls of them show."""
    if deck.manifest is None or not deck.manifest.macros:
        return
    for template in _templates(deck, project):
        if found := syntax_finding(template):
            yield found
    for document in deck.documents:
        yield from (c.failure.finding for c in failed_calls(document, deck, project) if c.failure.finding)


def _templates(deck: DeckView, project: Project) -> tuple[MacroTemplate, ...]:
    own = deck.manifest.macros if deck.manifest else ()
    pairs, place = (*project.settings.macros, *own), partial(settings_place, project.root)
    if deck.manifest is None:
        return tuple(MacroTemplate(name, text, *place(name, text)) for name, text in pairs)
    return tuple(templates_of(pairs, deck.manifest, place, project.texts.source))
