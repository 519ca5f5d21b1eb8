r"""Waits for what no command says.

What: a `wait` or `longwait` before the first command of its file, or without anything to wait for.

Why: the runner waits for the output of the command before it; there is none.

Bad:

    .lab[

    <!-- ```wait Running``` -->

    ```bash
    kubectl get pods -w
    ```

    ]

Good:

    .lab[

    ```bash
    kubectl get pods -w
    ```

    <!-- ```wait Running``` -->

    ]

Fix: none. Put the wait behind its command.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.model import Snippet
from slidegen.text.typed.verbs import verb_kind

RULE = Rule("SG507", "wait-without-command", Severity.WARNING, "A wait that no command comes before")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    before: Snippet | None = None
    for snippet in document.view(fragment_of).snippets:
        if _waits(snippet) and before is None:
            yield _finding(document, snippet, "no command comes before this wait")
        elif _waits(snippet) and not snippet.data.strip():
            yield _finding(document, snippet, "this waits for nothing")
        before = snippet


def _waits(snippet: Snippet) -> bool:
    return snippet.verb is not None and verb_kind(snippet.verb) == "wait"


def _finding(document: Document, snippet: Snippet, message: str) -> Finding:
    start, end = snippet.span.start, snippet.span.end
    return document.source.finding(RULE, start, end, message, help="put it behind its command")
