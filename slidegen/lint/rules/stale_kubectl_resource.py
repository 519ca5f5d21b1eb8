r"""A kubectl command about a kind of object that went stale.

What: `componentstatuses`, `podsecuritypolicies`, `podpresets`, `endpoints`, by any of their names, in a
command (`slidegen/lint/data/kubectl.toml`); a note as long as it still works. In manifests other rules find
them.

Why: the API server no longer serves the kind, or warns each time that it is asked for it.

Bad (1.25):

    ```bash
    kubectl get podsecuritypolicies
    ```

Good (1.32):

    ```bash
    kubectl get --raw='/readyz?verbose'
    ```

Good (1.18):

    ```bash
    kubectl get cs
    kubectl get psp
    ```

Fix: none. What takes their place is asked for, and looks, differently.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubectl import read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import StaleRow, commands_of, is_mention, stale_rows

RULE = Rule(
    "SG110", "stale-kubectl-resource", Severity.WARNING, "A command about a kind of object that went stale"
)
NOTE = replace(RULE, severity=Severity.INFO)
VERBS = frozenset(
    ("get", "describe", "edit", "delete", "explain", "annotate", "label", "patch", "wait", "replace")
)


def check(document: Document, project: Project) -> Iterator[Finding]:
    for command in commands_of(document, "kubectl"):
        kubectl = command.view(read_kubectl)
        if kubectl.verb not in VERBS or not kubectl.positionals:
            continue
        word, stale = kubectl.positionals[0], stale_rows("kind", project.target)
        for kind in word.value.lower().partition("/")[0].split(","):
            for row in stale.get(kind, ()):
                yield document.source.finding(
                    _rule(row, project, is_mention(command)),
                    word.start,
                    word.end,
                    f"`{kind}` {row.since(project.target)}",
                    help=row.help,
                )


def _rule(row: StaleRow, project: Project, mention: bool) -> Rule:
    """What still works is a note."""
    return NOTE if mention or not row.is_removed(project.target) else RULE
