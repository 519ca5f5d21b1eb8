r"""Content classes that nobody closes.

What: a `.class[` without its `]` before the slide ends.

Why: the rest of the slide, and in remark the rest of the deck, becomes part of the box. slidegen lets the
box end with its slide, so that the others stay whole, but the slide is not what was meant.

Bad:

    # Exercise

    .lab[

    - Look at the nodes

    ---

    # Next

Good:

    # Exercise

    .lab[

    - Look at the nodes

    ]

    ---

    # Next

Fix: none. Write `]` where the box ends; a `[` of the text that pairs with nothing is written `\[`, or in
code.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import found_in_reading
from slidegen.text import rules

RULE = rules.UNCLOSED_CLASS


def check(document: Document, _project: Project) -> Iterator[Finding]:
    return found_in_reading(document, RULE)
