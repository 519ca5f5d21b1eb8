"""The files that a deck's page needs beside it: what slides name, and what pages and styles among that load.

A folder that a slide leads to stands for its `index.html`, as servers have it. What a copied page only links
to is left where it is: nobody ordered a site. Nor is JavaScript read for what it asks for.

Knows addresses in files. Must not know where files go, nor what is there.
"""

import posixpath
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping

from slidegen.source.file import SourceFile
from slidegen.text.references import PlacedReference, Reference, references_in_css, references_in_html

READERS: Mapping[str, Callable[[str], Iterator[PlacedReference]]] = {
    ".html": references_in_html,
    ".htm": references_in_html,
    ".css": references_in_css,
}

INDEX = "index.html"

Exists = Callable[[str], bool]  #: whether the project has a file of that path
Read = Callable[[str], SourceFile | None]


def local_files(folder: str, references: Iterable[Reference], exists: Exists, read: Read) -> tuple[str, ...]:
    """The files as the deck in `folder` calls them, each once; what `references` name need not be there."""
    named = (as_file(folder, posixpath.normpath(each.path), exists) for each in references)
    found = dict.fromkeys(named)
    waiting = deque(found)
    while waiting:
        loaded = dict.fromkeys(_loaded_by(folder, waiting.popleft(), exists, read))
        new = [file for file in loaded if file not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(found)


def in_project(folder: str, file: str) -> str:
    """The path in the project of what a deck in `folder` calls so."""
    return posixpath.normpath(posixpath.join(folder, file))


def as_file(folder: str, file: str, exists: Exists) -> str:
    """`demo/index.html` for `demo`, where that is a folder with such a page."""
    path = in_project(folder, file)
    return posixpath.join(file, INDEX) if is_served(path, exists) and not exists(path) else file


def is_served(path: str, exists: Exists) -> bool:
    """Whether `path` is a file, or a folder with a page of its own."""
    return exists(path) or exists(posixpath.join(path, INDEX))


def _loaded_by(folder: str, file: str, exists: Exists, read: Read) -> Iterator[str]:
    """What a browser loads with a page or a style sheet, if it is there."""
    references_in = READERS.get(posixpath.splitext(file)[1].lower())
    path = in_project(folder, file)
    source = read(path) if references_in and exists(path) else None
    if references_in is None or source is None:
        return
    for placed in references_in(source.text):
        reference = placed.reference
        if reference.is_local and reference.use != "link":
            loaded = in_project(posixpath.dirname(file), reference.path)
            if is_served(in_project(folder, loaded), exists):
                yield as_file(folder, loaded, exists)
