r"""Images and films that are not there.

What: what a slide shows (`![…](path)`, `<img src>`, `<video src>`, `background-image:`) and has no file; the
path is relative to the manifest's folder, or to the fragment's. An empty file is no picture, nor is the
pointer that a clone without Git LFS has in its place.

Why: the slide shows a broken frame.

Bad:

    # Architecture

    ![The five services](images/no-such-file.png)

Good:

    # Architecture

    ![The five services](https://example.com/services.png)

Fix: none. Add the file, or correct the path.

Since: 0.1
"""

import posixpath
from collections.abc import Iterator
from itertools import chain

from slidegen import lazy_re as re
from slidegen.finding import Finding
from slidegen.lint.decks import decks_listing, decks_with
from slidegen.lint.document import Document
from slidegen.lint.manifests import manifests_of
from slidegen.lint.project import Project
from slidegen.lint.references import loaded_references_in
from slidegen.text.references import (
    SHOWN,
    PlacedReference,
    Reference,
    wording_of_hollow,
    wording_of_missing,
)
from slidegen.text.rules import MISSING_IMAGE

RULE = MISSING_IMAGE

#: What becomes an address only when a macro or a template is filled.
TEMPLATE = re.compile(r"@@|\{|%7B|\$", re.I)


def check(document: Document, project: Project) -> Iterator[Finding]:
    for placed in pictures_in(document):
        reference = placed.reference
        if reference.use == "text" or is_missing(reference, document, project):
            folder = folder_without(reference, document, project)
            message, advice = wording_of_missing(reference, document.path, folder, project.exists)
            yield document.source.finding(RULE, placed.start, placed.end, message, help=advice)
        elif hollow := why_hollow(reference, document, project):
            message, advice = hollow
            yield document.source.finding(RULE, placed.start, placed.end, message, help=advice)


def why_hollow(reference: Reference, document: Document, project: Project) -> tuple[str, str] | None:
    """What is wrong with a file that is there and holds no picture, and what to do."""
    if not reference.is_local or TEMPLATE.match(reference.address):
        return None
    path = reference.path
    folders = [deck.folder for deck in decks_listing(document, project)]
    listed = [posixpath.normpath(posixpath.join(folder, path)) for folder in folders]
    places = listed or chain(places_above(path, document), places_of(path, document, project))
    there = next((place for place in places if project.exists(place) and not project.leads_out(place)), None)
    hollow = project.why_hollow(there) if there is not None else None
    return hollow and wording_of_hollow(reference, hollow)


def is_missing(reference: Reference, document: Document, project: Project) -> bool:
    if not reference.is_local or TEMPLATE.match(reference.address):
        return False
    path = reference.path
    decks = decks_listing(document, project)
    if decks:  # a page looks for it from its manifest's folder, and nowhere else
        places = [posixpath.normpath(posixpath.join(deck.folder, path)) for deck in decks]
        return not all(project.exists(place) and not project.leads_out(place) for place in places)
    above = next((place for place in places_above(path, document) if _is_there(place, project)), None)
    if above is not None and not _lies_beside(above, document):
        return False
    return above is None and not any(
        _is_there(place, project) for place in places_of(path, document, project)
    )


def folder_without(reference: Reference, document: Document, project: Project) -> str:
    """That of a deck which lists the document and has not the file; the document's where none lists it."""
    folders = [deck.folder for deck in decks_listing(document, project)]
    without = (
        each
        for each in folders
        if not project.exists(posixpath.normpath(posixpath.join(each, reference.path)))
    )
    return next(without, posixpath.dirname(document.path))


def _is_there(place: str, project: Project) -> bool:
    """Whether a page can have the file; what lies above the project may lie beyond what is read."""
    return project.exists(place) and not (place.startswith("../") and project.leads_out(place))


def _lies_beside(place: str, document: Document) -> bool:
    """Whether a picture lies in its fragment's folder: where the manifest is elsewhere, a page has it not."""
    folder = posixpath.dirname(document.path)
    return bool(folder) and place.startswith(f"{folder}/")


def pictures_in(document: Document) -> Iterator[PlacedReference]:
    """The pictures and films of the slides, and what was meant as one."""
    for placed in document.view(loaded_references_in):
        reference = placed.reference
        is_macro = (reference.alt or "").startswith(":")  # `![:name …](…)` calls one
        if (reference.use in SHOWN or reference.use == "text") and not is_macro:
            yield placed


def places_above(path: str, document: Document) -> Iterator[str]:
    """From the fragment's folder, and from those that hold it: a manifest mostly stands in one of them."""
    folder = posixpath.dirname(document.path)
    while True:
        yield posixpath.normpath(posixpath.join(folder, path))
        if folder == posixpath.dirname(folder):
            return
        folder = posixpath.dirname(folder)


def places_of(path: str, document: Document, project: Project) -> Iterator[str]:
    folders = {deck.folder for deck in decks_with(document, project)}
    folders |= {posixpath.dirname(document.path), ""}
    folders |= {posixpath.dirname(manifest.path) for manifest in project.view(manifests_of)}
    return (posixpath.normpath(posixpath.join(folder, path)) for folder in sorted(folders))
