r"""Slides that no deck shows.

What: a Markdown file with several slides, beside files that manifests list, that no manifest lists and no
file includes.

Why: it is forgotten: nobody sees it, and nobody keeps it true.

Bad (slides/pods.md):

    # Pods

    ---

    # More pods

    ==> slides/deck.yml <==
    title: Kubernetes
    content:
    - nodes.md

    ==> slides/nodes.md <==
    # Nodes

Good (slides/nodes.md):

    # Nodes

    ---

    # More nodes

    ==> slides/deck.yml <==
    title: Kubernetes
    content:
    - nodes.md

Fix: none. List it in a manifest, or delete it: git remembers.

Since: 0.1
"""

import posixpath
from collections.abc import Iterator

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import is_slides
from slidegen.lint.document import LIKE_A_MANIFEST, Document, Project
from slidegen.lint.prose import headings_in

RULE = Rule("SG418", "unused-fragment", Severity.INFO, "Slides that no manifest lists")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if document.fragment is None or len(document.fragment.slides) < 2:
        return
    if (project.is_glance and is_plainly_listed(document, project)) or document.path in project.listed:
        return
    folders = {posixpath.dirname(path) for path in project.listed}
    if posixpath.dirname(document.path) in folders and is_slides(document, project):
        title = next(headings_in(document.prose), None)
        start, end = (title.start, title.end) if title else (0, 0)
        message = "no manifest lists this file"
        advice = "list it in a manifest, or delete it"
        yield document.source.finding(RULE, start, end, message, help=advice)


def is_plainly_listed(document: Document, project: Project) -> bool:
    """Whether the first manifest that holds the file's name lists it: cheaper than to read all of them."""
    name = posixpath.basename(document.path)
    for other in project.documents:
        if other.kind == "yaml" and name in other.text and LIKE_A_MANIFEST.search(other.text):
            from slidegen.source.manifest import read_manifest

            manifest = read_manifest(other.source).manifest
            return manifest is not None and any(e.path == document.path for e in manifest.fragments)
    return False
