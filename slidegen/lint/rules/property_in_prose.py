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
        beside = frozenset(_beside_known(document, slide))
        for found in slide.properties:
            start = found.span.start
            if found.name in KNOWN or meant(found.name) or document.text.startswith("<!--", start):
                continue
            if found.name.islower() and found in beside:
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


def _beside_known(document: Document, slide: SlideSource) -> Iterator[Property]:
    """The properties without a blank line between them and one that is known: another program asks for it."""
    group: list[Property] = []
    for each in slide.properties:
        if group and "\n\n" in document.text[group[-1].span.end : each.span.start]:
            yield from _if_one_is_known(group)
            group = []
        group.append(each)
    yield from _if_one_is_known(group)


def _if_one_is_known(group: list[Property]) -> list[Property]:
    return group if any(each.name in KNOWN for each in group) else []
