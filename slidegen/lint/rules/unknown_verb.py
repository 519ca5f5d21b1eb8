r"""One-line snippets with a verb that nothing knows.

What: a one-line snippet in an exercise's comment, such as ```` ```wiat Running``` ````, whose first word is
no verb.

Why: the scripts and the runner pass over it.

Bad:

    .lab[

    ```bash
    kubectl get pods -w
    ```

    <!-- ```wiat Running``` -->

    ]

Good:

    .lab[

    ```bash
    kubectl get pods -w
    ```

    <!-- ```wait Running``` -->

    ]

Fix: safe. The verb that is near is written.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.source.suggest import did_you_mean

RULE = Rule("SG506", "unknown-verb", Severity.WARNING, "A one-line snippet whose verb nothing knows")
VERBS = frozenset(
    ("bash", "hide", "wait", "longwait", "key", "keys", "copy", "paste", "copypaste", "check", "open", "tmux")
) | frozenset(("fail", "capture", "sh", "shell", "console", "none"))


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for snippet in document.view(fragment_of).snippets:
        if snippet.kind != "oneline" or snippet.verb is None or snippet.verb in VERBS:
            continue
        start = document.text.find(snippet.verb, snippet.span.start)
        end = start + len(snippet.verb)
        guess = did_you_mean(snippet.verb, sorted(VERBS))
        fix = None
        if guess:
            edit = Edit(document.source.span(start, end), guess)
            fix = Fix(f"Write `{guess}`", (edit,), Applicability.SAFE)
        advice = f"did you mean `{guess}`?" if guess else f"the verbs are {', '.join(sorted(VERBS))}"
        message = f"there is no verb `{snippet.verb}`"
        yield document.source.finding(RULE, start, end, message, help=advice, fix=fix)
