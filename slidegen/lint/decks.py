"""Which Markdown documents are slides, and what stands together in one deck.

Knows manifests and includes. Must not know what makes a good slide.
"""

import posixpath
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cached_property

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.headings import address_form, addresses_in
from slidegen.lint.manifests import manifest_in, manifests_listing, manifests_of, own_manifest
from slidegen.lint.plain_decks import is_plainly_a_deck
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of
from slidegen.lint.slides import fragment_of
from slidegen.source.manifest import Manifest
from slidegen.text.html_tags import start_tags

INCLUDE = re.compile(r"@@(?:INCLUDE|LINK)\[(?P<path>[^\]\n]{0,1000})\]")
#: What reveal.js reads as the attributes of a slide; who writes it links to slides by their `id`.
OF_REVEAL = re.compile(r"<!--\s*\.slide:(?P<attributes>[^<>]{0,1000})-->")
#: What repositories tell their readers; slides only when a manifest lists them.
PAPERS = re.compile(
    r"(?i)(?:readme|contributing|changelog|changes|licen[cs]e|security|todo|checklist|rules|.*_of_.*"
    r"|(?:agents?|claude|gemini|copilot-.*|support|governance|maintainers|authors|adopters|roadmap|.*-notes)"
    r"(?=\.))\b"
)
#: What Katacoda and Killercoda show beside a terminal, by what their `index.json` beside it calls it.
STEP_OF_SCENARIO = re.compile(r"(?:intro|step[\d-]*|finish|text)\.md")


@dataclass(frozen=True, eq=False)
class DeckView:
    """A deck as the linter sees it: documents in the order of the talk. Not slotted: it keeps them."""

    name: str
    folder: str  #: what its images are relative to
    manifest: Manifest | None  #: None for a Markdown file that is a deck of its own
    read: Callable[[], tuple[Document, ...]] = field(repr=False)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """What it shows, in order; read when a rule first wants it, as most want the manifest alone."""
        return self.read()

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


def _names_in(document: Document) -> Iterator[str]:
    """The ids of slides, those that reveal.js would give them, and those of HTML."""
    yield from addresses_in(document)
    if "id=" in document.text or "name=" in document.text:
        of_slides = (f"<section {found['attributes']}>" for found in OF_REVEAL.finditer(document.text))
        tags = start_tags("".join((document.view(prose_of), *of_slides)))
        yield from (each.value for tag in tags for each in tag.attributes if each.name in ("id", "name"))


def decks_of(project: Project) -> tuple[DeckView, ...]:
    """The decks that manifests describe."""
    return tuple(_deck_of(manifest, project) for manifest in project.view(manifests_of))


def _deck_of(manifest: Manifest, project: Project) -> DeckView:
    """The deck of a manifest, one and the same for whoever asks."""

    def documents() -> tuple[Document, ...]:
        found = (project.document(entry.path) for entry in manifest.fragments)
        return tuple(document for document in found if document)

    known = project.view(_no_decks_yet)
    if manifest.path not in known:
        known[manifest.path] = DeckView(manifest.name, manifest.folder, manifest, documents)
    return known[manifest.path]


def _no_decks_yet(_: Project) -> dict[str, DeckView]:
    return {}


def decks_by_path(project: Project) -> dict[str, tuple[DeckView, ...]]:
    """The decks that each document is in."""
    found: dict[str, list[DeckView]] = {}
    for deck in project.view(decks_of):
        for path in dict.fromkeys(document.path for document in deck.documents):
            found.setdefault(path, []).append(deck)
    return {path: tuple(decks) for path, decks in found.items()}


def decks_with(document: Document, project: Project) -> tuple[DeckView, ...]:
    """The decks that `document` is in; one of its own when no manifest lists it."""
    alone = DeckView(document.path, posixpath.dirname(document.path), None, lambda: (document,))
    return decks_listing(document, project) or (alone,)


def decks_listing(document: Document, project: Project) -> tuple[DeckView, ...]:
    """The decks whose manifests list `document`. At a glance no other manifest is read."""
    if not project.is_glance:
        return project.view(decks_by_path).get(document.path, ())
    known = project.view(_none_listed_yet)
    if document.path not in known:
        listing = manifests_listing(document.path, project)
        known[document.path] = tuple(_deck_of(manifest, project) for manifest in listing)
    return known[document.path]


def _none_listed_yet(_: Project) -> dict[str, tuple[DeckView, ...]]:
    return {}


def manifests_showing(document: Document, project: Project) -> tuple[Manifest, ...]:
    """What describes the decks that show `document`: manifests that list it, or else its own front matter, or
    else what describes the decks whose texts include it.
    """
    if listing := tuple(manifests_listing(document.path, project)):
        return listing
    if own := document.view(own_manifest):
        return (own,)
    return project.view(_including).get(document.path, ())


def _including(project: Project) -> dict[str, tuple[Manifest, ...]]:
    """By the path of an included text, the manifests of the decks that it comes into."""
    roots = [
        (manifest, entry.path) for manifest in project.view(manifests_of) for entry in manifest.fragments
    ]
    for document in project.asked:
        if document.may_hold("@@INCLUDE[") and (own := document.view(own_manifest)):
            roots.append((own, document.path))
    found: dict[str, dict[str, Manifest]] = {}
    for manifest, path in roots:
        waiting, seen = [path], {path}
        while waiting:
            text = project.document(waiting.pop())
            if text is None or "@@INCLUDE[" not in text.text:
                continue
            fresh = set(mentioned_in(text, {manifest.folder})) - seen
            seen |= fresh
            waiting += sorted(fresh)
            for each in fresh:
                found.setdefault(each, {})[manifest.path] = manifest
    return {path: tuple(manifests.values()) for path, manifests in found.items()}


def listed_paths(project: Project) -> frozenset[str]:
    """The paths of fragment files: those in manifests, and those that others include or link to."""
    paths = {entry.path for manifest in project.view(manifests_of) for entry in manifest.fragments}
    folders = {manifest.folder for manifest in project.view(manifests_of)}
    for document in project.documents:
        if _mentions_files(document):
            paths.update(mentioned_in(document, folders))
    return frozenset(paths)


def is_listed(document: Document, project: Project) -> bool:
    """Whether a manifest lists `document`, or another text includes it or links to it."""
    if project.is_glance:
        if decks_listing(document, project):
            return True
        if not any(map(_mentions_files, project.markdown_holding(posixpath.basename(document.path)))):
            return False
    return document.path in project.view(listed_paths)


def _mentions_files(document: Document) -> bool:
    return document.kind == "markdown" and document.may_hold("@@")


def is_folder_listed(folder: str, project: Project) -> bool:
    """Whether a file in `folder` is listed; the first manifest that lists one is the last that is read."""
    if project.is_glance:
        likely = sorted(project.yaml_documents, key=lambda other: not _may_name_in(folder, other))
        manifests = (document.view(manifest_in) for document in likely)
        if any(_lists_in(folder, manifest) for manifest in manifests if manifest):
            return True
    return folder in project.view(listed_folders)


def _may_name_in(folder: str, manifest: Document) -> bool:
    return f"{posixpath.basename(folder)}/" in manifest.text or posixpath.dirname(manifest.path) == folder


def _lists_in(folder: str, manifest: Manifest) -> bool:
    return any(posixpath.dirname(entry.path) == folder for entry in manifest.fragments)


def listed_folders(project: Project) -> frozenset[str]:
    """The folders of those."""
    return frozenset(map(posixpath.dirname, project.view(listed_paths)))


def mentioned_in(document: Document, folders: set[str]) -> Iterator[str]:
    """As includes are looked for: from the file's folder, a manifest's, and the one above it."""
    bases = {posixpath.dirname(document.path), *folders, *(posixpath.dirname(folder) for folder in folders)}
    for match in INCLUDE.finditer(document.text):
        yield from (posixpath.normpath(posixpath.join(base, match["path"].strip())) for base in bases)


def others_titled(titles: set[str], document: Document, project: Project) -> set[str]:
    """Where else in its decks, at least, a line says one of `titles`, each a `title_key`, title or not."""
    if project.is_glance:
        lines = [f"# {title}" for title in titles]
        others = {other for deck in decks_listing(document, project) for other in deck.documents}
        return {d.path for d in others - {document} if any(map(d.may_hold, lines))}
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
    known = project.view(_no_answers_yet)
    if document.path not in known:  # each rule that speaks of slides asks
        known[document.path] = is_listed(document, project) or _is_deck_by_itself(document, project)
    return known[document.path]


def _no_answers_yet(_: Project) -> dict[str, bool]:
    return {}


def _is_deck_by_itself(document: Document, project: Project) -> bool:
    if document.shown or document.markup or is_paper(document) or not document.view(is_plainly_a_deck):
        return False
    folder, name = posixpath.split(document.path)
    return not (STEP_OF_SCENARIO.fullmatch(name) and project.exists(posixpath.join(folder, "index.json")))


def is_paper(document: Document) -> bool:
    """Whether its name says that it speaks to a repository's readers."""
    return bool(PAPERS.match(posixpath.basename(document.path)))
