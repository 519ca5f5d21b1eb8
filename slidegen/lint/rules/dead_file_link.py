r"""Links to files that are not there.

What: a link to a file beside the page (`[text](path)`, `<a href>`), or a frame of one (`<iframe src>`), that
is not there and that no build makes; the path is relative to the manifest's folder, or to the fragment's. So
is a folder without an `index.html`, of which nothing is copied, and a host without `https://`.

Why: who follows it in the talk meets an error page. Of a page (`.html`) or a print (`.pdf`) it is a note:
another program than slidegen may make it, beside the slides or on the site where they are shown.

Bad:

    # Solutions

    They are in [one archive](labs/no-such-file.zip).

Good:

    # Solutions

    They are in [one archive](https://example.com/labs/solutions.zip).

Bad:

    # Help

    Ask in the [forum](forums.example.com/slides).

Good:

    # Help

    Ask in the [forum](https://forums.example.com/slides).

Fix: none. Add the file, correct the path, or write `https://` before a host.

Since: 0.3
"""

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.decks import decks_listing
from slidegen.lint.document import Document
from slidegen.lint.manifests import manifests_of
from slidegen.lint.project import Project
from slidegen.lint.references import leading_beside
from slidegen.lint.rules.missing_image import TEMPLATE, folder_without, places_above, places_of
from slidegen.source.suggest import did_you_mean, is_a_slip
from slidegen.text.references import PlacedReference, Reference, wording_of_missing

RULE = Rule("SG422", "dead-file-link", Severity.WARNING, "A link to a file that is not there")
NOTE = replace(RULE, severity=Severity.INFO)
#: What programs make of texts: most such links of public decks lead to pages that a build of theirs makes.
MADE = (".html", ".htm", ".pdf")

#: What nobody calls a file: `docs.docker.com/x`. Endings that files have, too (`.sh`, `.py`), are not here.
HOST = re.compile(
    r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|edu|gov|eu|co\.uk|app|cloud)(?=[/:?#]|$)", re.I
)
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Of what programs that make pages read, `talk.md` becomes `talk.html`.
SOURCES = (".md", ".Rmd", ".qmd", ".adoc", ".rst", ".ipynb", ".md.erb")


def check(document: Document, project: Project) -> Iterator[Finding]:
    for placed in leading_beside(document):
        reference = placed.reference
        if _is_of_a_file(reference) and _is_dead(reference, document, project):
            yield _finding(placed, document, project)
        elif reference.path.endswith("/") and _has_no_page(reference, document, project):
            message = f"the folder {reference.path} has no index.html, and nothing of it is copied"
            advice = "name a file in it, or where it is to be found"
            yield document.source.finding(RULE, placed.start, placed.end, message, help=advice)


def _is_of_a_file(reference: Reference) -> bool:
    """Whether it names a file: what has no ending may be a page that a server finds (`lab/`, `lab`)."""
    path = reference.path
    if TEMPLATE.search(reference.address) or "<" in path:
        return False
    return "." in posixpath.basename(path).lstrip(".") or HOST.match(path) is not None


def _is_dead(reference: Reference, document: Document, project: Project) -> bool:
    path = reference.path
    decks = decks_listing(document, project)
    if decks:  # a page looks for it from its manifest's folder, and nowhere else
        places = [posixpath.normpath(posixpath.join(deck.folder, path)) for deck in decks]
        is_there = all(map(project.exists, places))
    else:
        places = [*places_above(path, document), *places_of(path, document, project)]
        is_there = any(map(project.exists, places))
    leads_out = all(place.startswith("../") for place in places)  # what lies there, nobody knows
    return not (is_there or leads_out or _is_made(path, places, project))


def _has_no_page(reference: Reference, document: Document, project: Project) -> bool:
    """Whether it leads to a folder from each deck, and a server would have nothing to show there."""
    decks = decks_listing(document, project)
    places = [posixpath.normpath(posixpath.join(deck.folder, reference.path)) for deck in decks]
    pages = [posixpath.join(place, "index.html") for place in places]
    return bool(places) and all(map(project.exists, places)) and not any(map(project.exists, pages))


def _is_made(path: str, places: list[str], project: Project) -> bool:
    """Whether a build or an export of these decks makes it, or another program may, of a text."""
    made = posixpath.normpath(path)
    if made == "index.html" or any(
        is_made_of(manifest.name, made) for manifest in project.view(manifests_of)
    ):
        return True
    stems = [place.removesuffix(".html") for place in places if place.endswith(".html")]
    return any(project.exists(stem + ending) for stem in stems for ending in SOURCES)


def is_made_of(deck: str, path: str) -> bool:
    """Whether it is a deck's page, or goes by its name: `talk.pdf`, `talk-notes.pdf`, `talk-scripts.zip`."""
    first = path.partition("/")[0]
    return path == f"{deck}.html" or (first.startswith((f"{deck}.", f"{deck}-")) and ".html" not in first)


def _may_be_made(path: str, page: str | None) -> bool:
    """Whether another program may make it: it is no slip of a deck's own page."""
    is_slip = page is not None and is_a_slip(posixpath.normpath(path), page)
    return path.lower().endswith(MADE) and not is_slip


def _finding(placed: PlacedReference, document: Document, project: Project) -> Finding:
    folder = folder_without(placed.reference, document, project)
    message, advice = wording_of_missing(placed.reference, document.path, folder, project.exists)
    path, rule = placed.reference.path, RULE
    if MAIL.fullmatch(path):
        advice = f"write `mailto:{path}`"
    elif HOST.match(path):
        advice = f"write `https://{placed.reference.address}`, or correct the path"
    else:
        pages = [f"{manifest.name}.html" for manifest in project.view(manifests_of)]
        page = did_you_mean(posixpath.normpath(path), pages, cutoff=0.8)
        advice = f"write `{page}`, which is the deck's page" if page else advice
        rule = NOTE if _may_be_made(path, page) else RULE
    return document.source.finding(rule, placed.start, placed.end, message, help=advice)
