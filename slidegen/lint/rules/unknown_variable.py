r"""Variables that nobody defines.

What: `@@NAME@@`, in capitals and outside code, that is neither one of the seven that every manifest
defines, nor under its `variables:` or those of the settings.

Why: it is shown to the audience as it stands.

Bad (slides/nodes.md):

    # Nodes of @@CUSTOMER@@

    ==> slides/deck.yml <==
    title: Kubernetes
    content:
    - nodes.md

Good (slides/nodes.md):

    # Nodes of @@CUSTOMER@@

    ==> slides/deck.yml <==
    title: Kubernetes
    variables:
      customer: ACME
    content:
    - nodes.md

Fix: none. Define it under `variables:` in the manifest, or write `\@@` to mean it as it stands.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.deck import rules
from slidegen.deck.variables import manifest_variables, unknown_names
from slidegen.finding import Finding
from slidegen.lint.decks import decks_listing
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of

RULE = rules.UNKNOWN_VARIABLE


def check(document: Document, project: Project) -> Iterator[Finding]:
    """Only in decks: what a Markdown file of its own says is for those who compose it."""
    reported: set[int] = set()
    for deck in decks_listing(document, project):
        if deck.manifest is None:
            continue
        values = dict(project.settings.variables) | manifest_variables(deck.manifest)
        values |= {name.upper(): value for name, value in values.items()}
        for unknown in unknown_names(document.view(prose_of), values):
            if unknown.start not in reported:
                reported.add(unknown.start)
                yield document.source.finding(
                    RULE,
                    unknown.start,
                    unknown.end,
                    f"the deck {deck.manifest.path} does not define `@@{unknown.name}@@`",
                    help="define it under `variables:` in the manifest, or write `\\@@` to mean it",
                )
