r"""Macros that nobody defines.

What: `![:name …](…)`, outside code, where `name` is none of slidegen's own macros (`hello`, `image`,
`include`, `spacer`), nor under `macros:` in the manifest or in the settings. A file that no manifest lists is
left alone. What a macro's own template calls is seen by `slidegen build` alone.

Why: Markdown takes the call for a picture, `![…](…)`, which is not there; without an address it is shown as
it stands.

Bad (slides/nodes.md):

    # Nodes

    ![:imgae 50%](nodes.png)

    ==> slides/deck.yml <==
    title: Kubernetes
    content:
    - nodes.md

Good (slides/nodes.md):

    # Nodes

    ![:image 50%](nodes.png)

    ![:price](90)

    ==> slides/deck.yml <==
    title: Kubernetes
    macros:
      price: "{{ text }} €"
    content:
    - nodes.md

Fix: none. Define it under `macros:`, or correct its name; `slidegen import PAGE` takes it from a page
of remark.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.deck import rules
from slidegen.deck.macro import BUILT_IN, UNKNOWN, UNKNOWN_HELP, macro_calls
from slidegen.finding import Finding
from slidegen.lint.decks import decks_listing
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of
from slidegen.source.suggest import did_you_mean

RULE = rules.UNKNOWN_MACRO


def check(document: Document, project: Project) -> Iterator[Finding]:
    reported: set[int] = set()
    for deck in decks_listing(document, project):
        own = deck.manifest.macros if deck.manifest else ()
        known = {*BUILT_IN, *(name for name, _ in (*project.settings.macros, *own))}
        for call in macro_calls(document.view(prose_of)):
            name, start, end = call.name, call.start, call.name_end
            if name in known or start in reported:
                continue
            reported.add(start)
            guess = did_you_mean(name, sorted(known))
            advice = f"did you mean `{guess}`?" if guess else UNKNOWN_HELP
            yield document.source.finding(RULE, start, end, UNKNOWN.format(name), help=advice)
