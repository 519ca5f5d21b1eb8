r"""Prose at the top of a slide that is eaten as a property.

What: a line such as `Note: …` or `Warning: …`, first on its slide, or right after a `--`.

Why: `word:` at the top of a slide is a property; the line silently disappears from the slide. remark does
so too.

Bad:

    # Nodes

    ---

    Reminder: bring a laptop with an SSH client!

Good:

    # Nodes

    ---

    *Reminder:* bring a laptop with an SSH client!

Good:

    # Nodes

    ---

    Reminder\: bring a laptop with an SSH client!

Bad:

    # Nodes

    ---

    class: center
    Reminder: bring a laptop with an SSH client!

Good:

    # Nodes

    ---

    class: center
    Reminder\: bring a laptop with an SSH client!

Good:

    # Nodes

    ---

    class: center
    recorded: yes

    # Pods

Fix: unsafe. A backslash before the colon keeps the line on the slide. Better is to reword it.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slide_properties import KNOWN, meant
from slidegen.lint.slides import fragment_of
from slidegen.text.model import Property, SlideSource

RULE = Rule("SG411", "property-in-prose", Severity.WARNING, "Prose that is eaten as a slide property")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for slide in document.view(fragment_of).slides:
        for found in slide.properties:
            start = found.span.start
            if found.name in KNOWN or meant(found.name) or document.text.startswith("<!--", start):
                continue
            if _is_among_properties(document, slide, found):
                continue
            colon = start + len(found.name)
            edit = Edit(document.source.span(colon, colon), "\\")
            yield document.source.finding(
                RULE,
                start,
                colon + 1,
                f"`{found.name}:` at the top of a slide is a property: its line is not shown",
                help="put a word or a `*` before it, or write the colon as `\\:`",
                fix=Fix("Escape the colon", (edit,), Applicability.UNSAFE),
            )


def _is_among_properties(document: Document, slide: SlideSource, found: Property) -> bool:
    """Whether it is written as they are, beside one that is known: another program asks for it."""
    known = (each.span for each in slide.properties if each.name in KNOWN)
    return found.name.islower() and any(
        "\n\n" not in document.text[min(span.end, found.span.end) : max(span.start, found.span.start)]
        for span in known
    )
