"""A deck's card in the list of decks: what it says, and the script by which its slides are found there.

Knows decks and pages. Must not know how the list is shown.
"""

import json
from collections.abc import Iterator
from itertools import groupby

from slidegen.assembly.output import OutputFile
from slidegen.deck.model import Deck
from slidegen.json_values import list_in_parts
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.html_lines import LineReader
from slidegen.render.page import Page
from slidegen.render.shipped import fingerprinted
from slidegen.source.manifest import Manifest

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

MOST_LINES = 4
MOST_LETTERS = 90  #: of a line


def deck_entry(deck: Deck, page: Page, manifest: Manifest, titles: str = "") -> DeckEntry:
    """The deck's line in the index; `titles` is the address of `titles_script`."""
    return DeckEntry(
        title=deck.title,
        url=f"{deck.name}.html",
        description=page.description,
        author=page.author,
        slides=len(page.slides),
        exercises=sum(slide.exercises for slide in page.slides),
        minutes=round(sum(slide.minutes for slide in page.slides)),
        lang=page.lang,
        script_url=page.zip_url,
        folder=manifest.folder,
        accent=dict(manifest.brand).get("accent", "").strip(),
        cover=tuple(_cover(page)),
        titles=titles,
    )


def _cover(page: Page) -> Iterator[str]:
    """What the first slide says, when it is a title slide; else the deck's title."""
    first = page.slides[0] if page.slides else None
    if first is None or "title" not in first.classes or first.place:  # no title slide, or a section's
        yield page.title
        return
    lines = LineReader(first.body).lines or [page.title]
    yield from (line[:MOST_LETTERS] for line in lines[:MOST_LINES])


def titles_script(page: Page) -> OutputFile:
    """The titles of the deck's slides, as a script: a page on a disk may load nothing else.

    What several slides one after another are called leads to the first, as a section's name to its title.
    """
    named = (slide for slide in page.slides if slide.title and slide.listed)
    runs = (next(run) for _, run in groupby(named, key=lambda slide: slide.title))
    titles = list_in_parts(([slide.id, slide.title] for slide in runs), _as_json, ",")
    page_name = _as_json(f"{page.name}.html").encode()
    said = b"".join((b"slidegenTitles(...[", page_name, b",", *titles, b"]);\n"))
    file = fingerprinted("titles", ".js", said)
    return OutputFile(file.path, file.data)
