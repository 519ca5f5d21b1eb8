"""The list of decks as the dev server shows it: also decks that nobody has opened yet are counted.

Knows pages and themes. Must not know sockets, nor when decks change.
"""

from collections.abc import Iterable

from slidegen import __version__
from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.render.assets import Bundle, bundle
from slidegen.render.brand import is_colour
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.page import IndexPage, render_index
from slidegen.source.direction import direction_of


def entry_of(path: str, name: str, builder: DeckBuilder) -> tuple[DeckEntry, tuple[str, ...]]:
    """A deck's line, from its texts alone, for nothing is rendered; and the files that it follows from."""
    url = f"{name}.html"
    manifest = builder.loader.manifest(path).manifest
    if manifest is None:
        return DeckEntry(name, url), (path,)
    loaded = builder.load(manifest)
    slides = tuple(loaded.deck.slides)
    entry = DeckEntry(
        manifest.one_line_title or name,
        url,
        description=manifest.description,
        author=manifest.author,
        slides=len(slides),
        exercises=sum(len(slide.exercises) for slide in slides),
        folder=manifest.folder,
        accent=dict(manifest.brand).get("accent", "").strip(),
    )
    return entry, loaded.inputs


def deck_list(
    entries: Iterable[DeckEntry], builder: DeckBuilder, theme: str, lang: str
) -> tuple[str, Bundle]:
    """The page, and the assets that it needs. Raises SlidegenError for what is wrong with the theme."""
    found, environment = builder.themes.get(theme)
    decks = tuple(sorted(entries, key=lambda entry: (entry.title, entry.url)))
    cards = {deck.url: deck.accent for deck in decks if is_colour(deck.accent)}
    assets = bundle(found, canvas=None, cards=cards)
    words = builder.loader.phrases(lang).phrases
    page = IndexPage(
        title=words["decks"],
        decks=decks,
        assets=assets.page,
        lang=lang,
        words=words,
        direction=direction_of(lang),
        theme=theme,
        generator=f"slidegen {__version__}",
    )
    return render_index(page, environment), assets
