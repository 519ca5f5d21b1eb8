"""One deck in memory: the page as the browser has it, and how it gets from one text to the next.

Two ways lead there. A *glance* composes only the fragment that was saved, or of a long one the slides around
the change, and shows what it can prove to be the deck's; it takes milliseconds. The *whole* composes the deck
anew, and is always right: numbers, sources, contents and titles follow with it.

Knows decks and pages. Must not know when files change, nor who looks.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.assembly.index_entry import deck_entry
from slidegen.assembly.loader import LoadedDeck
from slidegen.assembly.local_files import in_project
from slidegen.deck.model import Section, Slide
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.render.assets import Bundle
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.html import SlideHtml
from slidegen.render.page import Page, SlideView
from slidegen.render.views import density_on, slide_view
from slidegen.serve.audience import slide_for_audience
from slidegen.serve.glimpse import Pieces, seen_at_a_glance
from slidegen.serve.page_cutter import PageCutter
from slidegen.serve.reload import SlideMarkup, Snapshot, Splice
from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Built:
    """What a whole build made of one deck."""

    manifest: Manifest
    loaded: LoadedDeck
    page: Page
    entry: DeckEntry
    snapshot: Snapshot
    assets: Mapping[str, bytes]
    files: Mapping[str, Path]  #: the local files that slides use, by their address
    inputs: frozenset[str]
    sources: Mapping[str, SourceFile]  #: the texts that it was made of
    views: Mapping[str, SlideView]  #: by id


@dataclass(slots=True)
class Glanced:
    """What glances have shown: the page has it, and the page that is being made may not.

    Not frozen: one comes after another.
    """

    texts: dict[str, str] = field(default_factory=dict)  #: of the files
    slides: dict[str, SlideMarkup] = field(default_factory=dict)
    by_audience: dict[str, SlideMarkup] = field(default_factory=dict)
    splices: tuple[Splice, ...] = ()
    splices_of_audience: tuple[Splice, ...] = ()

    def on(self, page: Snapshot) -> Snapshot:
        return page.spliced(self.splices).with_slides(self.slides.values())

    def on_audience(self, page: Snapshot) -> Snapshot:
        return page.spliced(self.splices_of_audience).with_slides(self.by_audience.values())


@dataclass(slots=True)
class DeckPreview:
    """A deck that is being looked at, and edited: hence not frozen."""

    path: str  #: of the manifest
    name: str  #: of its page
    built: Built | None = None  #: the last good one
    findings: tuple[Finding, ...] = ()
    inputs: frozenset[str] = frozenset()  #: files that it depends on, there or not
    pieces: Pieces = field(default_factory=Pieces)
    glanced: Glanced = field(default_factory=Glanced)  #: since the last whole began
    glanced_before: Glanced = field(default_factory=Glanced)  #: until that one is there


@dataclass(frozen=True, slots=True)
class WholeBuild:
    """The outcome of composing a deck anew."""

    built: Built | None  #: None when the manifest cannot be read or a fragment is missing
    findings: tuple[Finding, ...]
    inputs: frozenset[str]  #: what to watch, so that it can be mended


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a glance has made of a saved file."""

    changed: tuple[SlideView, ...] = ()
    new: tuple[SlideView, ...] = ()
    gone: tuple[str, ...] = ()  #: the addresses of slides that are no more
    after: str = ""  #: behind which slide the new ones stand

    def __bool__(self) -> bool:
        return bool(self.changed or self.new or self.gone)

    def for_audience(self) -> "Glimpse":
        changed, new = (tuple(map(slide_for_audience, views)) for views in (self.changed, self.new))
        return replace(self, changed=changed, new=new)


NOTHING_NEW = Glimpse()


def build_whole(preview: DeckPreview, builder: DeckBuilder, cutter: PageCutter) -> WholeBuild:
    """Compose the deck anew."""
    read = builder.loader.manifest(preview.path)
    if read.manifest is None:
        return WholeBuild(None, read.findings, frozenset({preview.path}))
    loaded = builder.load(read.manifest)
    findings = tuple(dict.fromkeys((*read.findings, *loaded.findings)))
    if not loaded.complete or loaded.is_stopped:
        return WholeBuild(None, findings, frozenset(loaded.inputs))
    findings = tuple(dict.fromkeys((*findings, *builder.look(loaded))))
    page, bundle = builder.page(loaded)
    _, environment = builder.themes.get(page.theme)
    snapshot = cutter.snapshot(page, environment)
    folder, files = read.manifest.folder, builder.files_of(page, read.manifest.folder)
    built = Built(
        manifest=read.manifest,
        loaded=loaded,
        page=page,
        entry=deck_entry(loaded.deck, page, loaded.manifest),
        snapshot=snapshot,
        assets=_assets(bundle),
        files={copy.path: copy.origin for copy in builder.copies(folder, files)},
        inputs=frozenset({*loaded.inputs, *(in_project(folder, file) for file in files)}),
        sources=builder.loader.texts.known(loaded.inputs),
        views={view.id: view for view in page.slides},
    )
    return WholeBuild(built, findings, built.inputs)


def glance(preview: DeckPreview, path: str, builder: DeckBuilder) -> Glimpse:
    """The slides of the fragment `path` that look different now, came or went; none when only the whole can
    tell."""
    built = preview.built
    was = built.sources.get(path) if built else None
    if built is None or was is None:
        return NOTHING_NEW
    shown = preview.glanced.texts.get(path) or preview.glanced_before.texts.get(path) or was.text
    builder.loader.forget([path])
    source = builder.loader.read(path).source
    if source is None or source.text == shown:
        return NOTHING_NEW
    seen = seen_at_a_glance(built.loaded, path, (was.text, shown, source), preview.pieces, builder)
    preview.glanced.texts[path] = source.text
    changed = tuple(_changed_view(built, slide, fresh, builder) for slide, fresh in seen.changed)
    if seen.came is None:
        return Glimpse(changed)
    neighbour = built.views[seen.came.after.id]
    section = next(each for each in built.loaded.deck.sections if each.number == neighbour.section)
    new = tuple(_new_view(built, slide, section, seen.came.source, builder) for slide in seen.came.slides)
    return Glimpse(changed, new, seen.came.gone, neighbour.id)


def settle(preview: DeckPreview) -> None:
    """After a whole build: what was glanced at before it began is in it, or is forgotten."""
    preview.glanced_before = Glanced()


def _changed_view(built: Built, slide: Slide, fresh: Slide, builder: DeckBuilder) -> SlideView:
    html: SlideHtml = builder.renderer.slide(fresh, built.manifest.remark)
    view = built.views[slide.id]
    return replace(
        view,
        body=html.body,
        notes=html.notes,
        references=html.references,
        classes=fresh.classes,
        steps=fresh.steps,
        title=fresh.title,
        exercises=len(fresh.exercises),
    )


def _new_view(
    built: Built, slide: Slide, section: Section, source: SourceFile, builder: DeckBuilder
) -> SlideView:
    html: SlideHtml = builder.renderer.slide(slide, built.manifest.remark)
    density = density_on(slide, lambda _: source, built.page.canvas[0])
    words = built.loaded.words
    return slide_view(slide, section, html, builder.options.address, density=density, words=words)


# ---- files and assets
def _assets(bundle: Bundle) -> dict[str, bytes]:
    return {asset.path: asset.data for asset in bundle.files}
