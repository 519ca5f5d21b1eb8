"""The page of a deck as templates see it, but for its assets. Must not know how slides are rendered."""

from collections.abc import Mapping

from slidegen import __version__
from slidegen.assembly.loader import LoadedDeck
from slidegen.assembly.page_facts import canonical_url, number_format
from slidegen.render.direction import direction_of
from slidegen.render.page import USUAL_RATIO, Page, PartView, SlideView, Switch


def page_of(
    loaded: LoadedDeck,
    slides: tuple[SlideView, ...],
    parts: tuple[PartView, ...],
    *,
    theme: str,
    redirects: Mapping[str, str],
    standalone: bool,
) -> Page:
    """What the manifest and the deck say of the page that shows `slides`."""
    manifest, deck = loaded.manifest, loaded.deck
    return Page(
        name=deck.name,
        title=deck.title,
        slides=slides,
        parts=parts,
        lang=manifest.lang or "en",
        words=loaded.words,
        description=manifest.description,
        author=manifest.author,
        date=manifest.date,
        direction=manifest.dir or direction_of(manifest.lang or "en"),
        data_fields=manifest.data,
        theme=theme,
        switches=tuple(Switch(switch) for switch in manifest.switches or ()),
        ratio=manifest.remark.ratio or USUAL_RATIO,
        number_format=number_format(manifest),
        count_steps=manifest.remark.count_incremental_slides is not False,
        home_url="" if standalone else "index.html",
        repository_url=f"https://{manifest.gitrepo}" if manifest.gitrepo else "",
        canonical_url=canonical_url(manifest),
        redirects=tuple(sorted(redirects.items())),
        generator=f"slidegen {__version__}",
    )
