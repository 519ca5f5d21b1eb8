"""The page of a deck as templates see it, but for its assets. Must not know how slides are rendered."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from slidegen import __version__
from slidegen.assembly.loader import LoadedDeck
from slidegen.assembly.page_facts import canonical_url, number_format
from slidegen.render.page import USUAL_RATIO, Page, PartView, SectionView, SlideView, Switch
from slidegen.source.direction import among_letters_from_the_right


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
    said = among_letters_from_the_right if manifest.direction == "rtl" else str
    return Page(
        name=deck.name,
        title=said(deck.title),
        slides=slides,
        parts=tuple(replace(part, title=said(part.title), sections=_said(part, said)) for part in parts),
        lang=manifest.lang or "en",
        words=loaded.words,
        description=said(manifest.description),
        author=manifest.author,
        date=manifest.date,
        direction=manifest.direction,
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


def _said(part: PartView, said: Callable[[str], str]) -> tuple[SectionView, ...]:
    return tuple(replace(section, title=said(section.title)) for section in part.sections)
