r"""Images without an alternative text.

What: `![](path)`, or an `<img>` without `alt`. Where a file has more than nine of them, which is how its
author writes pictures, they are one finding at the first.

Why: who cannot see the picture, or waits for it, is told nothing (WCAG 2.2, 1.1.1). An `<img alt="">` says
that the picture is decoration, and is fine.

Bad:

    # Architecture

    ![](https://example.com/services.png)

Good:

    # Architecture

    ![The web interface calls the hasher](https://example.com/services.png)

Fix: none. Say in a few words what the picture tells.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.references import loaded_references_in

RULE = Rule("SG415", "missing-alt-text", Severity.WARNING, "An image without an alternative text")
HELP = 'say in a few words what the picture tells; for decoration write `<img alt="" src=…>`'


_MOST = 9  #: findings in one file, before they are one


def check(document: Document, _project: Project) -> Iterator[Finding]:
    found = [
        placed
        for placed in document.view(loaded_references_in)
        if placed.reference.use == "picture" and placed.reference.alt is None
    ]
    others = len(found) - 1 if len(found) > _MOST else 0
    for placed in found[:1] if others else found:
        start = _beginning(document.text, placed.start)
        message = _message(placed.reference.address, others)
        yield document.source.finding(RULE, start, placed.end, message, help=HELP)


def _beginning(text: str, at: int) -> int:
    """Where the picture begins whose address stands at `at`."""
    return max(text.rfind("![", 0, at), text.rfind("<", 0, at), 0)


def _message(target: str, others: int) -> str:
    said = f"the image {target} has no alternative text" if target else "an image has no alternative text"
    return f"{said}, nor have {others} others of this file" if others else said
