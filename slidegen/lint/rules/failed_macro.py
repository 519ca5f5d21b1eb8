r"""Calls of macros that fail.

What: `![:name …](…)`, outside code, where the macro `name` is defined and cannot be expanded with what it is
given here: its template has a mistake, an `![:include](path)` names no file, it calls itself without an end,
it returns more than a deck may grow by, or it reaches beyond what templates may.

Why: the deck is not built. What a macro returns depends on its call, so the mistake is said here too, beside
where the template stands.

Bad (slides/nodes.md):

    # Nodes

    ![:price](90)

    ==> slides/deck.yml <==
    title: Kubernetes
    macros:
      price: "{{ txt }} €"
    content:
    - nodes.md

Good (slides/nodes.md):

    # Nodes

    ![:price](90)

    ==> slides/deck.yml <==
    title: Kubernetes
    macros:
      price: "{{ text }} €"
    content:
    - nodes.md

Fix: none. Correct the macro's template, or what it is given.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.deck import rules
from slidegen.finding import Finding
from slidegen.lint.decks import decks_with
from slidegen.lint.document import Document
from slidegen.lint.project import Project

RULE = rules.FAILED_MACRO


def check(document: Document, project: Project) -> Iterator[Finding]:
    from slidegen.lint.macros import failed_calls  # few fragments call one, and Jinja is slow to load

    reported: set[int] = set()
    for deck in decks_with(document, project):
        for call in failed_calls(document, deck, project):
            if call.start not in reported:
                reported.add(call.start)
                message = f"the macro `{call.name}` fails here: {call.failure.message}"
                yield document.source.finding(RULE, call.start, call.end, message, help=call.failure.help)
