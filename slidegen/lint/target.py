"""Which Kubernetes version each document is judged for.

The flag says it for all; else the manifest that lists a fragment does (`kubernetes-version:`), else the
settings, else it is the newest that the tables know. When two decks share a fragment, the newer counts.

Knows manifests. Must not know what changed in which version.
"""

from slidegen.errors import UsageError
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
    if project.target_is_fixed or not any(f"{KEY}:" in document.text for document in project.yaml_documents):
        return {}
    targets: dict[str, Version] = {}
    for manifest in project.view(manifests_of):
        if (version := version_of(manifest)) is None:
            continue
        for path in (manifest.path, *(entry.path for entry in manifest.fragments)):
            targets[path] = max(version, targets.get(path, version))
    return targets


def version_of(manifest: Manifest) -> Version | None:
    """None as well for what is no version: a rule reports that."""
    try:
        return Version.parse(manifest.kubernetes_version) if manifest.kubernetes_version else None
    except UsageError:
        return None
