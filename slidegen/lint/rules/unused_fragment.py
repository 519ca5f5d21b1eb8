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

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import is_folder_listed, is_listed, is_paper
from slidegen.lint.document import Document
from slidegen.lint.headings import headings_in
from slidegen.lint.manifests import may_be_manifest
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of

RULE = Rule("SG418", "unused-fragment", Severity.INFO, "Slides that no manifest lists")


def check(document: Document, project: Project) -> Iterator[Finding]:
    if len(document.view(fragment_of).slides) < 2:
        return
    if (project.is_glance and is_plainly_listed(document, project)) or is_listed(document, project):
        return
    if _may_be_slides(document) and is_folder_listed(posixpath.dirname(document.path), project):
        title = next(iter(document.view(headings_in)), None)
        start, end = (title.start, title.end) if title else (0, 0)
        message = "no manifest lists this file"
        advice = "list it in a manifest, or delete it"
        yield document.source.finding(RULE, start, end, message, help=advice)


def is_plainly_listed(document: Document, project: Project) -> bool:
    """Whether a line of a manifest is this file as an item: cheaper than to read manifests, and as true."""
    name = posixpath.basename(document.path)
    item = re.compile(rf"^[ \t]*(?:-[ \t]+)+[\"']?([^\s\"'#]*{re.escape(name)})[\"']?[ \t]*(?:#.*)?$", re.M)
    for other in project.yaml_documents:
        if name in other.text and may_be_manifest(other):
            folder = posixpath.dirname(other.path)
            paths = (
                posixpath.normpath(posixpath.join(folder, found[1])) for found in item.finditer(other.text)
            )
            if document.path in paths:
                return True
    return False


def _may_be_slides(document: Document) -> bool:
    """In a folder of fragments a separator is enough to think so; a page that was built of them is none."""
    return not is_paper(document) and document.markup is None and len(document.view(fragment_of).slides) > 1
