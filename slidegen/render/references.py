"""The files beside a page that its slides refer to.

Knows what slides name. Must not know whether there are such files.
"""

from collections.abc import Iterable, Iterator

from slidegen.render.page import Page
from slidegen.text.references import SHOWN, Reference


def local_references(page: Page) -> list[Reference]:
    """What the slides name beside the page, in order of appearance, each address once."""
    return list(_each_once(each for slide in page.slides for each in slide.references))


def picture_references(references: Iterable[Reference]) -> list[Reference]:
    """The local pictures and films that a slide names, and what was meant as one: a blank ends it."""
    named = tuple(references)
    meant = [each for each in named if each.use == "text"]
    return [*_each_once(each for each in named if each.use in SHOWN), *meant]


def _each_once(references: Iterable[Reference]) -> Iterator[Reference]:
    found: dict[str, Reference] = {}
    for each in references:
        if each.is_local:
            found.setdefault(each.address, each)
    return iter(found.values())
