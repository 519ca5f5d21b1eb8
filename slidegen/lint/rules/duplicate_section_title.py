r"""Two sections of one deck with the same title.

What: the same level-1 title twice in the files of one manifest.

Why: the table of contents shows the same line twice, and the links to it lead to the first.

Bad (slides/more.md):

    # Nodes

    Again.

    ==> slides/deck.yml <==
    title: Kubernetes
    content:
    - nodes.md
    - more.md

    ==> slides/nodes.md <==
    # Nodes

Good (slides/more.md):

    # More about nodes

    Again.

    ==> slides/deck.yml <==
    title: Kubernetes
    content:
    - nodes.md
    - more.md

    ==> slides/nodes.md <==
    # Nodes

Fix: none. Make the titles different.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import decks_listing, others_titled, title_key
from slidegen.lint.document import Document
from slidegen.lint.headings import headings_in
from slidegen.lint.project import Project
from slidegen.text.heading import Heading

RULE = Rule(
    "SG419", "duplicate-section-title", Severity.WARNING, "Two sections of one deck with the same title"
)


def check(document: Document, project: Project) -> Iterator[Finding]:
    mine = tuple(sections_in(document))
    titles = {title_key(heading.markdown) for heading in mine}
    others = others_titled(titles, document, project) if titles else set()
    if not others and len(titles) == len(mine):
        return
    reported: set[int] = set()
    for deck in decks_listing(document, project):
        first: dict[str, tuple[Document, Heading]] = {}
        for other in deck.documents:
            if other is not document and other.path not in others:
                continue
            for heading in mine if other is document else sections_in(other):
                before = first.setdefault(heading.markdown, (other, heading))
                if other is document and before[1] is not heading and heading.start not in reported:
                    reported.add(heading.start)
                    yield _finding(document, heading, *before)


def sections_in(document: Document) -> Iterator[Heading]:
    return (heading for heading in document.view(headings_in) if heading.level == 1 and heading.markdown)


def _finding(document: Document, heading: Heading, first: Document, other: Heading) -> Finding:
    where = f"{first.path}:{first.source.line_at(other.start)}"
    message = f"the section of {where} has the same title, “{heading.markdown}”"
    return document.source.finding(
        RULE, heading.start, heading.end, message, help="make the titles different"
    )
