"""Which Markdown documents are slides, and what stands together in one deck.

Knows manifests and includes. Must not know what makes a good slide.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slidegen.lint.document import Document, Project
    from slidegen.source.manifest import Manifest

INCLUDE = re.compile(r"@@(?:INCLUDE|LINK)\[(?P<path>[^\]\n]*)\]")
#: What repositories tell their readers; slides only when a manifest lists them.
PAPERS = re.compile(
    r"(?i)(?:readme|contributing|changelog|changes|licen[cs]e|security|todo|checklist|rules|.*_of_.*)\b"
)


@dataclass(frozen=True, slots=True)
class DeckView:
    """A deck as the linter sees it: documents in the order of the talk."""

    name: str
    folder: str  #: what its images are relative to
    manifest: "Manifest | None"  #: None for a Markdown file that is a deck of its own
    documents: tuple["Document", ...]


def read_decks(project: "Project") -> tuple[DeckView, ...]:
    """The decks that manifests describe."""
    decks = []
    for manifest in project.manifests:
        found = (project.by_path.get(entry.path) for entry in manifest.fragments)
        decks.append(DeckView(manifest.name, manifest.folder, manifest, tuple(d for d in found if d)))
    return tuple(decks)


def decks_with(document: "Document", project: "Project") -> tuple[DeckView, ...]:
    """The decks that `document` is in; one of its own when no manifest lists it."""
    decks = tuple(deck for deck in project.decks if document in deck.documents)
    return decks or (DeckView(document.path, posixpath.dirname(document.path), None, (document,)),)


def read_listed(project: "Project") -> frozenset[str]:
    """The paths of fragment files: those in manifests, and those that others include or link to."""
    paths = {entry.path for manifest in project.manifests for entry in manifest.fragments}
    folders = {manifest.folder for manifest in project.manifests}
    for document in project.documents:
        if document.kind == "markdown" and "@@" in document.text:
            paths.update(_mentioned(document, folders))
    return frozenset(paths)


def _mentioned(document: "Document", folders: set[str]) -> Iterator[str]:
    """As includes are looked for: from the file's folder, a manifest's, and the one above it."""
    bases = {posixpath.dirname(document.path), *folders, *(posixpath.dirname(folder) for folder in folders)}
    for match in INCLUDE.finditer(document.text):
        yield from (posixpath.normpath(posixpath.join(base, match["path"].strip())) for base in bases)


def is_slides(document: "Document", project: "Project") -> bool:
    """Whether `document` is meant to be shown: a list says so, or it looks like slides and is no paper."""
    if document.fragment is None:
        return False
    if document.path in project.listed:
        return True
    if PAPERS.match(posixpath.basename(document.path)):
        return False
    return len(document.fragment.slides) > 1 or not project.manifests
