r"""A command that names an API version which is gone.

What: `ingresses.extensions` and `deployments.v1beta1.apps`, `--api-version=extensions/v1beta1`,
`--api-group=extensions`, `--runtime-config=batch/v2alpha1`, and the paths of the API
(`/apis/batch/v1beta1/…`) that `kubectl get --raw`, `curl` and `wget` are given.

Where the command is to fail, it is a note: its errors are thrown away, or the text beside it says that it
fails, or that the version is gone.

Why: the API server answers `the server doesn't have a resource type`, or 404. In manifests SG201 finds it.

Bad (1.22):

    ```bash
    kubectl get ingresses.extensions
    kubectl explain ingress --api-version=extensions/v1beta1
    ```

Bad:

    ```bash
    curl localhost:8001/apis/batch/v1beta1/namespaces/default/cronjobs
    ```

Bad:

    ```bash
    kubectl get --raw /apis/extensions/v1beta1
    ```

Bad (1.22):

    ```bash
    kubectl api-resources --api-group=extensions
    ```

Bad (1.22):

    ```bash
    kubectl auth can-i list ingresses.extensions
    kubectl create role reader --verb=get --resource=pods,ingresses.extensions
    minikube start --extra-config=apiserver.runtime-config=batch/v2alpha1=true
    ```

Good (1.22):

    ```bash
    kubectl auth can-i list ingresses.networking.k8s.io
    kubectl create role reader --verb=get --resource=pods,ingresses.networking.k8s.io
    minikube start --extra-config=apiserver.runtime-config=batch/v1=true
    ```

Good:

    ```bash
    kubectl get ingresses.networking.k8s.io
    kubectl explain ingress --api-version=networking.k8s.io/v1
    ```

Bad (1.16):

    ```bash
    curl -X PUT localhost:8001/apis/apps/v1/x -d '{"kind": "Scale", "apiVersion": "extensions/v1beta1"}'
    ```

Good (1.16):

    ```bash
    curl -X PUT localhost:8001/apis/apps/v1/x -d '{"kind": "Scale", "apiVersion": "autoscaling/v1"}'
    ```

Bad:

    ```bash
    kubectl apply -f - <<< '{"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget"}'
    ```

Good:

    ```bash
    kubectl apply -f - <<< '{"apiVersion": "policy/v1", "kind": "PodDisruptionBudget"}'
    ```

Good:

    ```bash
    curl localhost:8001/apis/batch/v1/namespaces/default/cronjobs
    ```

Good (1.20):

    ```bash
    kubectl get ingresses.extensions
    ```

Fix: unsafe. What reads the answer may know fields of the old version.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag, Kubectl, read_kubectl
from slidegen.lint.kubernetes import Api, apis, kinds_named
from slidegen.lint.meant_old import is_meant_old
from slidegen.lint.project import Project
from slidegen.lint.stale import is_mention

RULE = Rule(
    "SG116", "api-version-in-command", Severity.WARNING, "A command that names an API version that is gone"
)
NOTE = replace(RULE, severity=Severity.INFO)
#: `ingresses.extensions`, `deploy.v1beta1.apps/web`: a kind, perhaps a version, a group.
RESOURCE = re.compile(
    r"(?<![a-z])(?P<kind>[a-z]{1,63})\.(?:(?P<version>v\d+(?:(?:alpha|beta)\d+)?)\.)?(?P<group>[a-z][a-z0-9.-]*)"
)
#: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
PATH = re.compile(
    r"/apis/(?P<api>[a-z][a-z0-9.-]*/v\d+(?:(?:alpha|beta)\d+)?)(?:/(?:namespaces/[^/\s]+/)?(?P<kind>[a-z]+))?(?![\w-])"
)
#: An object that is handed on as JSON: `--overrides='{"apiVersion": …}'`, `curl -d`, a here-string.
OBJECT = re.compile(r"""\\?["']apiVersion\\?["']\s*:\s*\\?["'](?P<api>[a-z][a-z0-9.-]*/v\d\w*)""")
KIND = re.compile(r"""\\?["']kind\\?["']\s*:\s*\\?["'](?P<kind>\w+)""")
#: What an API server is asked to serve: `--runtime-config=batch/v2alpha1=true`.
SERVED = re.compile(r"(?<=[=,\s\"'])(?P<api>[a-z][a-z0-9.-]*/v\d+(?:(?:alpha|beta)\d+)?)(?!=false)(?!\w)")
SIGNS = ("/apis/", "--api-version", "apiVersion", "--api-group", "runtime-config")
FETCHING = frozenset(("kubectl", "curl", "wget", "http"))
SERVING = frozenset(("kube-apiserver", "minikube", "k3s", "k3d", "kind", "helm"))


def check(document: Document, project: Project) -> Iterator[Finding]:
    text = document.text
    if not any(sign in text for sign in SIGNS) and not RESOURCE.search(text):
        return
    readers = [_named, *(read for sign, read in _BY_SIGN.items() if sign in text)]
    for command in document.view(commands_in):
        if command.program in FETCHING:
            for found in (each for read in readers for each in read(command)):
                yield from _findings(document, project, command, *found)
        elif command.program in SERVING:
            for found in _served(command):
                yield from _findings(document, project, command, *found)


Place = tuple[
    int, int, tuple[Api, ...], str
]  #: `[start, end)`, what is meant there, how to write another one


def _paths(command: Command) -> Iterator[Place]:
    for word in command.arguments:
        if "/apis/" in word.raw:
            for path in PATH.finditer(word.raw):
                start, end = (word.start + at for at in path.span("api"))
                yield start, end, _rows(path["api"], path["kind"] or ""), "{api}"


def _served(command: Command) -> Iterator[Place]:
    """What an API server is started with, or a chart is told to find there."""
    told = False
    for word in command.arguments:
        if told or "runtime-config" in word.raw or word.value.startswith("--api-versions="):
            for found in SERVED.finditer(f" {word.raw}"):
                start, end = (word.start + at - 1 for at in found.span("api"))
                yield start, end, _rows(found["api"], ""), "{api}"
        told = word.value in ("--runtime-config", "--api-versions")


def _objects(command: Command) -> Iterator[Place]:
    targets = (each.target for each in command.shell.redirections if each.operator.endswith("<<<"))
    for word in (*command.arguments, *(target for target in targets if target)):
        if "apiVersion" in word.raw:
            for found in OBJECT.finditer(word.raw):
                kind = KIND.search(word.raw)
                rows = _rows(found["api"], kind["kind"].lower() if kind else "") or _rows(found["api"], "")
                start, end = (word.start + at for at in found.span("api"))
                yield start, end, rows, "{api}"


#: What reads a command, by what the text holds if it can find anything.
_BY_SIGN = {"/apis/": _paths, "apiVersion": _objects}


def _named(command: Command) -> Iterator[Place]:
    if command.program != "kubectl":
        return
    kubectl = command.view(read_kubectl)
    asked = kubectl.positionals[1:2] if kubectl.verb == "auth can-i" else kubectl.positionals[:1]
    for word in asked:
        if "." in word.value and not word.quoted:
            yield from _resources(word.value, word.start)
    for flag in kubectl.flags:
        if flag.value:
            yield from _told(kubectl, flag)


def _told(kubectl: Kubectl, flag: Flag) -> Iterator[Place]:
    """What a flag's value names: an API version, a group, resources."""
    value = flag.value or ""
    if flag.name == "--api-version":
        kind = kubectl.positionals[0].value.partition(".")[0] if kubectl.positionals else ""
        yield flag.value_start, flag.end, _rows(value, kind), "{api}"
    elif flag.name == "--api-group":
        yield flag.value_start, flag.end, _rows_of_dead_group(value), "{group}"
    elif flag.name == "--resource" and "." in value:
        yield from _resources(value, flag.value_start)


def _resources(value: str, at: int) -> Iterator[Place]:
    for part in value.partition("/")[0].split(","):
        if found := RESOURCE.fullmatch(part):
            kind, version, group = found["kind"], found["version"], found["group"]
            if version:
                yield at, at + len(part), _rows(f"{group}/{version}", kind), kind + ".{version}.{group}"
            else:
                yield at, at + len(part), _rows_of_group(group, kind), kind + ".{group}"
        at += len(part) + 1


def _rows(version: str, resource: str) -> tuple[Api, ...]:
    """The rows of an API version, of one kind where one is named."""
    kinds = kinds_named(resource)
    of_version = tuple(api for (known, _), api in apis().items() if known == version)
    return tuple(api for api in of_version if api.kind in kinds) if resource else of_version


def _rows_of_group(group: str, resource: str) -> tuple[Api, ...]:
    """Those of all versions of a group that a kind has left, for another or for good."""
    kinds = kinds_named(resource)
    rows = tuple(api for (version, kind), api in apis().items() if kind in kinds and _group(version) == group)
    if any(api.replacement for api in rows):
        return () if any(_group(api.replacement) in ("", group) for api in rows) else rows
    return rows


def _rows_of_dead_group(group: str) -> tuple[Api, ...]:
    """Those of a group in which nothing is left."""
    rows = tuple(api for (version, _), api in apis().items() if _group(version) == group)
    return () if any(_group(api.replacement) == group for api in rows) else rows


def _group(version: str) -> str:
    return version.partition("/")[0]


def _findings(
    document: Document,
    project: Project,
    command: Command,
    start: int,
    end: int,
    rows: tuple[Api, ...],
    form: str,
) -> Iterator[Finding]:
    if not rows or any(api.removed > project.target for api in rows):
        return
    api = max(rows, key=lambda row: row.removed)
    is_note = is_mention(command) or command.program == "helm" or _is_to_fail(document, command)
    what = f"{api.version} {api.kind}" if len(rows) == 1 else api.version
    others = sorted({row.replacement for row in rows if row.replaced_at(project.target)})
    advice = f"use {' or '.join(others)}" if others else "there is no replacement"
    yield document.source.finding(
        NOTE if is_note else RULE,
        start,
        end,
        f"{what} was removed in {api.end}",
        help=advice,
        fix=_fix(document, project, command, start, end, rows, form),
    )


def _is_to_fail(document: Document, command: Command) -> bool:
    """Whether it asks if the version is there, or shows that it is not."""
    errors = (each for each in command.shell.redirections if each.operator.startswith(("2>", "&>")))
    if any(each.target and each.target.value == "/dev/null" for each in errors):
        return True
    return document.kind == "markdown" and is_meant_old(document, command.span.start)


def _fix(
    document: Document,
    project: Project,
    command: Command,
    start: int,
    end: int,
    rows: tuple[Api, ...],
    form: str,
) -> Fix | None:
    replacements = {api.replacement for api in rows if api.replaced_at(project.target)}
    if len(replacements) != 1 or len({api.kind for api in rows}) != 1 or not command.sound:
        return None
    (api,) = replacements
    group, _, version = api.partition("/")
    written = form.format(api=api, group=group, version=version)
    return Fix(f"Use {api}", (Edit(document.source.span(start, end), written),), Applicability.UNSAFE)
