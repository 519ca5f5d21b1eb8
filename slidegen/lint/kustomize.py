"""What kustomize lays over manifests, and what it adds to them: files that are only a part of an object.

Knows the fields of a kustomization that name patches, resources and labels. Must not know what is wrong with
a manifest.
"""

import posixpath
from collections.abc import Iterator

from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.yaml_block import scalar, yaml_blocks_in
from slidegen.source.nodes import Mapping, Node, Sequence

#: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
FILES = frozenset(("kustomization.yaml", "kustomization.yml", "kustomization"))
FIELDS = ("patches", "patchesStrategicMerge", "patchesJson6902")
#: What a kustomization builds: files, and folders with a kustomization of their own.
RESOURCES = ("resources", "bases", "components")
#: What adds labels to objects and to the selectors of workloads and services.
LABELS = ("commonLabels", "includeSelectors")


def patches_of(project: Project) -> frozenset[str]:
    """The paths of the files that kustomizations name as patches."""
    found = (document for document in project.documents_with(*FIELDS) if _is_kustomization(document))
    return frozenset(path for document in found for path in _patches_in(document))


def selected_by_kustomize(project: Project) -> frozenset[str]:
    """The paths of the files to whose objects a kustomization adds selectors: its own, and those of the
    kustomizations that it builds on.
    """
    labelling = [d for d in project.documents_with(*LABELS) if _is_kustomization(d) and _adds_selectors(d)]
    waiting, seen = list(labelling), set[str]()
    while waiting:
        for path in set(_resources_in(waiting.pop())) - seen:
            seen.add(path)
            inner = (project.document(posixpath.join(path, name)) for name in sorted(FILES))
            waiting += (document for document in inner if document)
    return frozenset(seen)


def speaks_of_kustomize(document: Document) -> bool:
    """Whether a text shows what kustomize makes of its manifests, which need not be whole."""
    return document.kind == "markdown" and any(name in document.text for name in FILES)


def _is_kustomization(document: Document) -> bool:
    return posixpath.basename(document.path).lower() in FILES


def _roots(document: Document) -> Iterator[Mapping]:
    for block in document.view(yaml_blocks_in):
        yield from (root for root in block.documents if isinstance(root, Mapping))


def _adds_selectors(document: Document) -> bool:
    return any(
        root.get("commonLabels") or _includes_selectors(root.get("labels")) for root in _roots(document)
    )


def _includes_selectors(labels: Node | None) -> bool:
    items = labels.items if isinstance(labels, Sequence) else ()
    return any(isinstance(item, Mapping) and scalar(item.get("includeSelectors")) == "true" for item in items)


def _resources_in(document: Document) -> Iterator[str]:
    folder = posixpath.dirname(document.path)
    for root in _roots(document):
        for resources in map(root.get, RESOURCES):
            for item in resources.items if isinstance(resources, Sequence) else ():
                yield posixpath.normpath(posixpath.join(folder, scalar(item)))


def _patches_in(document: Document) -> Iterator[str]:
    folder = posixpath.dirname(document.path)
    for root in _roots(document):
        for patches in map(root.get, FIELDS):
            for item in patches.items if isinstance(patches, Sequence) else ():
                if path := _path_of(item):
                    yield posixpath.normpath(posixpath.join(folder, path))


def _path_of(patch: Node) -> str:
    """`x.yaml`, or the `path: x.yaml` of a mapping; `` for a patch that is written out."""
    text = scalar(patch.get("path") if isinstance(patch, Mapping) else patch)
    return "" if "\n" in text else text
