r"""Suppressions that suppress nothing.

What: a code in a suppression comment whose rule finds nothing where the comment reaches.

Why: what it hid is mended, or moved; one day it hides something else.

Bad:

    # Nodes

    <!-- slidegen: ignore-next-line SG415 because it is only decoration -->
    ![Our nodes](https://example.com/nodes.png)

Good:

    # Nodes

    <!-- slidegen: ignore-next-line SG415 because it is only decoration -->
    ![](https://example.com/nodes.png)

Good:

    # Nodes

    ![Our nodes](https://example.com/nodes.png)

Fix: safe. The code, or the whole comment, is removed.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.suppression_rules import UNUSED

RULE = UNUSED


def check(_document: Document, _project: Project) -> Iterator[Finding]:
    """Only the engine knows, when all other rules have spoken."""
    return iter(())
