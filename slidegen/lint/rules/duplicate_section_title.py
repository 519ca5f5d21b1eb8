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
from slidegen.lint.document import Document, Project
from slidegen.lint.prose import Heading, headings_in

RULE = Rule(
    "SG419", "duplicate-section-title", Severity.WARNING, "Two sections of one deck with the same title"
)


def check(document: Document, project: Project) -> Iterator[Finding]:
    mine = tuple(sections_in(document))
    if not mine or (project.is_glance and not may_be_elsewhere(mine, document, project)):
        return
    reported: set[int] = set()
    for deck in project.decks:
        if document not in deck.documents:
            continue
        first: dict[str, tuple[Document, Heading]] = {}
        for other in deck.documents:
            for heading in mine if other is document else _candidates(other, mine):
                before = first.setdefault(heading.text, (other, heading))
                if other is document and before[1] is not heading and heading.start not in reported:
                    reported.add(heading.start)
                    yield _finding(document, heading, *before)


def may_be_elsewhere(mine: tuple[Heading, ...], document: Document, project: Project) -> bool:
    """Whether one of the titles is worth looking for: cheaper than to read all manifests."""
    titles = {heading.text for heading in mine}
    if len(titles) < len(mine):
        return True
    lines = tuple(f"# {title}" for title in titles)
    return any(line in d.text for d in project.documents if d is not document for line in lines)


def sections_in(document: Document) -> Iterator[Heading]:
    if document.fragment is not None:
        yield from (h for h in headings_in(document.prose) if h.level == 1 and h.text)


def _candidates(document: Document, wanted: tuple[Heading, ...]) -> Iterator[Heading]:
    """The sections of another document, which is read only when one of the titles stands in it."""
    if any(heading.text in document.text for heading in wanted):
        yield from sections_in(document)


def _finding(document: Document, heading: Heading, first: Document, other: Heading) -> Finding:
    where = f"{first.path}:{first.source.position(other.start).line}"
    message = f"the section of {where} has the same title, “{heading.text}”"
    return document.source.finding(
        RULE, heading.start, heading.end, message, help="make the titles different"
    )
