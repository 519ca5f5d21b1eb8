r"""Replication controllers that nobody made.

What: a command about a replication controller (`rc/web`, `expose rc web`) of a name that `kubectl run` or
`kubectl create deployment` gave to something else.

Why: `kubectl run` made replication controllers before 1.2, deployments up to 1.17, and makes a pod since: the
command finds nothing. It is what is left when the line above it was mended.

Bad:

    ```bash
    kubectl create deployment web --image=nginx
    kubectl expose rc web --port=80
    ```

Good:

    ```bash
    kubectl create deployment web --image=nginx
    kubectl expose deployment web --port=80
    ```

Good:

    ```bash
    kubectl create -f web-controller.yaml
    kubectl scale rc web --replicas=3
    ```

Good:

    ```bash
    kubectl create role web --verb=get --resource=pods
    kubectl scale rc web --replicas=3
    ```

Fix: unsafe, where a deployment of that name is made: the command is about the deployment.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.index import creations_in
from slidegen.lint.kubectl import Kubectl, read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention

RULE = Rule("SG115", "absent-controller", Severity.WARNING, "A replication controller that nobody made")
NOTE = replace(RULE, severity=Severity.INFO)
#: What was one, or is made where one was meant: a pod by `kubectl run`, a deployment. A role is no slip.
MADE_INSTEAD = ("", "deployment")
WORDS = frozenset(("rc", "replicationcontroller", "replicationcontrollers"))


def check(document: Document, _project: Project) -> Iterator[Finding]:
    if not any(f" {word}" in document.text for word in WORDS):
        return
    made = (each for each in creations_in(document) if each.kubectl and each.kind in MADE_INSTEAD)
    kinds = {creation.name: creation.kind for creation in made}
    for command in commands_of(document, "kubectl"):
        kubectl = command.view(read_kubectl)
        if kubectl.verb == "run" or kubectl.verb.startswith("create"):
            continue
        for kind, name, word in kubectl.objects:
            if kind in WORDS and name in kinds:
                rule = NOTE if is_mention(command) else RULE
                yield document.source.finding(
                    rule,
                    word.start,
                    word.end,
                    f"`{name}` is no replication controller: `kubectl {_maker(kinds[name])}` made it",
                    help="name it by the kind that it is",
                    fix=_fix(document, kubectl) if kinds[name] == "deployment" and command.sound else None,
                )


def _maker(kind: str) -> str:
    return f"create {kind}" if kind else "run"


def _fix(document: Document, kubectl: Kubectl) -> Fix | None:
    first = kubectl.positionals[0]
    head = first.value.partition("/")[0]
    if head not in WORDS or first.quoted:
        return None
    edit = Edit(document.source.span(first.start, first.start + len(head)), "deployment")
    return Fix("Name it as the deployment that it is", (edit,), Applicability.UNSAFE)
