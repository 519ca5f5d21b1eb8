r"""Helm charts from a repository that is gone, or whose images are.

What: a chart in `helm install`, `upgrade`, `template`, `pull` or `show` whose repository, by the name that
everybody gives it, was emptied or given up (`slidegen/lint/data/tools.toml`).

Why: `helm install` fails, or its pods never find their image.

Bad:

    ```bash
    helm install web stable/nginx-ingress
    helm upgrade --install cache bitnami/redis --set auth.enabled=false
    ```

Good:

    ```bash
    helm install web ./charts/web
    helm install prom prometheus-community/prometheus
    ```

Fix: none. The advice says where to look.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention, stale_rows

RULE = Rule("SG309", "retired-chart", Severity.WARNING, "A Helm chart whose repository is gone or given up")
NOTE = replace(RULE, severity=Severity.INFO)
VERBS = frozenset(("install", "upgrade", "template", "pull", "fetch", "show", "inspect"))


def check(document: Document, project: Project) -> Iterator[Finding]:
    rows = stale_rows("chart", project.target, project.as_of)
    for command in commands_of(document, "helm"):
        if not VERBS.intersection(command.values[1:]):
            continue
        for word in command.arguments:
            row = next((rows[name][0] for name in rows if word.value.startswith(name)), None)
            if row is not None and not word.quoted:
                yield document.source.finding(
                    NOTE if is_mention(command) else RULE,
                    word.start,
                    word.end,
                    f"the chart `{word.value}` is gone or given up",
                    help=row.advice,
                )
