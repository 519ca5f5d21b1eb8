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

import re
from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of, tags_in
from slidegen.lint.rules.missing_image import pictures_in

RULE = Rule("SG420", "remote-resource", Severity.WARNING, "A resource that breaks a deck without a network")
REMOTE = re.compile(r"(?:https?:)?//", re.I)
#: tag -> the attribute that names what the page loads
LOADING = {
    "script": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "source": "src",
    "embed": "src",
    "object": "data",
    "link": "href",
}
IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?((?:https?:)?//[^"')\s]{1,500})""")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if document.kind != "markdown" or "//" not in document.text:
        return
    found = [one for one in (*pictures_in(document), *loaded_in(document)) if REMOTE.match(one[0])]
    for target, start, end in found:
        message = f"{target} is loaded from the network"
        yield document.source.finding(
            RULE, start, end, message, help="save it beside the slides, so that the deck works offline"
        )


def loaded_in(document: Document) -> Iterator[tuple[str, int, int]]:
    if "<" in document.text:
        for tag in document.view(tags_in):
            if tag.name in LOADING and (found := tag.get(LOADING[tag.name])):
                yield found[0], found[1], found[1] + len(found[0])
    for match in IMPORT.finditer(document.view(prose_of)) if "@import" in document.text else ():
        yield match[1], *match.span(1)
