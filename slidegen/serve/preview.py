"""One deck in memory: the page as the browser has it, and how it gets from one text to the next.

Two ways lead there. A *glance* composes only the fragment that was saved, and shows the slides that it can
prove to be the deck's; it takes milliseconds. The *whole* composes the deck anew, and is always right:
numbers, contents, titles, added and removed slides follow with it.

Knows decks and pages. Must not know when files change, nor who looks.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import field, replace
from pathlib import Path

from slidegen.assembly.above import place_above
from slidegen.assembly.deck_builder import DeckBuilder, is_hidden
from slidegen.assembly.index_entry import deck_entry
from slidegen.assembly.loader import DeckSources, LoadedDeck, Loader
from slidegen.assembly.missing_pictures import beside
from slidegen.deck.model import Slide
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.render.assets import Bundle
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.html import SlideHtml, SlideRenderer
from slidegen.render.page import Page, SlideView
from slidegen.render.references import local_references
from slidegen.serve.page_cutter import PageCutter
from slidegen.serve.reload import SlideMarkup, Snapshot
from slidegen.source.file import SourceFile
from slidegen.source.manifest import FragmentEntry, Manifest


@dataclass(slots=True)
class _Alone:
    """A fragment composed by itself: as the deck has it, and as it was last glanced at."""

    text: str
    base: tuple[Slide, ...]
    shown: tuple[Slide, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a whole build made of one deck."""

    manifest: Manifest
    loaded: LoadedDeck
    page: Page
    entry: DeckEntry
    snapshot: Snapshot
    assets: dict[str, bytes]
    files: dict[str, Path]  #: the local files that slides use, by their address
    inputs: frozenset[str]
    sources: dict[str, SourceFile]  #: the texts that it was made of
    views: dict[str, SlideView]  #: by id


@dataclass(slots=True)
class DeckPreview:
    """A deck that is being looked at."""

    path: str  #: of the manifest
    name: str  #: of its page
    built: Built | None = None  #: the last good one
    findings: tuple[Finding, ...] = ()
    inputs: frozenset[str] = frozenset()  #: files that it depends on, there or not
    alone: dict[str, _Alone] = field(default_factory=dict)
    glanced: dict[str, SlideMarkup] = field(default_factory=dict)  #: since the last whole began
    glanced_by_audience: dict[str, SlideMarkup] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WholeBuild:
    """The outcome of composing a deck anew."""

    built: Built | None  #: None when the manifest cannot be read or a fragment is missing
    findings: tuple[Finding, ...]
    inputs: frozenset[str]  #: what to watch, so that it can be mended


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
    files = dict(_local_files(page, read.manifest, builder.loader.project))
    references = _reference_names(page, read.manifest)
    built = Built(
        manifest=read.manifest,
        loaded=loaded,
        page=page,
        entry=deck_entry(loaded.deck, page, loaded.manifest),
        snapshot=snapshot,
        assets=_assets(bundle),
        files=files,
        inputs=frozenset({*loaded.inputs, *references}),
        sources=builder.loader.texts.known(loaded.inputs),
        views={view.id: view for view in page.slides},
    )
    return WholeBuild(built, findings, built.inputs)


def glance(preview: DeckPreview, path: str, builder: DeckBuilder) -> tuple[SlideView, ...]:
    """The slides of the fragment `path` that look different now; none when only the whole can tell.

    A slide is shown only if the fragment, composed by itself from its old text, gave the very slide
    that the deck has: then layouts, variables and definitions from elsewhere do not touch it.
    """
    built = preview.built
    entry = next((e for e in built.manifest.fragments if e.path == path), None) if built else None
    if built is None or entry is None:
        return ()
    alone = preview.alone.get(path) or _first_alone(preview, built, entry, builder)
    builder.loader.forget([path])
    source = builder.loader.read(path).source
    if alone is None or source is None or source.text == alone.text:
        return ()
    now = _compose_alone(built.manifest, entry, builder)
    pairs = list(_pairs(built, path, alone, now))
    preview.alone[path] = _Alone(source.text, alone.base, now)
    return tuple(_view(built, slide, fresh, builder.renderer) for slide, fresh in pairs)


def settle(preview: DeckPreview, loader: Loader) -> None:
    """After a whole build: what was glanced at is the deck now, or is forgotten."""
    sources = loader.texts.known(preview.alone)
    preview.alone = {
        path: _Alone(alone.text, alone.shown, alone.shown)
        for path, alone in preview.alone.items()
        if path in sources and sources[path].text == alone.text
    }


# ---- a fragment by itself
def _first_alone(
    preview: DeckPreview, built: Built, entry: FragmentEntry, builder: DeckBuilder
) -> _Alone | None:
    text = built.sources.get(entry.path)
    if text is None:
        return None
    with builder.loader.with_texts({entry.path: text}):
        slides = _compose_alone(built.manifest, entry, builder)
    preview.alone[entry.path] = _Alone(text.text, slides, slides)
    return preview.alone[entry.path]


def _compose_alone(manifest: Manifest, entry: FragmentEntry, builder: DeckBuilder) -> tuple[Slide, ...]:
    alone = replace(manifest, content=(entry,), interstitials=None)
    deck = builder.load(alone).deck
    return tuple(slide for slide in deck.slides if not slide.generated)


def _pairs(built: Built, path: str, alone: _Alone, now: tuple[Slide, ...]) -> Iterator[tuple[Slide, Slide]]:
    """(the deck's slide, the new one) for each slide that changed and can be trusted."""
    ours = [s for s in built.loaded.deck.slides if s.span.path == path and not s.generated]
    if not ours or len(ours) % len(alone.base) or not len(alone.base) == len(alone.shown) == len(now):
        return
    for at, slide in enumerate(ours):  # a fragment that is listed twice comes round again
        base, shown, fresh = (s[at % len(s)] for s in (alone.base, alone.shown, now))
        if fresh.key != shown.key and _same_to_the_eye(slide, base):
            yield slide, fresh


def _same_to_the_eye(slide: Slide, base: Slide) -> bool:
    return (slide.text, slide.notes, slide.classes, slide.definitions, slide.properties) == (
        base.text,
        base.notes,
        base.classes,
        base.definitions,
        base.properties,
    )


def _view(built: Built, slide: Slide, fresh: Slide, renderer: SlideRenderer) -> SlideView:
    html: SlideHtml = renderer.slide(fresh, built.manifest.remark)
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


# ---- files and assets
def _assets(bundle: Bundle) -> dict[str, bytes]:
    return {asset.path: asset.data for asset in bundle.files}


def _reference_names(page: Page, manifest: Manifest) -> Iterator[str]:
    for reference in local_references(page):
        yield beside(manifest.folder, reference)


def _local_files(page: Page, manifest: Manifest, project: DeckSources) -> Iterator[tuple[str, Path]]:
    """The files that slides refer to, by where a page has them; as in a build, none from beyond."""
    workspace = project.workspace
    for reference in local_references(page):
        target = posixpath.normpath(reference.path)
        place = place_above(manifest.folder, target, workspace.exists) or target
        located = workspace.locate(posixpath.normpath(posixpath.join(manifest.folder, target)))
        if located is not None and not is_hidden(place) and not place.startswith("/"):
            yield place, located
