"""What kustomize lays over manifests: files that are only a part of an object.

Knows the fields of a kustomization that name patches. Must not know what is wrong with a manifest.
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


def patches_of(project: Project) -> frozenset[str]:
    """The paths of the files that kustomizations name as patches."""
    found = (d for d in project.documents_with(*FIELDS) if posixpath.basename(d.path).lower() in FILES)
    return frozenset(path for document in found for path in _patches_in(document))


def _patches_in(document: Document) -> Iterator[str]:
    folder = posixpath.dirname(document.path)
    roots = (root for block in document.view(yaml_blocks_in) for root in block.documents)
    for root in roots:
        for name in FIELDS:
            patches = root.get(name) if isinstance(root, Mapping) else None
            for item in patches.items if isinstance(patches, Sequence) else ():
                if path := _path_of(item):
                    yield posixpath.normpath(posixpath.join(folder, path))


def _path_of(patch: Node) -> str:
    """`x.yaml`, or the `path: x.yaml` of a mapping; `` for a patch that is written out."""
    text = scalar(patch.get("path") if isinstance(patch, Mapping) else patch)
    return "" if "\n" in text else text
