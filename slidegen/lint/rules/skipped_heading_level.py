r"""Headings that skip a level.

What: on one slide, a heading two or more levels below the one before it, such as `###` after `#`.

Why: who listens to the slide is told of a level that is not there (WCAG 2.2, 1.3.1), and it was usually
chosen for its size.

Bad:

    # Nodes

    ### Their names

Good:

    # Nodes

    ## Their names

Fix: unsafe. The heading gets the level below the one before it; it will look larger.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.headings import headings_in
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.heading import Heading

RULE = Rule("SG416", "skipped-heading-level", Severity.INFO, "A heading that skips a level")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    ends = iter([slide.span.end for slide in document.view(fragment_of).slides])
    end, before = -1, 0
    for heading in document.view(headings_in):
        while heading.start >= end:
            end, before = next(ends, len(document.text) + 1), 0
        if before and heading.level > before + 1:
            yield _finding(document, heading, before)
        before = heading.level


def _finding(document: Document, heading: Heading, before: int) -> Finding:
    start, end = heading.start, heading.start + heading.level
    wanted = "#" * (before + 1)
    edit = Edit(document.source.span(start, end), wanted)
    message = f"a heading of level {heading.level} follows one of level {before}"
    fix = Fix(f"Make it `{wanted}`", (edit,), Applicability.UNSAFE)
    return document.source.finding(RULE, start, heading.end, message, help=f"write `{wanted}`", fix=fix)
