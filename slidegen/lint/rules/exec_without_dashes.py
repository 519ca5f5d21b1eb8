r"""`kubectl exec POD COMMAND` without `--`.

What: a command after the pod's name that `--` does not set apart.

Why: deprecated in kubectl 1.18, refused from 1.31: `exec [POD] [COMMAND] is not supported anymore`.

Bad (1.31):

    ```bash
    kubectl exec -it web sh
    ```

Good (1.31):

    ```bash
    kubectl exec -it web -- sh
    ```

Good (1.12):

    ```bash
    kubectl exec -it web sh
    ```

Good:

    ```bash
    kubectl exec -it web $ns -- ls
    kubectl exec -it web $container
    ```

Good:

    ```bash
    kubectl exec … sh
    ```

Fix: safe. `--` is put before the command; every version takes it.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention
from slidegen.lint.version import Version
from slidegen.text.placeholder import LEFT_OUT

RULE = Rule(
    "SG104", "exec-without-dashes", Severity.WARNING, "`kubectl exec` with a command but without `--`"
)
NOTE = replace(RULE, severity=Severity.INFO)
DEPRECATED = Version(1, 18)
REFUSED = Version(1, 31)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < DEPRECATED:
        return
    for command in commands_of(document, "kubectl"):
        kubectl = command.view(read_kubectl)
        if kubectl.verb != "exec" or kubectl.trailing is not None or len(kubectl.arguments) < 2:
            continue
        if any(word.value in LEFT_OUT for word in kubectl.arguments):
            continue  # `--` may be among it
        first = kubectl.arguments[1]
        fix = None
        if command.sound:
            edit = Edit(document.source.span(first.start, first.start), "-- ")
            fix = Fix("Put `--` before the command", (edit,), Applicability.SAFE)
        what = (
            f"is refused from {REFUSED}" if project.target >= REFUSED else f"is deprecated since {DEPRECATED}"
        )
        yield document.source.finding(
            NOTE if is_mention(command) else RULE,
            first.start,
            kubectl.arguments[-1].end,
            f"`{command.called} exec` with a command but without `--` {what}",
            help="put `--` before the command",
            fix=fix,
        )
