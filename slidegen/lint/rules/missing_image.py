r"""Images that are not there.

What: an image of a slide (`![…](path)`, `<img src>`, `background-image:`) whose file does not exist; the path
is relative to the manifest's folder, or to the fragment's.

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
import re
from collections.abc import Iterator

from slidegen.finding import Finding
from slidegen.lint.decks import decks_with
from slidegen.lint.document import Document
from slidegen.lint.manifests import manifests_of
from slidegen.lint.project import Project
from slidegen.lint.prose import links_in, tags_in
from slidegen.lint.slides import fragment_of
from slidegen.text.rules import MISSING_IMAGE

RULE = MISSING_IMAGE

#: Not ours to look up: addresses, data, the server's root, templates.
ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//|/|#|@@|\{|\$|$")
BACKGROUND = re.compile(r"""url\(\s*["']?([^"')]{1,2000})["']?\s*\)""")


def check(document: Document, project: Project) -> Iterator[Finding]:
    for target, start, end in pictures_in(document):
        if ELSEWHERE.match(target):
            continue
        path = re.split(r"[?#]", target, maxsplit=1)[0]
        if "%" in path:
            from urllib.parse import unquote  # it brings much along, and few paths need it

            path = unquote(path)
        if any(project.exists(place) for place in places_above(path, document)):
            continue
        if not any(project.exists(place) for place in places_of(path, document, project)):
            message = f"the image {target} does not exist"
            yield document.source.finding(RULE, start, end, message, help="add the file, or correct the path")


def places_above(path: str, document: Document) -> Iterator[str]:
    """From the fragment's folder, and from those that hold it: a manifest mostly stands in one of them."""
    folder = posixpath.dirname(document.path)
    while True:
        yield posixpath.normpath(posixpath.join(folder, path))
        if folder == posixpath.dirname(folder):
            return
        folder = posixpath.dirname(folder)


def pictures_in(document: Document) -> Iterator[tuple[str, int, int]]:
    """`(target, start, end)` of each image."""
    for link in document.view(links_in) if "![" in document.text else ():
        if link.kind == "image" and not link.label.startswith(":"):  # `![:name …](…)` calls a macro
            yield link.target, link.target_start, link.target_end
    for tag in document.view(tags_in) if "<img" in document.text else ():
        if tag.name == "img" and (found := tag.get("src")):
            yield found[0], found[1], found[1] + len(found[0])
    for slide in document.view(fragment_of).slides:
        for each in slide.properties:
            if each.name == "background-image" and (match := BACKGROUND.search(each.value)):
                start = document.text.find(match[1], each.span.start)
                yield match[1], start, start + len(match[1])


def places_of(path: str, document: Document, project: Project) -> Iterator[str]:
    folders = {deck.folder for deck in decks_with(document, project)}
    folders |= {posixpath.dirname(document.path), ""}
    folders |= {posixpath.dirname(manifest.path) for manifest in project.view(manifests_of)}
    return (posixpath.normpath(posixpath.join(folder, path)) for folder in sorted(folders))
