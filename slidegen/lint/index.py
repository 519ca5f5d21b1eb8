"""Who creates which object, over the whole project: `kubectl run`, `kubectl create`, manifests.

Knows how each of them names what it makes. Must not know versions, rules or fixes.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import commands_in
from slidegen.lint.document import Document
from slidegen.lint.kubectl import KINDS, Kubectl, read_kubectl
from slidegen.lint.project import Project
from slidegen.lint.yaml_block import YamlBlock, yaml_blocks_in
from slidegen.location import Span
from slidegen.source.nodes import Mapping, Node, Scalar, Sequence

Maker: TypeAlias = Literal["run", "create", "manifest"]

#: Behind these a command says of which type: `create service nodeport web`.
OF_A_TYPE = ("service", "secret")
#: What `kubectl run` made up to 1.17. A pod's `run` label is what it sets to this day.
WORKLOADS = frozenset(
    ("Deployment", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "StatefulSet")
)


@dataclass(frozen=True, slots=True)
class Creation:
    """One place that makes an object."""

    name: str
    kind: str  #: in lower case; `` for `kubectl run`, which makes what its version makes
    maker: Maker
    document: Document
    span: Span
    kubectl: Kubectl | None
    run_label: str = ""  #: the `run` label that a manifest gives to its pods, or selects them by


class Index:
    """The creations of a project, found when they are asked for: a commit hook rarely needs all."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._by_path: dict[str, dict[str, list[Creation]]] = {}
        self._commanded: dict[str, dict[str, list[Creation]]] = {}
        self._by_name: dict[str, tuple[Creation, ...]] = {}

    def of(self, name: str) -> tuple[Creation, ...]:
        """What makes an object called `name`, in the order of the documents."""
        if name not in self._by_name:
            documents = self._project.documents_with(name)
            self._by_name[name] = tuple(
                each for document in documents for each in self._called(name, document)
            )
        return self._by_name[name]

    def commanded(self, name: str) -> Iterator[Creation]:
        """What commands make that is called `name`: no manifest is read."""
        project = self._project
        for document in project.documents:
            # To search each text for each name takes longer than to ask what was read, as in a tree all is.
            is_read = not project.is_glance or document.path in self._commanded
            if is_read or name in document.written.text:
                yield from self._by_commands(document).get(name, ())

    def _called(self, name: str, document: Document) -> Iterator[Creation]:
        """Of its YAML only what holds the name is composed, which takes most of the time."""
        yield from self._by_commands(document).get(name, ())
        for block in document.view(yaml_blocks_in):
            if name in block.text:
                yield from (each for each in made_by_manifests(document, block) if each.name == name)

    def is_commanded(self, name: str, document: Document) -> bool:
        """Whether a command of `document` makes something that is called `name`."""
        return name in self._by_commands(document)

    def by_commands(self, document: Document) -> Iterator[Creation]:
        """What the commands of `document` make, by name."""
        return (each for creations in self._by_commands(document).values() for each in creations)

    def within(self, document: Document) -> Iterator[Creation]:
        """What `document` makes, by name."""
        return (each for creations in self._named(document).values() for each in creations)

    def _named(self, document: Document) -> dict[str, list[Creation]]:
        if document.path not in self._by_path:
            self._by_path[document.path] = _by_name(creations_in(document))
        return self._by_path[document.path]

    def _by_commands(self, document: Document) -> dict[str, list[Creation]]:
        if document.path not in self._commanded:
            self._commanded[document.path] = _by_name(made_by_commands(document))
        return self._commanded[document.path]


def _by_name(creations: Iterable[Creation]) -> dict[str, list[Creation]]:
    found: dict[str, list[Creation]] = {}
    for creation in creations:
        found.setdefault(creation.name, []).append(creation)
    return found


def index_of(project: Project) -> Index:
    return Index(project)


def creations_in(document: Document) -> Iterator[Creation]:
    """What `document` makes, in order: by its commands, then by its manifests."""
    yield from made_by_commands(document)
    for block in document.view(yaml_blocks_in):
        yield from made_by_manifests(document, block)


def made_by_commands(document: Document) -> Iterator[Creation]:
    for command in document.view(commands_in):
        if command.program == "kubectl":
            yield from _by_command(document, command.view(read_kubectl))


def made_by_manifests(document: Document, block: YamlBlock) -> Iterator[Creation]:
    for root in block.documents if "kind" in block.text else ():
        yield from _by_manifest(document, root)


def _by_command(document: Document, kubectl: Kubectl) -> Iterator[Creation]:
    maker: Maker
    kind = kubectl.verb.partition(" ")[2]
    kind = KINDS.get(kind, kind)
    names = kubectl.positionals[kind in OF_A_TYPE :]
    if not names or not (kubectl.is_run or kubectl.verb.startswith("create ")):
        return
    maker, kind = ("run", "") if kubectl.is_run else ("create", kind)
    for each in kubectl.command.expand(names[0].value):
        yield Creation(each, kind, maker, document, kubectl.command.span, kubectl)


def _by_manifest(document: Document, root: Node) -> Iterator[Creation]:
    if not isinstance(root, Mapping):
        return
    if isinstance(items := root.get("items"), Sequence):
        for item in items.items:
            yield from _by_manifest(document, item)
    kind, name = scalar(root, "kind"), root.at("metadata", "name")
    if not kind or not isinstance(name, Scalar):
        return
    run_label = _run_label(root) if kind in WORKLOADS else ""
    yield Creation(name.value, kind.lower(), "manifest", document, name.span, None, run_label)


def _run_label(workload: Mapping) -> str:
    """The label that its pods have, or that it looks for, where the two differ by a slip of the margin."""
    places = (
        ("template", "metadata", "labels"),
        ("selector", "matchLabels"),
        ("template", "labels"),
        ("selector",),
    )
    return next((label for place in places if (label := scalar(workload, "spec", *place, "run"))), "")


def scalar(root: Mapping, *path: str) -> str:
    """The text at `path`, `` when there is none."""
    node = root.at(*path)
    return node.value if isinstance(node, Scalar) else ""
