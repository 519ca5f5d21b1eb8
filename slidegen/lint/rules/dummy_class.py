r"""The `.dummy[` trick.

What: a `.dummy[` that holds a one-line snippet or a part of an exercise.

Why: it was to make an exercise reach further for a robot that is no more. It makes no exercise: what it
holds is not run.

Bad:

    .lab[

    ```bash
    docker swarm leave
    ```

    ]

    <!-- Ignore errors: .dummy[```wait not a swarm manager```] -->

Good:

    .lab[

    ```bash
    docker swarm leave
    ```

    <!-- ```wait not a swarm manager``` -->

    ]

Fix: none. Move the snippet into the exercise.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project

RULE = Rule("SG508", "dummy-class", Severity.WARNING, "A `.dummy[` that holds what was to be an exercise")
NEAR = 1000
DUMMY = re.compile(r"\.dummy\[(?<![\w`]\.dummy\[)")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for match in DUMMY.finditer(document.text):
        if "```" not in document.text[match.end() : match.end() + NEAR].partition("]")[0]:
            continue
        message = "`.dummy[` is no exercise: what it holds is not run"
        yield document.source.finding(RULE, *match.span(), message, help="move the snippet into the exercise")
