r"""Code fences that nobody closes.

What: an opening run of backticks (or tildes) without its closing run before the slide ends.

Why: the rest of the slide is shown as code, its separators and exercises too.

Bad:

    # Nodes

    ```bash
    kubectl get nodes

    ---

    # Next

Good:

    # Nodes

    ```bash
    kubectl get nodes
    ```

    ---

    # Next

Fix: none. Close the fence with the marks that opened it.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import found_in_reading
from slidegen.text import rules

RULE = rules.UNCLOSED_FENCE


def check(document: Document, _project: Project) -> Iterator[Finding]:
    return found_in_reading(document, RULE)
