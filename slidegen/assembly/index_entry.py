"""A deck's card in the list of decks: what it says, and the script by which its slides are found there.

Knows decks and pages. Must not know how the list is shown.
"""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import groupby

from slidegen.assembly.output import OutputFile
from slidegen.deck.model import Deck
from slidegen.deck.syntax.html_block import VOID
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.page import Page
from slidegen.render.shipped import fingerprinted
from slidegen.source.manifest import Manifest

#: Elements that are a line, and those whose text is none.
_LINES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "div"))
_NO_TEXT = frozenset(("script", "style"))
_BESIDE = frozenset(("nav", "footnote", "debug"))  #: classes of what a slide says beside its text
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
    lines = _LineReader(first.body).lines or [page.title]
    yield from (line[:MOST_LETTERS] for line in lines[:MOST_LINES])


class _LineReader(HTMLParser):
    """Reads what the lines of a slide say, without what stands beside them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._said: list[str] = []
        self._left_out: list[str] = []  #: the element that is not said, and those of its name in it
        self.feed(html)
        self.close()
        self._end_line()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out:
            self._left_out += [tag] if tag == self._left_out[0] else []
        elif tag in VOID:
            self._said.append(" " if tag == "br" else "")
        elif tag in _NO_TEXT or not _BESIDE.isdisjoint((dict(attrs).get("class") or "").split()):
            self._left_out.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            self._left_out = self._left_out[tag == self._left_out[0] :]
        elif tag in _LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        self._said += [] if self._left_out else [data]

    def _end_line(self) -> None:
        if line := " ".join("".join(self._said).split()):
            self.lines.append(line)
        self._said = []


def titles_script(page: Page) -> OutputFile:
    """The titles of the deck's slides, as a script: a page on a disk may load nothing else.

    What several slides one after another are called leads to the first, as a section's name to its title.
    """
    named = (slide for slide in page.slides if slide.title and slide.listed)
    runs = (next(run) for _, run in groupby(named, key=lambda slide: slide.title))
    titles = [[slide.id, slide.title] for slide in runs]
    said = json.dumps([f"{page.name}.html", titles], ensure_ascii=False, separators=(",", ":")).encode()
    file = fingerprinted("titles", ".js", b"".join((b"slidegenTitles(...", said, b");\n")))
    return OutputFile(file.path, file.data)
