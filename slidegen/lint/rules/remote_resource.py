r"""What a deck loads from the network while it is shown.

What: an image, script, style sheet, frame, video or font of a slide with an `http:`, `https:` or `//`
address.

Why: without a network (a conference's, a train's, a customer's) the slide is broken, and each viewer's
address goes to somebody else.

Bad:

    # Architecture

    ![The five services](https://example.com/services.png)

Good:

    # Architecture

    See [the five services](https://example.com/services.png).

Fix: none. Save the file beside the slides, with its licence, and use that.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.references import loaded_references_in

RULE = Rule("SG420", "remote-resource", Severity.WARNING, "A resource that breaks a deck without a network")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for placed in document.view(loaded_references_in):
        if placed.reference.is_remote and placed.reference.use not in ("link", "text"):
            message = f"{placed.reference.address} is loaded from the network"
            yield document.source.finding(
                RULE,
                placed.start,
                placed.end,
                message,
                help="save it beside the slides, so that the deck works offline",
            )
