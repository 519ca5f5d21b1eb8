"""Who creates which object, over the whole project: `kubectl run`, `kubectl create`, manifests.

Knows how each of them names what it makes. Must not know versions, rules or fixes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from slidegen.lint.kubectl import KINDS, Kubectl
from slidegen.location import Span
from slidegen.source.yaml import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from slidegen.lint.document import Document, Project

Maker: TypeAlias = Literal["run", "create", "manifest"]

#: A document without any of these says nothing about who is called what.
RELEVANT = re.compile(
    r"\bk(?:ubectl)?\b[^\n]*?\s(?:run|create|cr)\b|\brun: ?[\w\"'$]|\brun=|-l ?run\b|^kind:|^ *kind: ",
    re.MULTILINE,
)
WORKLOADS = frozenset(
    ("Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "ReplicationController", "Job", "Pod")
)


@dataclass(frozen=True)
class Creation:
    """One place that makes an object."""

    name: str
    kind: str  #: in lower case; `` for `kubectl run`, which makes what its version makes
    maker: Maker
    document: "Document"
    span: Span
    kubectl: Kubectl | None
    run_label: str = ""  #: the `run` label that a manifest gives to its pods


@dataclass(frozen=True)
class Index:
    """The creations by name, in the order of the documents."""

    creations: dict[str, tuple[Creation, ...]]
    documents: tuple["Document", ...]  #: those that were read for it

    def of(self, name: str) -> tuple[Creation, ...]:
        return self.creations.get(name, ())

    def by(self, maker: Maker, name: str) -> tuple[Creation, ...]:
        return tuple(creation for creation in self.of(name) if creation.maker == maker)

    @property
    def all(self) -> Iterator[Creation]:
        return (creation for creations in self.creations.values() for creation in creations)


def index_of(project: "Project") -> Index:
    documents = tuple(document for document in project.documents if RELEVANT.search(document.text))
    found: dict[str, list[Creation]] = {}
    for document in documents:
        for creation in creations_in(document):
            found.setdefault(creation.name, []).append(creation)
    return Index({name: tuple(creations) for name, creations in found.items()}, documents)


def creations_in(document: "Document") -> Iterator[Creation]:
    """What `document` makes, in order: by its commands, then by its manifests."""
    for command in document.commands:
        if command.program == "kubectl":
            yield from _by_command(document, command.kubectl)
    for block in document.yaml_blocks:
        for root in block.documents:
            yield from _by_manifest(document, root)


def _by_command(document: "Document", kubectl: Kubectl) -> Iterator[Creation]:
    if kubectl.verb == "run":
        if not kubectl.has("--image") or not kubectl.positionals:
            return
        maker, kind, name = "run", "", kubectl.positionals[0]
    elif kubectl.verb.startswith("create ") and kubectl.positionals:
        kind = kubectl.verb.partition(" ")[2]
        maker, kind, name = "create", KINDS.get(kind, kind), kubectl.positionals[0]
    else:
        return
    for each in kubectl.command.expand(name.value):
        yield Creation(each, kind, maker, document, kubectl.command.span, kubectl)  # type: ignore[arg-type]


def _by_manifest(document: "Document", root: Node) -> Iterator[Creation]:
    if not isinstance(root, Mapping):
        return
    if isinstance(items := root.get("items"), Sequence):
        for item in items.items:
            yield from _by_manifest(document, item)
    kind, name = scalar(root, "kind"), root.at("metadata", "name")
    if not kind or not isinstance(name, Scalar):
        return
    labels = ("metadata", "labels", "run")
    pods = labels if kind == "Pod" else ("spec", "template", *labels)
    run_label = scalar(root, *pods) if kind in WORKLOADS else ""
    yield Creation(name.value, kind.lower(), "manifest", document, name.span, None, run_label)


def scalar(root: Mapping, *path: str) -> str:
    """The text at `path`, `` when there is none."""
    node = root.at(*path)
    return node.value if isinstance(node, Scalar) else ""
