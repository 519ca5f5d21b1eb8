"""Where the files that a deck names go in the output folder.

All pages stand in one folder, and decks may stand in many: a file goes to the path that it has below the
folder of `content`, so that `images/a.png` of two decks' folders are two files. What lies above that folder
goes to one of its own, since `..` would lead out; inside of the repository it comes along. Where its place is
not what the deck calls it, the page names it by its place.

Knows addresses and where slides hold them. Must not know the disk.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from urllib.parse import quote

from markupsafe import Markup

from slidegen.lazy_dataclass import dataclass
from slidegen.render.page import SlideView
from slidegen.text.references import Reference, references_in_css, references_in_html

ABOVE = "above"  #: the folder of what lies above those of `content`


@dataclass(frozen=True, slots=True)
class FilePlaces:
    """Where what decks name goes."""

    content: tuple[str, ...]  #: the folders in which decks are looked for
    is_there: Callable[[str], bool]  #: whether the project has a file, or its repository

    def place(self, folder: str, path: str) -> str:
        """Where the file goes that a deck in `folder` calls `path`.

        What is not there stays as it is called: it may be a page of the site that the deck is published on.
        """
        path, full = posixpath.normpath(path), posixpath.normpath(posixpath.join(folder, path))
        base = _base(self.content, folder)
        if _is_below(full, base):
            place = full[len(base) + 1 :] or "." if base else full
            return place if place == path or self.is_there(full) else path
        if full.startswith("..") and not self.is_there(full):
            return path
        return f"{ABOVE}/{full.replace('../', f'{ABOVE}/')}"


@cache
def _base(content: tuple[str, ...], folder: str) -> str:
    """The folder that holds all of `content`; a deck's own where it lies in none of that."""
    folders = ["" if each in (".", "") else posixpath.normpath(each) for each in content]
    base = posixpath.commonpath(folders) if folders else folder
    return base if _is_below(folder, base) else folder


def _is_below(path: str, folder: str) -> bool:
    return not path.startswith("..") if not folder else path == folder or path.startswith(f"{folder}/")


def moved_addresses(folder: str, references: Iterable[Reference], places: FilePlaces) -> dict[str, str]:
    """The addresses of files whose place is another, as slides have them and as the page is to have them."""
    local = ((each.address, posixpath.normpath(each.path)) for each in references if each.is_local)
    found = ((address, path, places.place(folder, path)) for address, path in local)
    return {
        address: quote(place, errors="surrogateescape") for address, path, place in found if place != path
    }


def readdressed(html: Markup, moved: Mapping[str, str]) -> Markup:
    """`html` with these addresses; they stand in the attributes that name something, and nowhere else."""
    text = str(html)
    for placed in reversed(list(references_in_html(text))):
        address = moved.get(placed.reference.address)
        if address is not None:
            value = text[placed.start : placed.end].replace(placed.reference.address, address)
            text = text[: placed.start] + value + text[placed.end :]
    return Markup(text)


def with_places(slide: SlideView, folder: str, places: FilePlaces) -> SlideView:
    """The slide, naming its files by where they go; `references` stay as they were."""
    moved = moved_addresses(folder, slide.references, places)
    if not moved:
        return slide
    style = tuple((name, _moved_in_style(value, moved)) for name, value in slide.style)
    body, notes = readdressed(slide.body, moved), readdressed(slide.notes, moved)
    return replace(slide, body=body, notes=notes, style=style)


def _moved_in_style(value: str, moved: Mapping[str, str]) -> str:
    for placed in reversed(list(references_in_css(value))):
        address = moved.get(placed.reference.address)
        value = value if address is None else value[: placed.start] + address + value[placed.end :]
    return value
