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
from slidegen.text.typed.verbs import ONE_LINE_VERBS, verb_kind

RULE = Rule("SG506", "unknown-verb", Severity.WARNING, "A one-line snippet whose verb nothing knows")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for snippet in document.view(fragment_of).snippets:
        if snippet.kind != "oneline" or snippet.verb is None or _is_verb(snippet.verb):
            continue
        start = document.text.find(snippet.verb, snippet.span.start)
        end = start + len(snippet.verb)
        guess = did_you_mean(snippet.verb, sorted(ONE_LINE_VERBS))
        fix = None
        if guess:
            edit = Edit(document.source.span(start, end), guess)
            fix = Fix(f"Write `{guess}`", (edit,), Applicability.SAFE)
        advice = f"did you mean `{guess}`?" if guess else f"the verbs are {', '.join(sorted(ONE_LINE_VERBS))}"
        message = f"there is no verb `{snippet.verb}`"
        yield document.source.finding(RULE, start, end, message, help=advice, fix=fix)


def _is_verb(word: str) -> bool:
    return word in ONE_LINE_VERBS or verb_kind(word) is not None
