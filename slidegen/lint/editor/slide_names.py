"""Names that lead from one text to another: ids of slides, templates, fragments and includes.

Knows where each is written and where it is defined. Must not know any protocol.
"""

import posixpath
from collections.abc import Iterator
from typing import Literal, TypeAlias

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.decks import INCLUDE, decks_with
from slidegen.lint.document import Document
from slidegen.lint.headings import addresses_in
from slidegen.lint.manifests import may_be_manifest
from slidegen.lint.project import Project
from slidegen.lint.references import references_in
from slidegen.lint.slides import fragment_of
from slidegen.location import Span
from slidegen.source.manifest_reader import read_manifest
from slidegen.text.model import Property

Sort: TypeAlias = Literal["slide", "template", "file"]


@dataclass(frozen=True, slots=True)
class Use:
    """A name in a text, at `span`."""

    sort: Sort
    name: str  #: an id, a template's name, or a path in the project
    span: Span


def uses_in(document: Document, project: Project) -> Iterator[Use]:
    """The names that the text uses."""
    if may_be_manifest(document):
        manifest = read_manifest(document.source).manifest
        for entry in manifest.fragments if manifest else ():
            yield Use("file", entry.path, entry.span)
        return
    for placed in document.view(references_in):
        if placed.reference.address.startswith("#"):
            span = document.source.span(placed.start, placed.end)
            yield Use("slide", placed.reference.address[1:], span)
    for slide in document.view(fragment_of).slides:
        yield from (
            Use("template", p.value, _value_of(document, p)) for p in slide.properties if p.name == "template"
        )
    for match in INCLUDE.finditer(document.text):
        if path := _included(match["path"].strip(), document, project):
            yield Use("file", path, document.source.span(*match.span()))


def _included(name: str, document: Document, project: Project) -> str | None:
    """As includes are looked for: from the file's folder upwards."""
    folder = posixpath.dirname(document.path)
    while True:
        path = posixpath.normpath(posixpath.join(folder, name))
        if project.exists(path):
            return path
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def use_at(document: Document, project: Project, offset: int) -> Use | None:
    return next((use for use in uses_in(document, project) if use.span.start <= offset <= use.span.end), None)


def definitions_of(use: Use, document: Document, project: Project) -> Iterator[Span]:
    """Where the name is defined: in the decks that the text is in."""
    if use.sort == "file":
        yield Span(use.name, 0, 0)
        return
    for deck in decks_with(document, project):
        for other in deck.documents:
            yield from (span for name, span in names_in(other) if name == use.name)


def names_in(document: Document) -> Iterator[tuple[str, Span]]:
    """The names of the document's slides, and where they say so: their `name:`, else their first line."""
    slides = document.view(fragment_of).slides
    for slide, address in zip(slides, addresses_in(document), strict=True):
        named = next((p for p in slide.properties if p.name == "name"), None)
        start = document.source.line_starts[slide.line - 1]
        yield address, _value_of(document, named) if named else document.source.span(start, start)


def _value_of(document: Document, named: Property) -> Span:
    """The value in `name: value`, without blanks around it."""
    start, end = named.span.start, named.span.end
    at = document.text.find(named.value, document.text.index(":", start, end), end) if named.value else end
    return document.source.span(at, at + len(named.value)) if at >= 0 else named.span


def name_at(document: Document, offset: int) -> str | None:
    """The slide's name that is written at `offset` as its `name:`."""
    found = (
        name
        for name, span in names_in(document)
        if span.start <= offset <= span.end and span.start < span.end
    )
    return next(found, None)


def uses_of(name: str, document: Document, project: Project) -> Iterator[Use]:
    """Where the decks of `document` use the slide's name, as a link or as a template."""
    for other in _neighbours(document, project):
        for use in uses_in(other, project):
            if use.sort != "file" and use.name == name:
                yield use


def _neighbours(document: Document, project: Project) -> tuple[Document, ...]:
    decks = decks_with(document, project)
    return tuple(dict.fromkeys(other for deck in decks for other in deck.documents))


def ids_of(document: Document, project: Project) -> tuple[str, ...]:
    """The ids that a link in `document` may lead to."""
    return tuple(dict.fromkeys(n for other in _neighbours(document, project) for n in addresses_in(other)))
