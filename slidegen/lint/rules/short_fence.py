r"""Fences that are closed by fewer marks than opened them.

What: a fence that four backticks open, and that three close.

Why: by CommonMark the fence is still open; remark closes it. slidegen does what the author meant, other tools
(editors, forges) show the rest of the file as code.

Bad:

    # Nodes

    ````bash
    kubectl get nodes
    ```

    Here they are.

Good:

    # Nodes

    ````bash
    kubectl get nodes
    ````

    Here they are.

Fix: none. Open and close the fence with the same number of marks.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import found_in_reading
from slidegen.text import rules

RULE = rules.SHORT_FENCE


def check(document: Document, _project: Project) -> Iterator[Finding]:
    return found_in_reading(document, RULE)
