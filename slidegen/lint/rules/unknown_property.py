r"""Slide properties that nothing understands.

What: a `key: value` line at the top of a slide whose key is one letter or two away from a known one.

Why: the line is taken off the slide, and has no effect.

Bad:

    # Nodes

    ---

    clas: center, middle

    # Next

Good:

    # Nodes

    ---

    class: center, middle

    # Next

Fix: safe. The key is spelled as the one that is near.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slide_properties import KNOWN, meant
from slidegen.lint.slides import fragment_of

RULE = Rule("SG410", "unknown-property", Severity.WARNING, "A slide property that nothing understands")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for slide in document.view(fragment_of).slides:
        for found in slide.properties:
            guess = meant(found.name) if found.name not in KNOWN else None
            if guess is None:
                continue
            name = document.text.index(found.name, found.span.start)
            end = name + len(found.name)
            fix = Fix(f"Write `{guess}`", (Edit(document.source.span(name, end), guess),), Applicability.SAFE)
            message = f"there is no slide property `{found.name}`"
            yield document.source.finding(RULE, name, end, message, help=f"did you mean `{guess}`?", fix=fix)
