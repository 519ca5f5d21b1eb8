r"""A selector for a label that nothing in the workshop has.

What: `-l app=web` where `web` is made by `kubectl run` alone, which gives it the label `run=web`;
`-l app=web` or `-l run=web` where it is a Job, which has `job-name=web`; `-l name=web` where nobody says
`name`; `-l app=wbe` where the same text makes `web` and nobody speaks of `wbe`. Labels that a manifest,
`--labels` or `kubectl label` sets are known. Of `-l run=web` on a deployment SG102 speaks.

Why: the command works and finds nothing. In a lab that reads as if the objects were missing.

Bad (1.30):

    ```bash
    kubectl run web --image=nginx
    kubectl logs -l app=web
    ```

Bad:

    ```bash
    kubectl create job once --image=busybox -- date
    kubectl logs -l app=once
    ```

Bad:

    ```bash
    kubectl create deployment hello --image=nginx
    kubectl get pods -l app=helo
    kubectl logs -l name=hello
    ```

Bad:

    ```bash
    kubectl create service clusterip front --tcp=80
    kubectl get services -l name=front
    ```

Good:

    ```bash
    kubectl run web --image=nginx
    kubectl logs -l run=web
    ```

Good:

    ```bash
    kubectl run web --image=nginx
    kubectl label pod web app=web
    kubectl logs -l app=web
    ```

Good:

    ```bash
    kubectl create job once --image=busybox -- date
    kubectl logs -l job-name=once
    ```

Good:

    ```bash
    kubectl create deployment hello --image=nginx
    kubectl get pods -l app=hello
    kubectl logs -l app=hello
    ```

Good:

    ```bash
    kubectl create service clusterip front --tcp=80
    kubectl get services -l app=front
    ```

Fix: unsafe. The label that is there is written.

Since: 0.2
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lazy_module import lazy_module
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import Flag, read_kubectl
from slidegen.lint.migration.releases import PODS_ONLY
from slidegen.lint.project import Project
from slidegen.lint.stale import is_mention
from slidegen.lint.version import Version
from slidegen.source.suggest import is_a_slip

if TYPE_CHECKING:
    from slidegen.lint import index
    from slidegen.lint.migration import judgement, labels_in_commands, reach
else:  # few texts select by a label
    index = lazy_module("slidegen.lint.index")
    judgement = lazy_module("slidegen.lint.migration.judgement")
    labels_in_commands = lazy_module("slidegen.lint.migration.labels_in_commands")
    reach = lazy_module("slidegen.lint.migration.reach")

RULE = Rule("SG118", "unmatched-selector", Severity.WARNING, "A selector for a label that nothing has")
NOTE = replace(RULE, severity=Severity.INFO)
#: One requirement, by a key that people take for granted.
SELECTOR = re.compile(
    r"(?P<key>app|run|name|service|component|k8s-app|job-name)==?(?P<name>[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)"
)
_MAY_SELECT = re.compile(r"-l\b|--selector\b")
_DIGITS = re.compile(r"\d")
#: What is set by itself, by kubectl and by the controller of jobs; `tests/lint/test_kubectl_versions.py` asks
#: clients.
LABEL_OF = {"job": "job-name", "deployment": "app", "service": "app"}


def check(document: Document, project: Project) -> Iterator[Finding]:
    if not _MAY_SELECT.search(document.text):
        return
    for command in document.view(commands_in):
        if command.program in labels_in_commands.SELECTING_PROGRAMS:
            for flag in command.view(read_kubectl).flags:
                found = (
                    SELECTOR.fullmatch(flag.value or "")
                    if flag.name in labels_in_commands.SELECTOR_FLAGS
                    else None
                )
                if found is not None:
                    yield from _judged(document, project, command, flag, found)


def _judged(
    document: Document, project: Project, command: Command, flag: Flag, found: re.Match[str]
) -> Iterator[Finding]:
    key, name = found["key"], found["name"]
    part = reach.part_with(document, project)
    known = part.view(_no_answers_yet)
    asked = (document.path, key, name)
    if asked not in known:  # who says one thing a thousand times is answered once
        known[asked] = _instead(document, part, key, name)
    label, meant = known[asked]
    if not meant:
        return
    start = flag.value_start
    plain = command.sound and document.text.startswith(flag.value or "", start)
    edit = Edit(document.source.span(start, flag.end), f"{label}={meant}")
    yield document.source.finding(
        NOTE if is_mention(command) else RULE,
        start,
        flag.end,
        f"nothing has the label `{key}={name}`",
        help=f"the label of what is made here is `{label}={meant}`",
        fix=Fix(f"Select by `{label}={meant}`", (edit,), Applicability.UNSAFE) if plain else None,
    )


def _no_answers_yet(_: Project) -> dict[tuple[str, str, str], tuple[str, str]]:
    return {}


def _instead(document: Document, part: Project, key: str, name: str) -> tuple[str, str]:
    """The label that was meant, and its value, `` when the selector may be right."""
    label = _label_instead(part, key, name)
    return (label, name) if label else (key, _slip_of(document, part, key, name))


def _label_instead(part: Project, key: str, name: str) -> str | None:
    """The key of the label that everything called `name` has, where none of it has `key`."""
    made = part.view(index.index_of)
    labels = {_label_of(each, part.target) for each in made.commanded(name)}
    label = labels.pop() if len(labels) == 1 else None
    if label in (key, None) or (key == "run" and label == "app"):  # SG102 speaks of these
        return None
    if any(each.kubectl is None for each in made.of(name)):  # a manifest says which labels it gives
        return None
    return None if any(_is_set(other, key, name) for other in part.documents_with(name)) else label


def _slip_of(document: Document, part: Project, key: str, name: str) -> str:
    """What `document` makes with the label `key`, if `name`, of which nobody else speaks, is a slip of it."""
    everything = part.view(index.index_of)
    if len(name) < 4 or everything.is_commanded(name, document):
        return ""
    made = {each for each in _made_with(key, document, part) if _is_slip(name, each)}
    if len(made) != 1 or everything.of(name):
        return ""
    elsewhere = re.compile(rf"(?<!\b{key}=)(?<!\b{key}[!=]=)\b{re.escape(name)}\b")
    is_elsewhere = any(elsewhere.search(other.text) for other in part.documents_with(name))
    return "" if is_elsewhere else made.pop()


def _made_with(key: str, document: Document, part: Project) -> Iterable[str]:
    """The names of what commands of `document` make that have the label `key`: each is asked for once."""
    known = part.view(_no_names_yet)
    if document.path not in known:
        found: dict[str | None, dict[str, None]] = {}
        for each in part.view(index.index_of).by_commands(document):
            found.setdefault(_label_of(each, part.target), {})[each.name] = None
        known[document.path] = found
    return known[document.path].get(key, ())


def _no_names_yet(_: Project) -> dict[str, dict[str | None, dict[str, None]]]:
    return {}


def _is_slip(name: str, meant: str) -> bool:
    """Whether a wrong key made it; `web1` and `web2` are two names."""
    return _DIGITS.sub("", name) != _DIGITS.sub("", meant) and is_a_slip(name, meant)


def _label_of(creation: "index.Creation", target: Version) -> str | None:
    """The key of the label that is set by itself; None when that is not known."""
    kubectl = creation.kubectl
    if kubectl is None or kubectl.has("--labels", "--overrides", "--generator"):
        return None
    if creation.maker == "create":
        return LABEL_OF.get(creation.kind)
    job = (
        target < PODS_ONLY
        and not judgement.is_one_shot(kubectl)
        and judgement.made_before(kubectl) in ("job", "cronjob")
    )
    return None if job else "run"


def _is_set(document: Document, key: str, name: str) -> bool:
    """Whether a text gives the label to something, or may: in a manifest, by `kubectl label`, by a flag."""
    return _setting(key, name).search(document.text) is not None


def _setting(key: str, name: str) -> re.Pattern[str]:
    value = re.escape(name)
    return re.compile(
        rf"\b{key}[\"']?:[ ]*[\"']?{value}\b"
        rf"|\blabel\b[^\n]{{0,300}}\b{key}={value}\b|--labels?[ =][^\n]{{0,300}}\b{key}={value}\b"
    )
