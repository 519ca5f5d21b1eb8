r"""HTML comments that nobody closes.

What: a `<!--` without its `-->` before the slide ends.

Why: whatever follows on the slide is invisible.

Bad:

    # Nodes

    <!-- to be written

    The nodes are here.

    ---

    # Next

Good:

    # Nodes

    <!-- to be written -->

    The nodes are here.

    ---

    # Next

Fix: none. Write `-->` where the comment ends.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import found_in_reading
from slidegen.text import rules

RULE = rules.UNCLOSED_COMMENT


def check(document: Document, _project: Project) -> Iterator[Finding]:
    return found_in_reading(document, RULE)
