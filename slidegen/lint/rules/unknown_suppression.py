r"""Suppressions of rules that are not there.

What: a suppression comment with a code or name that no rule has.

Why: it has no effect; most often it is a slip.

Bad:

    # Nodes

    <!-- slidegen: ignore-next-line SG999 because it is only decoration -->
    The nodes are here.

Good:

    # Nodes

    The nodes are here.

Fix: safe. The code, or the whole comment, is removed.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.suppression_rules import UNKNOWN

RULE = UNKNOWN


def check(_document: Document, _project: Project) -> Iterator[Finding]:
    """Only the engine knows all rules."""
    return iter(())
