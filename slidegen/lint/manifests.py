"""The manifests of a project, each read once.

Knows what a text must hold to be worth a look. Must not know what a manifest says.
"""

import posixpath
from collections.abc import Iterator

from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.source.content import disk_key
from slidegen.source.likely import may_be_manifest as may_be
from slidegen.source.manifest import Manifest
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.single_deck import read_single_deck
from slidegen.text.front_matter import may_have_front_matter, read_front_matter

#: What a name may be made of that stands in YAML as it is, however it is written there.
_AS_WRITTEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+@=,()")


def may_be_manifest(document: Document) -> bool:
    return document.kind == "yaml" and may_be(document.text)


def manifest_in(document: Document) -> Manifest | None:
    """The manifest that a document is; None for all else."""
    return read_manifest(document.source).manifest if may_be_manifest(document) else None


def own_manifest(document: Document) -> Manifest | None:
    """What the front matter of a Markdown file says, which is a deck of its own."""
    if document.kind != "markdown" or document.markup or not may_have_front_matter(document.text):
        return None
    front = read_front_matter(document.source)
    root = front.root if front else None
    return read_single_deck(document.source, root).manifest if root else None


def manifests_of(project: Project) -> tuple[Manifest, ...]:
    """Every deck of the project."""
    found = (document.view(manifest_in) for document in project.yaml_documents)
    return tuple(manifest for manifest in found if manifest)


def manifests_listing(path: str, project: Project) -> Iterator[Manifest]:
    """The manifests that list the file `path`; only those are read that can name it."""
    name = posixpath.basename(path)
    for document in project.yaml_documents:
        manifest = document.view(manifest_in) if may_name(document.text, name) else None
        if manifest and any(entry.path == path for entry in manifest.fragments):
            yield manifest


def may_name(text: str, name: str) -> bool:
    """Whether a manifest of this text may list a file of this name. YAML has other ways to write a blank, a
    quote, and, behind a backslash, all else.
    """
    if "\\" in text or not _AS_WRITTEN.issuperset(name):
        return True
    return name in text and any(
        name in line for line in text.split("\n") if not line.lstrip().startswith("#")
    )


def decks_by_page(project: Project) -> dict[str, tuple[Manifest, ...]]:
    """The decks that `build` makes, by the name of their page; two of one name stand in each other's way."""
    found: dict[str, list[Manifest]] = {}
    folders = [posixpath.normpath(folder) for folder in project.settings.content]
    for manifest in project.view(manifests_of):
        if any(folder == "." or manifest.path.startswith((f"{folder}/", folder)) for folder in folders):
            found.setdefault(disk_key(manifest.name), []).append(manifest)
    return {name: tuple(manifests) for name, manifests in found.items()}
