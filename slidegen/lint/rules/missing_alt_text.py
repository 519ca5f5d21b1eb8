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
from slidegen.lint.prose import links_in, tags_in

RULE = Rule("SG415", "missing-alt-text", Severity.WARNING, "An image without an alternative text")
HELP = 'say in a few words what the picture tells; for decoration write `<img alt="" src=…>`'


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if "![" in document.text:
        for link in document.view(links_in):
            if link.kind == "image" and not link.label.strip():
                yield document.source.finding(
                    RULE, link.start, link.target_end + 1, _message(link.target), help=HELP
                )
    if "<img" in document.text:
        for tag in document.view(tags_in):
            if tag.name == "img" and tag.get("alt") is None:
                source = tag.get("src")
                message = _message(source[0] if source else "")
                yield document.source.finding(RULE, tag.start, tag.end, message, help=HELP)


def _message(target: str) -> str:
    return f"the image {target} has no alternative text" if target else "an image has no alternative text"
