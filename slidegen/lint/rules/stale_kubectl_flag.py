r"""A flag that kubectl no longer knows, or will not soon.

What: flags such as `get --export`, `drain --delete-local-data`, `version --short`, `expose --generator`,
`apply --prune-whitelist`, from the release that began to warn about them (`slidegen/lint/data/kubectl.toml`).

Why: a warning on a slide distracts; `error: unknown flag` stops the exercise.

Bad (1.32):

    ```bash
    kubectl drain node1 --ignore-daemonsets --delete-local-data
    ```

Bad (1.18):

    ```bash
    kubectl get deployment web -o yaml --export > web.yaml
    ```

Good (1.32):

    ```bash
    kubectl drain node1 --ignore-daemonsets --delete-emptydir-data
    ```

Good (1.12):

    ```bash
    kubectl get deployment web -o yaml --export > web.yaml
    ```

Good (1.18):

    ```bash
    kubectl get deployment web -o yaml > web.yaml
    ```

Fix: safe where the flag has another name or has no effect; unsafe where leaving it out changes the output.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag, Kubectl, read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import StaleRow, commands_of, cut_of, is_mention, replaced, stale_rows

RULE = Rule(
    "SG108", "stale-kubectl-flag", Severity.WARNING, "A flag that kubectl no longer knows, or will not soon"
)
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    for command in commands_of(document, "kubectl"):
        for flag in command.view(read_kubectl).flags:
            for row in stale_rows("flag", project.target).get(flag.name, ()):
                if is_with(command.view(read_kubectl), row.verbs):
                    yield _finding(document, project, command.view(read_kubectl), flag, row)


def is_with(kubectl: Kubectl, verbs: tuple[str, ...]) -> bool:
    return not verbs or kubectl.verb in verbs


def _finding(document: Document, project: Project, kubectl: Kubectl, flag: Flag, row: StaleRow) -> Finding:
    command = kubectl.command
    word = flag.words[0]
    if row.replacement:
        span = document.source.span(word.start, word.start + len(row.name))
    else:
        span = cut_of(command, document, flag.start, flag.end)
    fix = None
    alone = word.value.startswith(row.name) or (len(word.value) == 2 and not row.replacement)
    if alone and not is_mention(command):  # a letter among others, `-aw`, is for its author to take out
        fix = replaced(command, document, span, row.replacement, row, project.target)
    return document.source.finding(
        NOTE if is_mention(command) else RULE,
        flag.start,
        flag.end,
        f"`{row.name}` {row.since(project.target)}",
        help=row.help,
        fix=fix,
    )
