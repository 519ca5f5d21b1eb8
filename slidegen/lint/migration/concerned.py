"""Which documents decide about `run` labels and commands of the documents that were asked for.

A commit hook asks for one fragment. What must change together hangs together by names: so the names of the
fragment are followed, from document to document, and the rest of the project is never taken apart.
Knows how groups are joined (`groups`). Must not know what moves.
"""

from collections.abc import Iterator
from itertools import chain

from slidegen.lint.document import Document
from slidegen.lint.index import index_of
from slidegen.lint.migration.labels import label_uses
from slidegen.lint.migration.worth_reading import may_label_run, may_run
from slidegen.lint.project import Project


def concerned(project: Project) -> tuple[Document, ...]:
    """The documents to take apart, in order: none that is needed is missing, some may be too many."""
    asked = tuple(d for d in project.asked if may_tell(d))
    if not asked:
        return ()
    if not project.is_glance or any(not use.names for d in asked for use in label_uses(d)):
        return candidates(project)
    names = set(chain.from_iterable(bundle for d in asked for bundle in bundles(project, d)))
    if not names:
        return asked
    while True:
        documents = tuple(d for d in project.documents if d in asked or (mentions(d, names) and may_tell(d)))
        joined = chain.from_iterable(bundles(project, d) for d in documents)
        more = {name for bundle in joined if not names.isdisjoint(bundle) for name in bundle}
        if more <= names:
            return documents
        names |= more


def candidates(project: Project) -> tuple[Document, ...]:
    return tuple(d for d in project.documents if may_tell(d))


def may_tell(document: Document) -> bool:
    return document.view(may_run) or document.view(may_label_run)


def mentions(document: Document, names: set[str]) -> bool:
    return any(map(document.may_hold, names))


def bundles(project: Project, document: Document) -> Iterator[tuple[str, ...]]:
    """Names that one command makes, one label stands for, or one file's manifests carry."""
    places: dict[int, list[str]] = {}
    labels: list[str] = []
    for creation in project.view(index_of).within(document):
        if creation.maker == "run":
            places.setdefault(creation.span.start, []).append(creation.name)
        if creation.run_label:
            labels.append(creation.run_label)
    yield from (tuple(names) for names in places.values())
    if labels:
        yield tuple(labels)
    if document.view(may_label_run):
        yield from (use.names for use in label_uses(document) if use.names)
