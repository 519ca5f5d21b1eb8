r"""Two slides of one deck with the same name.

What: `name: x` on two slides that a manifest (or one file) brings together.

Why: names are addresses. A link to `#x` leads to one of the two only, and a template is the wrong one.

Bad:

    name: nodes

    # Nodes

    ---

    name: nodes

    # More nodes

Good:

    name: nodes

    # Nodes

    ---

    name: more-nodes

    # More nodes

Fix: none. Rename one of the two, and the links to it.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import decks_with
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.model import Property

RULE = Rule("SG412", "duplicate-slide-name", Severity.WARNING, "Two slides of one deck with the same name")


def check(document: Document, project: Project) -> Iterator[Finding]:
    mine = tuple(names_in(document))
    if not mine:
        return
    values = {found.value for found in mine}
    for deck in decks_with(document, project):
        first: dict[str, tuple[Document, Property]] = {}
        for other in deck.documents:
            if other is not document and not any(value in other.text for value in values):
                continue
            for found in mine if other is document else names_in(other):
                before, _ = first.setdefault(found.value, (other, found)), None
                if other is document and before[1] is not found:
                    yield _finding(document, found, *before)


def names_in(document: Document) -> Iterator[Property]:
    if "name:" not in document.text or document.kind != "markdown":
        return
    for slide in document.view(fragment_of).slides:
        yield from (found for found in slide.properties if found.name == "name" and found.value)


def _finding(document: Document, found: Property, first: Document, other: Property) -> Finding:
    where = f"{first.path}:{first.source.line_at(other.span.start)}"
    return document.source.finding(
        RULE,
        found.span.start,
        found.span.end,
        f"the slide of {where} is called `{found.value}` too",
        help="rename one of the two, and the links to it",
    )
