"""How far a name reaches: `web` in one exercise is not the `web` of another.

In a workshop, whose manifests list what is given one after the other, a name reaches everywhere. In a
repository without any, a Markdown file is a run of its own, and files of one folder that are numbered are one
together: nobody says that a cheat sheet and a lab beside it are typed into one cluster. Other files belong to
the Markdown files beside or above them: to the run of all, or to the only one that names them.
Knows decks and folders. Must not know what names stand for.
"""

import posixpath
from collections.abc import Container, Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.lint.document import Document
from slidegen.lint.manifests import may_be_manifest
from slidegen.lint.project import Project

#: What a step of a row is called: `01-pods`, `lab2`, `step-3.b`, `b`; not `2019-11-03`, `k8s-dns`, `v1.2`.
NUMBERED = re.compile(
    r"(?:(?:[a-zA-Z]+[-_ .])?\d{1,3}[a-z]?|[a-zA-Z]+\d{1,3})(?![a-zA-Z0-9])(?!\.\d)|[a-zA-Z]\Z"
)
#: What introduces the files beside it.
INTRODUCTION = re.compile(r"(?i:readme|index|_index|intro(?:duction)?|overview|start|setup)\Z")
#: A file that a text names.
NAMED = re.compile(r"[\w.-]+\.(?:ya?ml|json|sh|tmpl|tpl)\b")


def reaches(project: Project) -> tuple[Project, ...]:
    """The project, or its parts that have nothing to do with each other by name.

    What may be a manifest is enough to take it for a workshop: a commit hook need not read them all for that.
    """
    if any(map(may_be_manifest, project.yaml_documents)) or len(project.documents) < 2:
        return (project,)
    asked = {document.path for document in project.asked}
    return tuple(_part(project, together, asked) for together in _runs(project.documents))


def part_with(document: Document, project: Project) -> Project:
    """The part of the project in which the names of `document` are known."""
    return project.view(_by_path).get(document.path, project)


def _by_path(project: Project) -> dict[str, Project]:
    return {document.path: part for part in project.view(reaches) for document in part.documents}


def _part(project: Project, documents: tuple[Document, ...], asked: set[str]) -> Project:
    mine = tuple(document for document in documents if document.path in asked)
    return replace(project, asked=mine, read_all=lambda: documents, read_yaml=None, read_holding=None)


def _runs(documents: tuple[Document, ...]) -> Iterator[tuple[Document, ...]]:
    pages: dict[str, list[Document]] = {}
    for document in documents:
        if document.kind == "markdown":
            pages.setdefault(posixpath.dirname(document.path), []).append(document)
    run_of = {page.path: run for each in pages.values() for page, run in _of_pages(each)}
    runs = {folder: {run_of[page.path] for page in each} for folder, each in pages.items()}
    naming = {folder: _naming(pages[folder], run_of) for folder, each in runs.items() if len(each) > 1}
    found: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        folder = _nearest(posixpath.dirname(document.path), runs)
        run = run_of.get(document.path)
        if run is None:
            run = _of_other(document, runs.get(folder, set()), naming.get(folder, {}))
        found.setdefault((folder, run), []).append(document)
    yield from (tuple(together) for together in found.values())


def _of_pages(pages: list[Document]) -> Iterator[tuple[Document, str]]:
    """The Markdown files of a folder, each with its run: the folder's own is `""`."""
    numbered = {page.path for page in pages if NUMBERED.match(_stem(page))}
    for page in pages:
        is_step = page.path in numbered or (numbered and INTRODUCTION.match(_stem(page)))
        yield page, "" if is_step or len(pages) == 1 else page.path


def _stem(document: Document) -> str:
    return posixpath.basename(document.path).partition(".")[0]


def _naming(pages: list[Document], run_of: dict[str, str]) -> dict[str, set[str]]:
    """The runs that name a file, by its name."""
    found: dict[str, set[str]] = {}
    for page in pages:
        for name in NAMED.findall(page.text):
            found.setdefault(name, set()).add(run_of[page.path])
    return found


def _of_other(document: Document, runs: set[str], naming: dict[str, set[str]]) -> str:
    """The run of a file that is no Markdown: the only one there, or the only one that names it."""
    likely = runs if len(runs) == 1 else naming.get(posixpath.basename(document.path), set())
    return next(iter(likely)) if len(likely) == 1 else "/"


def _nearest(folder: str, explained: Container[str]) -> str:
    """The folder itself, or the nearest above it, that has a Markdown file; the root when none has."""
    while folder and folder not in explained:
        folder = posixpath.dirname(folder)
    return folder
