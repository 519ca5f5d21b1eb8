r"""A slide property whose value says nothing.

What: `count:`, `layout:`, `continued:` or `exclude:` with anything but `true` or `false`; `minutes:` with
what is no number, is less than nothing, or more than a week.

Why: the line is taken off the slide, and has no effect: the slide is shown, counts, and takes as long as its
words.

Bad:

    # Nodes

    ---

    exclude: yes

    # For the afternoon

Bad:

    # Nodes

    ---

    minutes: 1h30

    # A long lab

Good:

    # Nodes

    ---

    exclude: true

    # For the afternoon

Good:

    # Nodes

    ---

    minutes: 90

    # A long lab

Fix: none, since only the author knows what was meant.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slide_properties import takes
from slidegen.lint.slides import fragment_of

RULE = Rule("SG437", "property-value", Severity.WARNING, "A slide property whose value says nothing")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for slide in document.view(fragment_of).slides:
        for found in slide.properties:
            wanted = takes(found.name, found.value)
            if not wanted or "@@" in found.value:
                continue
            given = f"`{found.value}`" if found.value else "nothing"
            message = f"`{found.name}` takes {wanted}, and {given} has no effect"
            advice = f"write {wanted}, or leave the line out"
            yield document.source.finding(RULE, found.span.start, found.span.end, message, help=advice)
