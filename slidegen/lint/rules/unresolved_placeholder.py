r"""Placeholders in the commands of exercises.

What: a `bash` snippet of an exercise with `<name>`, `X.X.X.X`, `xxxxx-yyyyy` and the like.

Why: it cannot be copied and run, neither by students nor by `slidegen run`, which skips it.

Bad:

    .lab[

    ```bash
    kubectl logs pingpong-xxxxxxxxxx-yyyyy
    ```

    ]

Good:

    .lab[

    ```bash
    kubectl logs deployment/pingpong
    ```

    ]

Fix: none. Let the shell find the value, as in `IP=$(kubectl get … -o jsonpath=…)`, or have the file find it
for who runs it: a hidden ```` ```capture NAME command``` ```` gives the placeholder `NAME` a value, and no
finding.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.text.placeholder import shown_placeholders
from slidegen.text.typed.verbs import verb_kind

RULE = Rule("SG505", "unresolved-placeholder", Severity.INFO, "A placeholder in a command of an exercise")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    snippets = tuple(document.view(fragment_of).snippets)
    captured = {snippet.data.partition(" ")[0] for snippet in snippets if snippet.verb == "capture"}
    for snippet in snippets:
        if snippet.verb == "hide" or verb_kind(snippet.verb or "", snippet.arguments) != "command":
            continue
        for name in shown_placeholders(snippet.data, document.marks):
            if name in captured:
                continue
            at = document.text.find(name, snippet.text_span.start, snippet.text_span.end)
            if at >= 0 and not name.startswith("@@"):
                yield document.source.finding(
                    RULE,
                    at,
                    at + len(name),
                    f"`{name}` has to be replaced before this can run",
                    help="let the shell find the value",
                )
