r"""Images without an alternative text.

What: `![](path)`, or an `<img>` without `alt`.

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


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if "![" not in document.text and "<img" not in document.text.lower():
        return
    for placed in document.view(loaded_references_in):
        if placed.reference.use == "picture" and placed.reference.alt is None:
            start = _beginning(document.text, placed.start)
            message = _message(placed.reference.address)
            yield document.source.finding(RULE, start, placed.end, message, help=HELP)


def _beginning(text: str, at: int) -> int:
    """Where the picture begins whose address stands at `at`."""
    return max(text.rfind("![", 0, at), text.rfind("<", 0, at), 0)


def _message(target: str) -> str:
    return f"the image {target} has no alternative text" if target else "an image has no alternative text"
