r"""Waits for what no command says.

What: a `wait` or `longwait` before the first command of its slide, or without anything to wait for.

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

from slidegen.deck.model import Snippet
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document, Project

RULE = Rule("SG507", "wait-without-command", Severity.WARNING, "A wait that no command comes before")
WAITS = ("wait", "longwait")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for slide in document.fragment.slides if document.fragment else ():
        before: Snippet | None = None
        for snippet in (s for exercise in slide.exercises for s in exercise.snippets):
            if snippet.verb in WAITS and (before is None or not snippet.data.strip()):
                what = (
                    "no command of this slide comes before this wait"
                    if before is None
                    else "nothing to wait for"
                )
                start, end = snippet.span.start, snippet.span.end
                yield document.source.finding(RULE, start, end, what, help="put it behind its command")
            before = snippet
