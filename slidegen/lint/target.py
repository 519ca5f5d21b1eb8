"""Which Kubernetes version each document is judged for.

The flag says it for all; else the manifest that lists a fragment does (`kubernetes-version:`), or the front
matter of a file that is a deck of its own, also for what either includes; else the settings, else it is the
newest that the tables know. When two decks share a fragment, the newer counts.

Knows manifests. Must not know what changed in which version.
"""

from slidegen.errors import UsageError
from slidegen.lint.decks import manifests_showing
from slidegen.lint.document import Document
from slidegen.lint.manifests import manifests_of
from slidegen.lint.project import Project
from slidegen.lint.version import NEWEST, Version
from slidegen.source.manifest import Manifest

KEY = "kubernetes-version"


def default_target(flag: str | None, setting: str | None) -> Version:
    """The version for documents whose decks do not say. Raises UsageError when it is none."""
    chosen = flag or setting
    return Version.parse(chosen) if chosen else NEWEST


def targets_of(project: Project) -> dict[str, Version]:
    """The versions of documents whose decks say one; empty when the flag decides, or no deck says."""
    if project.target_is_fixed or not any(map(_names_a_version, (*project.yaml_documents, *project.asked))):
        return {}
    targets: dict[str, Version] = {}
    for manifest in project.view(manifests_of):
        if (version := version_of(manifest)) is None:
            continue
        for path in (manifest.path, *(entry.path for entry in manifest.fragments)):
            targets[path] = max(version, targets.get(path, version))
    for document in project.asked:
        if document.kind == "markdown" and document.path not in targets:
            said = (version_of(manifest) for manifest in manifests_showing(document, project))
            if versions := [version for version in said if version]:
                targets[document.path] = max(versions)
    return targets


def _names_a_version(document: Document) -> bool:
    return f"{KEY}:" in document.text


def version_of(manifest: Manifest) -> Version | None:
    """None as well for what is no version: a rule reports that."""
    try:
        return Version.parse(manifest.kubernetes_version) if manifest.kubernetes_version else None
    except UsageError:
        return None
