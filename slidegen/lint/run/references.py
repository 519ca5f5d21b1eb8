"""What other commands say about an object: that it is a deployment, what its container is called.

Knows which kubectl commands name objects and containers. Must not know whether anything is stale.
"""

import re
from collections.abc import Iterator

from slidegen.lint.document import Document, Project
from slidegen.lint.index import Creation
from slidegen.lint.kubectl import Kubectl

#: Verbs that name a pod when no kind is given.
ON_PODS = frozenset(("exec", "logs", "attach", "port-forward", "cp", "debug"))


def used_as_deployment(document: Document, creation: Creation) -> bool:
    """Whether a later command of the document calls it a deployment."""
    return any(
        kind == "deployment" and name == creation.name
        for kubectl in _kubectl_commands(document)
        if kubectl.command.span.start > creation.span.end and kubectl.verb != "create deployment"
        for kind, name, _ in _objects(kubectl)
    )


def names_container_or_pod(project: Project, name: str) -> bool:
    """Whether a command counts on the container, or the pod, being called `name`.

    `kubectl create deployment` calls the container after its image, and gives the pods a suffix. A pod that
    a manifest makes is another one, whatever its name.
    """
    if any(creation.kind == "pod" for creation in project.index.of(name)):
        return False
    for document in project.documents_with(name):
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", document.text) and any(
            _counts_on(kubectl, name) for kubectl in _kubectl_commands(document)
        ):
            return True
    return False


def _counts_on(kubectl: Kubectl, name: str) -> bool:
    container = kubectl.flag("--container", "--containers")
    if container is not None and container.value == name:
        return True
    if kubectl.verb == "set image" and any(w.value.startswith(f"{name}=") for w in kubectl.positionals):
        return True
    if kubectl.verb in ON_PODS and kubectl.positionals and kubectl.positionals[0].value == name:
        return True
    return kubectl.verb != "run" and any(
        kind == "pod" and each == name for kind, each, _ in _objects(kubectl)
    )


def _kubectl_commands(document: Document) -> Iterator[Kubectl]:
    return (
        command.kubectl
        for command in document.commands
        if command.program == "kubectl" and command.context != "inline"
    )


def _objects(kubectl: Kubectl) -> Iterator[tuple[str, str, int]]:
    for kind, name, word in kubectl.objects:
        yield from ((kind, each, word.start) for each in kubectl.command.expand(name))
