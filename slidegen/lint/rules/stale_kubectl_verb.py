r"""A verb that kubectl no longer has.

What: `rolling-update`, `convert`, `log`, `alpha debug`, `alpha diff`, from the release that began to warn
about them (`slidegen/lint/data/kubectl.toml`). A text that names the plugin `kubectl-convert` has it.

Why: `error: unknown command "rolling-update" for "kubectl"`.

Bad (1.32):

    ```bash
    kubectl log web
    ```

Good (1.32):

    ```bash
    kubectl logs web
    ```

Good (1.10):

    ```bash
    kubectl rolling-update web --image=nginx:1.15
    ```

Good (1.32):

    Install the plugin `kubectl-convert` first.

    ```bash
    kubectl convert -f old.yaml
    ```

Fix: safe where the verb has another name now, else none.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Kubectl, read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import StaleRow, commands_of, is_mention, replaced, stale_rows

RULE = Rule("SG109", "stale-kubectl-verb", Severity.WARNING, "A verb that kubectl no longer has")
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    for command in commands_of(document, "kubectl"):
        kubectl = command.view(read_kubectl)
        stale = stale_rows("verb", project.target)
        names = [kubectl.verb, kubectl.verb.partition(" ")[0]]
        row = next((stale[name][0] for name in names if name in stale), None)
        if row is not None and f"kubectl-{row.name}" not in document.text:  # who knows the plugin has it
            yield _finding(document, project, kubectl, row)


def _finding(document: Document, project: Project, kubectl: Kubectl, row: StaleRow) -> Finding:
    words = kubectl.verb_words[: row.name.count(" ") + 1]
    span = document.source.span(words[0].start, words[-1].end)
    fix = None
    if row.replacement and document.source.slice(span) == row.name:
        fix = replaced(kubectl.command, document, span, row.replacement, row, project.target)
    return document.source.finding(
        NOTE if is_mention(kubectl.command) else RULE,
        span.start,
        span.end,
        f"`{kubectl.command.called} {row.name}` {row.since(project.target)}",
        help=row.help,
        fix=fix,
    )
