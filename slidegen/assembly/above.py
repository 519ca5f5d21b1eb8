"""Files above the folder of a deck, `../images/x.png`: inside of the repository they come along.

A page stands in the output folder, so that `..` would lead out of it: such files go to a folder of their own
there, and the page names them by it. Knows addresses and where slides hold them. Must not know the disk.
"""

import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from markupsafe import Markup

from slidegen.render.page import SlideView
from slidegen.text.references import Reference, references_in_css, references_in_html

Exists = Callable[[str], bool]  #: whether the project has a file, or its repository

FOLDER = "above"  #: in the output folder


def place_above(folder: str, path: str, is_there: Exists) -> str | None:
    """Where the file `path` of a deck in `folder` goes, when it lies above that.

    What lies above the project, too, goes into a further folder for each above that; what is not to be had
    from there keeps its address: it may be a page of the site that the deck is published on.
    """
    if not posixpath.normpath(path).startswith("../"):
        return None
    full = posixpath.normpath(posixpath.join(folder, path))
    if full.startswith("..") and not is_there(full):
        return None
    return f"{FOLDER}/{full.replace('../', f'{FOLDER}/')}"


def moved_addresses(folder: str, references: Iterable[Reference], is_there: Exists) -> dict[str, str]:
    """The addresses of such files, as slides have them and as the page is to have them."""
    places = (
        (each.address, place_above(folder, each.path, is_there)) for each in references if each.is_local
    )
    return {address: quote(place) for address, place in places if place is not None}


def readdressed(html: Markup, moved: Mapping[str, str]) -> Markup:
    """`html` with these addresses; they stand in the attributes that name something, and nowhere else."""
    text = str(html)
    for placed in reversed(list(references_in_html(text))):
        address = moved.get(placed.reference.address)
        if address is not None:
            value = text[placed.start : placed.end].replace(placed.reference.address, address)
            text = text[: placed.start] + value + text[placed.end :]
    return Markup(text)


def with_files_above(slide: SlideView, folder: str, is_there: Exists) -> SlideView:
    """The slide, naming files above its deck's folder by where they go; `references` stay as they were."""
    moved = moved_addresses(folder, slide.references, is_there)
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
