"""What reading yields before any rule is asked: manifests, what they list, what fragments include.

Knows which readers there are. Must not know how any of them works; their rules have codes SG0xx.
"""

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from slidegen import lazy_re as re
from slidegen.deck import rules as deck_rules
from slidegen.finding import Finding, Rule
from slidegen.lazy_module import lazy_module
from slidegen.lint.decks import decks_of, decks_with, is_listed, is_slides
from slidegen.lint.document import Document
from slidegen.lint.manifests import decks_by_page, manifests_listing, manifests_of, may_be_manifest
from slidegen.lint.project import Project
from slidegen.source import rules as source_rules
from slidegen.source import yaml
from slidegen.source.content import check_fragments, check_page, disk_key, fragments_in_output
from slidegen.source.manifest import Manifest, page_name, stem_of
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.out_folder import out_prefix
from slidegen.source.single_deck import read_single_deck
from slidegen.source.texts import Texts
from slidegen.source.theme_folders import check_theme
from slidegen.text.front_matter import may_have_front_matter, read_front_matter

if TYPE_CHECKING:
    from slidegen.deck import section_pictures
    from slidegen.source import include
    from slidegen.text.markup import notebook
else:  # few texts are manifests, include others, or are notebooks
    section_pictures = lazy_module("slidegen.deck.section_pictures")
    include = lazy_module("slidegen.source.include")
    notebook = lazy_module("slidegen.text.markup.notebook")

#: What a program fills in before there is a page: Hugo's archetypes, Jinja's and Jekyll's templates, ERB.
_TEMPLATE = re.compile(r"\{[{%]|<%")
#: The rules of the rooms below, which have no page: their messages say all.
RULES: tuple[Rule, ...] = (
    *source_rules.ALL,
    deck_rules.BROKEN_DIAGRAM,
    deck_rules.UNPLAYED_RECORDING,
)


def reading_findings(project: Project) -> Iterator[Finding]:
    for document in project.asked:
        if may_be_manifest(document):
            yield from _manifest(document, project)
        elif document.kind == "markdown":
            if may_have_front_matter(document.text) or not page_name(f"{stem_of(document.path)}.html"):
                yield from _single_deck(document, project)
            if "@@INCLUDE[" in document.text:
                yield from _includes(document, project)
            if document.path.lower().endswith(".ipynb") and not document.text:
                yield from _no_notebook(document)


def _no_notebook(document: Document) -> Iterator[Finding]:
    """Why nothing is read of it, told where that is seen."""
    problem = notebook.problem_of(document.written.text)
    if problem:
        message = f"This is no notebook: {problem.message}; nothing in it is judged"
        yield document.source.finding(source_rules.NOT_A_NOTEBOOK, 0, 0, message)


def _manifest(document: Document, project: Project) -> Iterator[Finding]:
    reading = read_manifest(document.source)
    yield from reading.findings
    if reading.manifest and reading.manifest.macros:
        from slidegen.lint.macros import failed_macros  # few manifests define one, and Jinja is slow to load

        for deck in project.view(decks_of):
            if deck.manifest and deck.manifest.path == document.path:
                yield from (found for found in failed_macros(deck, project) if found.path == document.path)
    if reading.manifest:
        yield from check_theme(project.root, reading.manifest)
        yield from check_fragments(project.texts.workspace, reading.manifest)
        yield from fragments_in_output(reading.manifest, out_prefix(project.root, project.settings.out))
        yield from _section_pictures(reading.manifest, project.texts)
        same = project.view(decks_by_page).get(disk_key(reading.manifest.name), ())
        yield from check_page(reading.manifest, same)


def _section_pictures(manifest: Manifest, texts: Texts) -> Iterator[Finding]:
    path = section_pictures.list_of(manifest)
    if path:
        yield from section_pictures.check_pictures(manifest, texts.source(path), texts.workspace.exists)


def _single_deck(document: Document, project: Project) -> Iterator[Finding]:
    """What is wrong with the name and the front matter of a file that is a deck of its own. Of a page, only
    that no program reads its front matter.
    """
    if is_listed(document, project):
        return
    front = read_front_matter(document.source)
    is_page = not is_slides(document, project)
    if front and front.problem and not (is_page and _TEMPLATE.search(document.source.slice(front.span))):
        yield yaml.problem_finding(document.source, front.problem)
    if is_page:
        return
    reading = read_single_deck(document.source, front.root if front else None)
    yield from reading.findings
    if reading.manifest:
        yield from check_theme(project.root, reading.manifest)


def _includes(document: Document, project: Project) -> Iterator[Finding]:
    """What is wrong with the includes; nothing for a file that no deck shows and that may be a template."""
    if project.is_glance and (listing := tuple(manifests_listing(document.path, project))):
        yield from _as_listed(document, project, listing)
        return
    if not is_listed(document, project):
        return
    found = project.view(included_findings)
    if document.path in found:
        yield from found[document.path]
        return
    folders = {deck.folder for deck in decks_with(document, project)}
    alone = [include.compose(project.texts, document.source, folder).findings for folder in sorted(folders)]
    best = min(alone, key=len, default=())
    yield from (finding for finding in best if posixpath.normpath(finding.path) == document.path)


def _as_listed(document: Document, project: Project, listing: Iterable[Manifest]) -> Iterator[Finding]:
    """What is wrong with the includes as the decks that list the file meet it, and no other deck is read."""
    if "@@INCLUDE[" not in document.text:
        return
    for folder in dict.fromkeys(manifest.folder for manifest in listing):
        found = include.compose(project.texts, document.source, folder).findings
        yield from (finding for finding in found if posixpath.normpath(finding.path) == document.path)


def included_findings(project: Project) -> dict[str, tuple[Finding, ...]]:
    """What is wrong with the includes of all decks, by the file that it is wrong in, as `build` meets it."""
    found: dict[str, dict[Finding, None]] = {}
    composed: dict[tuple[str, str], None] = {}
    for manifest in project.view(manifests_of):
        composed.update(((entry.path, manifest.folder), None) for entry in manifest.fragments)
    for path, folder in composed:
        document = project.by_path.get(path)
        if document is not None and "@@INCLUDE[" in document.text:
            composition = include.compose(project.texts, document.source, folder)
            for file in composition.files:
                found.setdefault(posixpath.normpath(file), {})
            for finding in composition.findings:
                found.setdefault(posixpath.normpath(finding.path), {})[finding] = None
    return {path: tuple(findings) for path, findings in found.items()}
