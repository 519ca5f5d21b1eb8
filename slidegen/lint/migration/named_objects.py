"""What other commands say about an object: that it is a deployment, what its container is called.

Knows which kubectl commands name objects and containers. Must not know whether anything is stale.
"""

from collections.abc import Iterator

from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.index import Creation, index_of
from slidegen.lint.kubectl import Kubectl, read_kubectl
from slidegen.lint.project import Project

#: Verbs that name a pod when no kind is given.
ON_PODS = frozenset(("exec", "logs", "attach", "port-forward", "cp", "debug"))


class References:
    """What the commands of a project say, document by document, read when it is first asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._called: dict[str, dict[str, list[tuple[int, bool]]]] = {}
        self._counted_on: dict[str, frozenset[str]] = {}

    def calls_it_deployment(self, document: Document, creation: Creation) -> bool:
        """Whether the next command of the document that says what it is calls it a deployment.

        One that calls it a pod, or makes another, ends its exercise: later the name is not of this.
        """
        if document.path not in self._called:
            self._called[document.path] = _called(document)
        said = self._called[document.path].get(creation.name, ())
        return next((is_one for start, is_one in said if start > creation.span.end), False)

    def count_on_its_name(self, name: str) -> bool:
        """Whether a command counts on the container, or the pod, being called `name`.

        `kubectl create deployment` calls the container after its image, and gives the pods a suffix. A pod
        that a manifest makes is another one, whatever its name.
        """
        if any(creation.kind == "pod" for creation in self._project.view(index_of).of(name)):
            return False
        return any(name in self._names(document) for document in self._project.documents_with(name))

    def _names(self, document: Document) -> frozenset[str]:
        if document.path not in self._counted_on:
            names = (name for kubectl in _kubectl_commands(document) for name in _counted_on(kubectl))
            self._counted_on[document.path] = frozenset(names)
        return self._counted_on[document.path]


def _called(document: Document) -> dict[str, list[tuple[int, bool]]]:
    """Where each name is called something, in order, and whether that is a deployment."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for kubectl in _kubectl_commands(document):
        for name, is_deployment in _kinds(kubectl):
            found.setdefault(name, []).append((kubectl.command.span.start, is_deployment))
    return found


def _kinds(kubectl: Kubectl) -> Iterator[tuple[str, bool]]:
    if kubectl.verb != "create deployment":
        yield from (
            (name, kind == "deployment") for kind, name in _objects(kubectl) if kind in ("pod", "deployment")
        )
    if kubectl.verb in (*ON_PODS, "run") and kubectl.positionals:
        yield from ((name, False) for name in kubectl.command.expand(kubectl.positionals[0].value))


def _counted_on(kubectl: Kubectl) -> Iterator[str]:
    """The names of containers and pods that `kubectl` is about."""
    container = kubectl.flag("--container", "--containers")
    if container is not None and container.value:
        yield container.value
    if kubectl.verb == "set image":
        yield from (word.value.partition("=")[0] for word in kubectl.positionals if "=" in word.value)
    if kubectl.verb in ON_PODS and kubectl.positionals:
        yield kubectl.positionals[0].value
    if kubectl.verb != "run":
        yield from (name for kind, name in _objects(kubectl) if kind == "pod")


def _kubectl_commands(document: Document) -> Iterator[Kubectl]:
    return (
        command.view(read_kubectl)
        for command in document.view(commands_in)
        if command.program == "kubectl" and command.context != "inline"
    )


def _objects(kubectl: Kubectl) -> Iterator[tuple[str, str]]:
    for kind, name, _ in kubectl.objects:
        yield from ((kind, each) for each in kubectl.command.expand(name))
