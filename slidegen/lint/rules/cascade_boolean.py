r"""`--cascade=true` and `--cascade=false`.

What: a truth value where kubectl 1.20 and later want `background`, `orphan` or `foreground`.

Why: kubectl warns that the truth values will be removed.

Bad (1.32):

    ```bash
    kubectl delete replicaset web --cascade=false
    ```

Good (1.32):

    ```bash
    kubectl delete replicaset web --cascade=orphan
    ```

Good (1.19):

    ```bash
    kubectl delete replicaset web --cascade=false
    ```

Fix: safe. `false` is `orphan`, `true` is `background`.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document, Project
from slidegen.lint.stale import commands_of, is_mention
from slidegen.lint.version import Version

RULE = Rule("SG107", "cascade-boolean", Severity.WARNING, "`--cascade` with a truth value")
NOTE = replace(RULE, severity=Severity.INFO)
WITH_WORDS = Version(1, 20)
MEANT = {"true": "background", "false": "orphan"}


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < WITH_WORDS or "--cascade" not in document.text:
        return
    for command in commands_of(document, "kubectl"):
        flag = command.kubectl.flag("--cascade")
        if flag is None or flag.value not in MEANT:
            continue
        written, meant = f"--cascade={flag.value}", f"--cascade={MEANT[flag.value]}"
        edit = Edit(document.source.span(flag.start, flag.end), meant)
        yield document.source.finding(
            NOTE if is_mention(command) else RULE,
            flag.start,
            flag.end,
            f"`{written}` is deprecated since kubectl {WITH_WORDS}",
            help=f"Write `{meant}`",
            fix=Fix(f"Write `{meant}`", (edit,), Applicability.SAFE) if command.sound else None,
        )
