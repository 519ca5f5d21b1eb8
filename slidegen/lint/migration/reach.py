"""How far a name reaches: `web` in one exercise is not the `web` of another.

In a workshop, whose manifests list what is given one after the other, a name reaches everywhere. In a
repository without any, the Markdown files of a folder belong together, with what stands beside and below them
and has no Markdown file nearer by.
Knows decks and folders. Must not know what names stand for.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from slidegen.lint.document import Document
from slidegen.lint.manifests import may_be_manifest
from slidegen.lint.project import Project


def reaches(project: Project) -> tuple[Project, ...]:
    """The project, or its parts that have nothing to do with each other by name.

    What may be a manifest is enough to take it for a workshop: a commit hook need not read them all for that.
    """
    if any(map(may_be_manifest, project.yaml_documents)) or len(project.documents) < 2:
        return (project,)
    return tuple(_part(project, documents) for documents in _bundles(project.documents))


def _part(project: Project, documents: tuple[Document, ...]) -> Project:
    asked = tuple(document for document in project.asked if document in documents)
    return replace(project, asked=asked, read_all=lambda: documents, read_yaml=None, read_holding=None)


def _bundles(documents: tuple[Document, ...]) -> Iterator[tuple[Document, ...]]:
    explained = {posixpath.dirname(document.path) for document in documents if document.kind == "markdown"}
    by_folder: dict[str, list[Document]] = {}
    for document in documents:
        by_folder.setdefault(_nearest(posixpath.dirname(document.path), explained), []).append(document)
    yield from (tuple(together) for together in by_folder.values())


def _nearest(folder: str, explained: set[str]) -> str:
    """The folder itself, or the nearest above it, that has a Markdown file; the root when none has."""
    while folder and folder not in explained:
        folder = posixpath.dirname(folder)
    return folder
