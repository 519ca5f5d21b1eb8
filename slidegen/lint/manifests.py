"""The manifests of a project, each read once.

Knows what a text must hold to be worth a look. Must not know what a manifest says.
"""

import posixpath

from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.source.likely import may_be_manifest as may_be
from slidegen.source.manifest import Manifest
from slidegen.source.manifest_reader import read_manifest


def may_be_manifest(document: Document) -> bool:
    return document.kind == "yaml" and may_be(document.text)


def manifests_of(project: Project) -> tuple[Manifest, ...]:
    """Every deck of the project."""
    readings = (
        read_manifest(document.source) for document in project.yaml_documents if may_be_manifest(document)
    )
    return tuple(reading.manifest for reading in readings if reading.manifest)


def decks_by_page(project: Project) -> dict[str, tuple[Manifest, ...]]:
    """The decks that `build` makes, by the name of their page; two of one name stand in each other's way."""
    found: dict[str, list[Manifest]] = {}
    folders = [posixpath.normpath(folder) for folder in project.settings.content]
    for manifest in project.view(manifests_of):
        if any(folder == "." or manifest.path.startswith((f"{folder}/", folder)) for folder in folders):
            found.setdefault(manifest.name, []).append(manifest)
    return {name: tuple(manifests) for name, manifests in found.items()}
