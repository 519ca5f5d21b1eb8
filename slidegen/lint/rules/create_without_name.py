r"""`kubectl create …` without the NAME.

What: `kubectl create deployment`, `job`, `secret generic` and the like with flags, but with no NAME, or
`kubectl run` with an image and none; and `create deployment` with more than one word, since a command needs
`--` before it.

Why: `error: exactly one NAME is required, got 0`. It happens when `kubectl run` is replaced by hand. And
`kubectl run --image=alpine -- sh` makes a pod that is called `sh` and runs what its image runs.

Bad:

    ```bash
    kubectl create deployment --image=nginx
    ```

Bad:

    ```bash
    kubectl run -it --rm --image=alpine -- sh
    ```

Bad (1.32):

    ```bash
    kubectl create deployment pingpong --image=alpine ping 1.1.1.1
    ```

Good (1.32):

    ```bash
    kubectl create deployment web --image=nginx
    kubectl create deployment pingpong --image=alpine -- ping 1.1.1.1
    ```

Good (1.32):

    ```bash
    kubectl create deployment pingpong --image=alpine -- ping 1.1.1.1
    ```

Good:

    ```bash
    export do='--dry-run=client -o yaml'
    kubectl create deploy web --image nginx $do > web.yaml
    kubectl create secret generic ${secret} --from-file=key.pem
    ```

Fix: unsafe, for a command without `--`, from 1.19. None for a missing name: only the author knows it.

Since: 0.1
"""

from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Kubectl, may_be_flags, read_kubectl
from slidegen.lint.migration.releases import MORE_FLAGS
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention

RULE = Rule("SG111", "create-without-name", Severity.WARNING, "`kubectl create` without exactly one NAME")
NAMED = frozenset(
    (
        *("deployment", "deploy", "job", "cronjob", "cj", "namespace", "ns", "configmap", "cm", "role"),
        *("clusterrole", "rolebinding", "clusterrolebinding", "serviceaccount", "sa", "quota", "ingress"),
        *("poddisruptionbudget", "pdb", "priorityclass", "pc", "token", "resourcequota", "ing"),
    )
)
#: kinds that say of which sort before the NAME
SORTS = {
    "secret": frozenset(("generic", "tls", "docker-registry")),
    **dict.fromkeys(("service", "svc"), frozenset(("clusterip", "nodeport", "loadbalancer", "externalname"))),
}
WITH_COMMAND = frozenset(("deployment", "deploy", "job", "cronjob", "cj"))
NOT_CREATING = ("--filename", "--kustomize", "--help", "-h", "--raw")


def check(document: Document, project: Project) -> Iterator[Finding]:
    for command in commands_of(document, "kubectl"):
        kubectl = command.view(read_kubectl)
        verb, _, kind = kubectl.verb.partition(" ")
        if is_mention(command) or kubectl.has(*NOT_CREATING):
            continue
        if kubectl.is_run and not kubectl.positionals:
            yield _run_without(document, kubectl)
        if verb != "create":
            continue
        words = [word.value for word in kubectl.arguments]
        if kind in SORTS and words and words[0] in SORTS[kind]:
            kind, words = f"{kind} {words[0]}", words[1:]
        elif kind not in NAMED:
            continue
        count = len(words)
        if count == 0 and kubectl.flags and not any(map(may_be_flags, kubectl.positionals)):
            yield _finding(
                document, kubectl, f"`{command.called} create {kind}` has no NAME", "give it a name", None
            )
        elif count > 1 and kind in WITH_COMMAND:
            message = f"`{command.called} create {kind}` takes one NAME, and its command only behind `--`"
            yield _finding(
                document, kubectl, message, "put `--` before the command", _fix(document, project, kubectl)
            )


def _run_without(document: Document, kubectl: Kubectl) -> Finding:
    message, advice = f"`{kubectl.command.called} run` has no NAME", "give it a name"
    if kubectl.trailing:
        message += f": its pod is called `{kubectl.trailing[0].raw}`, and does not run that"
        advice += ", before `--`"
    return _finding(document, kubectl, message, advice, None)


def _finding(document: Document, kubectl: Kubectl, message: str, advice: str, fix: Fix | None) -> Finding:
    start, end = kubectl.command.span.start, kubectl.verb_words[-1].end
    return document.source.finding(RULE, start, end, message, help=advice, fix=fix)


def _fix(document: Document, project: Project, kubectl: Kubectl) -> Fix | None:
    """The words behind NAME are the command, when no flag stands between or behind them."""
    first = kubectl.arguments[1]
    last_flag = max((flag.end for flag in kubectl.flags), default=0)
    if project.target < MORE_FLAGS or kubectl.trailing is not None or first.start < last_flag:
        return None
    if not kubectl.command.sound:
        return None
    edit = Edit(document.source.span(first.start, first.start), "-- ")
    return Fix("Put `--` before the command", (edit,), Applicability.UNSAFE)
