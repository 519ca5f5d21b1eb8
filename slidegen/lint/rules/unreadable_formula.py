r"""Formulas that cannot be read.

What: a formula (`$…$`, `$$…$$`, `\(…\)`, `\[…\]`) in a deck that has them (`math: true`), with a command or
an environment that slidegen does not know, or that is not whole.

Why: it is shown as it is written, with its dollars and backslashes.

Bad (slides/entropy.md):

    # Entropy

    $H = -\sum_i p_i \logg p_i$

    ==> slides/deck.yml <==
    title: Information
    math: true
    content:
    - entropy.md

Good (slides/entropy.md):

    # Entropy

    $H = -\sum_i p_i \log p_i$

    ==> slides/deck.yml <==
    title: Information
    math: true
    content:
    - entropy.md

Fix: none. Write it with what TeX and AMS-LaTeX have; what a formula above defines (`\newcommand`) is known,
too.

Since: 0.2
"""

from collections.abc import Iterator

from slidegen.deck import rules
from slidegen.deck.formula_commands import Commands, FormulaMacro, commands_used, define
from slidegen.finding import Finding
from slidegen.lint.decks import decks_with
from slidegen.lint.document import Document
from slidegen.lint.manifests import may_be_manifest
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.source.single_deck import read_single_deck
from slidegen.text.front_matter import may_have_front_matter, read_front_matter

RULE = rules.UNREADABLE_FORMULA


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not may_have_formulas(document, project) or not has_formulas(document, project):
        return
    # Few decks have any, and it loads the Markdown parser.
    from slidegen.deck.unreadable import unreadable_formulas

    commands = _commands(document, project)
    for slide in document.view(fragment_of).slides:
        spans = [span for step in slide.steps for span in (step.body, step.notes) if span is not None]
        texts = [document.text[span.start : span.end] for span in spans]
        yield from unreadable_formulas(texts, document.source, slide.span, commands)


def _commands(document: Document, project: Project) -> Commands:
    """Those that the document may call: its own, and those of the decks that show it."""
    known: dict[str, FormulaMacro] = {}
    for each in (*(other for deck in decks_with(document, project) for other in deck.documents), document):
        define((each.text,), known)
    return commands_used((document.text,), known) if known else ()


def may_have_formulas(document: Document, project: Project) -> bool:
    """Whether anybody says `math` at all: cheaper than to read who lists the document."""
    named = project.settings.math or ("math" in document.text and may_have_front_matter(document.text))
    return named or project.view(_may_be_asked_for)


def _may_be_asked_for(project: Project) -> bool:
    return any("math" in other.text and may_be_manifest(other) for other in project.yaml_documents)


def has_formulas(document: Document, project: Project) -> bool:
    """Whether a deck that shows the document asks for formulas, or the document itself does."""
    front = read_front_matter(document.source)
    own = read_single_deck(document.source, front.root if front else None).manifest
    said = [deck.manifest.math for deck in decks_with(document, project) if deck.manifest]
    if not said:
        said = [own.math if own else None]
    return any(project.settings.math if each is None else each for each in said)
