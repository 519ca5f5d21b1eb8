r"""A flag of `kubectl run` that kubectl no longer knows.

What: `--limits`, `--requests`, `--serviceaccount` and `--hostport`. Those that chose a generator are
`kubectl-run-generator`'s.

Why: kubectl 1.21 warns that they are to go, kubectl 1.23 ignores them, and kubectl 1.24 refuses them:
`error: unknown flag`.

Bad (1.32):

    ```bash
    kubectl run test -it --image=alpine --serviceaccount=viewer
    ```

Good (1.32):

    ```bash
    kubectl run test -it --image=alpine \
      --overrides='{"spec":{"serviceAccountName":"viewer"}}'
    ```

Good (1.20):

    ```bash
    kubectl run test -it --image=alpine --serviceaccount=viewer
    ```

Good (1.32):

    ```bash
    kubectl run test -it --image=alpine --overrides='{"spec":{"serviceAccountName":"viewer"}}'
    ```

Fix: unsafe, and only for `--serviceaccount` with a plain name: `--overrides` says the same of the pod.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag, Kubectl, read_kubectl
from slidegen.lint.migration.releases import PODS_ONLY
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, cut_of, is_mention, rows

RULE = Rule(
    "SG103", "kubectl-run-removed-flag", Severity.WARNING, "A flag that `kubectl run` no longer knows"
)
NOTE = replace(RULE, severity=Severity.INFO)
PLAIN_NAME = re.compile(r"[\w.-]+")


def check(document: Document, project: Project) -> Iterator[Finding]:
    for command in commands_of(document, "kubectl"):
        kubectl = command.view(read_kubectl)
        if not kubectl.is_run:
            continue
        for row in rows("run_flag"):
            flag = kubectl.flag(row.name)
            if flag is None or not row.is_stale(project.target):
                continue
            yield document.source.finding(
                NOTE if is_mention(command) else RULE,
                flag.start,
                flag.end,
                f"`{row.name}` of `kubectl run` {row.since(project.target, 'unknown')}",
                help=row.help,
                fix=_fix(document, project, kubectl, flag),
            )


def _fix(document: Document, project: Project, kubectl: Kubectl, flag: Flag) -> Fix | None:
    command = kubectl.command
    if flag.name != "--serviceaccount" or project.target < PODS_ONLY or kubectl.has("--overrides"):
        return None
    if not command.sound or not PLAIN_NAME.fullmatch(flag.value or ""):
        return None
    dashes = next((word.start for word in command.words if word.value == "--"), None)
    words = [word for word in command.words if dashes is None or word.start < dashes]
    overrides = f''' --overrides='{{"spec":{{"serviceAccountName":"{flag.value}"}}}}\''''
    cut, last = cut_of(command, document, flag.start, flag.end), words[-1].end
    edits: tuple[Edit, ...] = (Edit(cut, ""), Edit(document.source.span(last, last), overrides))
    if last == flag.end:
        edits = (Edit(cut, overrides),)
    return Fix("Say it with `--overrides`", edits, Applicability.UNSAFE)
