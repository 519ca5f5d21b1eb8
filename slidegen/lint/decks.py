"""Which Markdown documents are slides, and what stands together in one deck.

Knows manifests and includes. Must not know what makes a good slide.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.headings import addresses_in, title_of_slide
from slidegen.lint.manifests import manifests_of
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of
from slidegen.lint.slide_properties import KNOWN
from slidegen.lint.slides import fragment_of
from slidegen.source.manifest import Manifest
from slidegen.text.front_matter import read_front_matter
from slidegen.text.html_tags import start_tags

INCLUDE = re.compile(r"@@(?:INCLUDE|LINK)\[(?P<path>[^\]\n]{0,1000})\]")
#: What repositories tell their readers; slides only when a manifest lists them.
PAPERS = re.compile(
    r"(?i)(?:readme|contributing|changelog|changes|licen[cs]e|security|todo|checklist|rules|.*_of_.*)\b"
)


#: A step, which stands alone between blank lines where a title is not meant; a content class.
_ONLY_IN_SLIDES = re.compile(r"\n\n--\n|^[ \t]*(?:[-*][ ]+)?\.[a-z][\w-]*(?:\.[a-z][\w-]*)*\[", re.M)

#: What two spellings of one address share.
NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, eq=False)
class DeckView:
    """A deck as the linter sees it: documents in the order of the talk. Not slotted: it keeps its views."""

    name: str
    folder: str  #: what its images are relative to
    manifest: Manifest | None  #: None for a Markdown file that is a deck of its own
    documents: tuple[Document, ...]

    @cached_property
    def first_names(self) -> dict[str, tuple[int, int]]:
        """Where each name is first given: the place of its document in the talk, and the offset there."""
        found: dict[str, tuple[int, int]] = {}
        for index, document in enumerate(self.documents):
            for slide in document.view(fragment_of).slides:
                if name := slide.value("name"):
                    found.setdefault(name, (index, slide.span.start))
        return found

    @cached_property
    def addresses(self) -> frozenset[str]:
        """What a link within the deck may lead to, in the form of `address_form`."""
        names = [address_form(name) for document in self.documents for name in _names_in(document)]
        numbered = (
            f"{name}{number}" for name, count in Counter(names).items() for number in range(2, count + 1)
        )
        return frozenset((*names, *numbered))  # equal titles are told apart by numbers


def address_form(name: str) -> str:
    return NO_LETTER.sub("", name.lower())


def _names_in(document: Document) -> Iterator[str]:
    """The ids of slides, and those of HTML."""
    yield from addresses_in(document)
    if "id=" in document.text or "name=" in document.text:
        tags = start_tags(document.view(prose_of))
        yield from (each.value for tag in tags for each in tag.attributes if each.name in ("id", "name"))


def decks_of(project: Project) -> tuple[DeckView, ...]:
    """The decks that manifests describe."""
    decks = []
    for manifest in project.view(manifests_of):
        found = (project.by_path.get(entry.path) for entry in manifest.fragments)
        decks.append(DeckView(manifest.name, manifest.folder, manifest, tuple(d for d in found if d)))
    return tuple(decks)


def decks_by_path(project: Project) -> dict[str, tuple[DeckView, ...]]:
    """The decks that each document is in."""
    found: dict[str, list[DeckView]] = {}
    for deck in project.view(decks_of):
        for path in dict.fromkeys(document.path for document in deck.documents):
            found.setdefault(path, []).append(deck)
    return {path: tuple(decks) for path, decks in found.items()}


def decks_with(document: Document, project: Project) -> tuple[DeckView, ...]:
    """The decks that `document` is in; one of its own when no manifest lists it."""
    decks = project.view(decks_by_path).get(document.path)
    return decks or (DeckView(document.path, posixpath.dirname(document.path), None, (document,)),)


def listed_paths(project: Project) -> frozenset[str]:
    """The paths of fragment files: those in manifests, and those that others include or link to."""
    paths = {entry.path for manifest in project.view(manifests_of) for entry in manifest.fragments}
    folders = {manifest.folder for manifest in project.view(manifests_of)}
    for document in project.documents:
        if document.kind == "markdown" and "@@" in document.text:
            paths.update(mentioned_in(document, folders))
    return frozenset(paths)


def listed_folders(project: Project) -> frozenset[str]:
    """The folders of those."""
    return frozenset(map(posixpath.dirname, project.view(listed_paths)))


def mentioned_in(document: Document, folders: set[str]) -> Iterator[str]:
    """As includes are looked for: from the file's folder, a manifest's, and the one above it."""
    bases = {posixpath.dirname(document.path), *folders, *(posixpath.dirname(folder) for folder in folders)}
    for match in INCLUDE.finditer(document.text):
        yield from (posixpath.normpath(posixpath.join(base, match["path"].strip())) for base in bases)


def others_titled(titles: set[str], document: Document, project: Project) -> set[str]:
    """Where else a line says one of `titles`, each a `title_key`; some of it may be no title."""
    if project.is_glance:
        lines = [f"# {title}" for title in titles]
        return {
            d.path for d in project.documents if d is not document and any(line in d.text for line in lines)
        }
    return {path for title in titles for path in project.view(title_lines).get(title, ())} - {document.path}


def title_lines(project: Project) -> dict[str, frozenset[str]]:
    """The documents in which a line `# …` stands, by the `title_key` of what it says: most titles stand in
    one, and a search for the two characters is cheaper than to read them all.
    """
    found: dict[str, set[str]] = {}
    for document in project.documents:
        if document.kind == "markdown":
            for title in _title_lines(document.text):
                found.setdefault(title, set()).add(document.path)
    return {title: frozenset(paths) for title, paths in found.items()}


def title_key(title: str) -> str:
    """A title without the `#` that may close it, or be its own."""
    return title.strip(" \t#")


def _title_lines(text: str) -> Iterator[str]:
    at = text.find("# ")
    while at != -1:
        end = text.find("\n", at)
        end = len(text) if end == -1 else end
        yield title_key(text[at + 2 : end])
        at = text.find("# ", end)


def is_slides(document: Document, project: Project) -> bool:
    """Whether `document` is meant to be shown: a manifest lists it, or it is plainly a deck and no paper."""
    if document.kind != "markdown":
        return False
    if document.path in project.view(listed_paths):
        return True
    return not (document.markup or is_paper(document)) and document.view(is_plainly_a_deck)


def is_paper(document: Document) -> bool:
    """Whether its name says that it speaks to a repository's readers."""
    return bool(PAPERS.match(posixpath.basename(document.path)))


def is_plainly_a_deck(document: Document) -> bool:
    """Whether something stands in the text that only slides have: a property, a step, notes, a class, or the
    titles of more than one slide. A ruler alone says nothing: documentation draws them too; and behind front
    matter, which most sites' pages have, titles say nothing either.
    """
    slides = document.view(fragment_of).slides
    if any(slide.exercises for slide in slides) or _ONLY_IN_SLIDES.search(document.view(prose_of)):
        return True
    if len(slides) < 2:
        return False
    if any(named.name in KNOWN for slide in slides for named in slide.properties):
        return True
    if any(step.notes for slide in slides for step in slide.steps):
        return True
    titles = sum(title_of_slide(document, slide)[1] == 1 for slide in slides)
    return titles > 1 and read_front_matter(document.source) is None
