r"""Suppressions that cannot be read.

What: a comment that begins with `slidegen: ignore`, or nearly so, and names no rule, or whose block is never
ended; an `end` that ends nothing. Also `# slidegen: ignore` in YAML or a script without `[CODE]` behind it,
and any in a code block of Markdown.

Why: it suppresses nothing, or all to the end of the file.

Bad:

    # Nodes

    <!-- slidegen: ignore-nextline SG415 -->
    The nodes are here.

Bad:

    # Nodes

    <!-- slidegen: ignore SG415 -->
    The nodes are here.

Bad:

    ```bash
    kubectl get nodes # slidegen: ignore[SG106]
    ```

Bad:

    # Nodes

    <!-- Slidegen: ignore-next-line SG415 -->
    <!-- SLIDEGEN: ignore-line SG415 -->
    <!-- slidegen: disable SG415 -->
    The nodes are here.

Bad (k8s/web.yaml):

    # slidegen ignore SG201
    apiVersion: apps/v1

Good:

    # Nodes

    <!-- slidegen: ignore SG415 because they are decoration -->
    ![](https://example.com/nodes.png)
    <!-- slidegen: end -->

Fix: none. Write `ignore-next-line`, `ignore-line`, `ignore` … `end` or `ignore-file`, then the codes.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.suppress import nearly_ours, suppressions_in
from slidegen.lint.suppression_rules import UNREADABLE

RULE = UNREADABLE


def check(document: Document, _project: Project) -> Iterator[Finding]:
    yield from document.view(suppressions_in).findings
    yield from nearly_ours(document)
