r"""A label or taint in a command that Kubernetes no longer reads.

What: `node-role.kubernetes.io/master`, `beta.kubernetes.io/os` and the like among the words of a command
(`slidegen/lint/data/labels.toml`). In manifests `stale-label` finds them.

Why: the nodes of the target version do not carry it: a selector selects nothing, and removing a taint fails
with `taint not found`.

Bad (1.32):

    ```bash
    kubectl taint nodes --all node-role.kubernetes.io/master-
    ```

Good (1.32):

    ```bash
    kubectl taint nodes --all node-role.kubernetes.io/control-plane-
    ```

Good (1.19):

    ```bash
    kubectl taint nodes --all node-role.kubernetes.io/master-
    ```

Fix: as the table says: safe where the new label takes the same values; unsafe for
`node-role.kubernetes.io/master`, since older clusters know only that.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import Command
from slidegen.lint.document import Document
from slidegen.lint.kubernetes import Label, labels
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention

RULE = Rule(
    "SG112", "stale-node-label", Severity.WARNING, "A label in a command that Kubernetes no longer reads"
)
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    known = (label for name, label in labels().items() if "/" in name and name in document.text)
    stale = [label for label in known if label.since <= project.target]
    for command in commands_of(document, "kubectl") if stale else ():
        for word in command.words:
            found = [(at, label) for label in stale if (at := word.raw.find(label.name)) != -1]
            for at, label in found[:1]:  # of a name and its prefix, one
                yield _finding(document, project, command, label, word.start + at)


def _finding(document: Document, project: Project, command: Command, label: Label, start: int) -> Finding:
    end = start + len(label.name)
    fix = None
    if label.fix and command.sound:
        edit = Edit(document.source.span(start, end), label.replacement)
        fix = Fix(f"Use `{label.replacement}`", (edit,), Applicability(label.fix))
    how = "gone" if label.is_gone(project.target) else "deprecated"
    since = f"is {how} since {label.end(project.target)}"
    rule = NOTE if is_mention(command) else RULE
    message = f"`{label.name}` {since}"
    return document.source.finding(rule, start, end, message, help=f"use `{label.replacement}`", fix=fix)
