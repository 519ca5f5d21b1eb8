"""All decks that are being worked on, kept up to date as files change.

Decks are built when someone looks at them; a change builds those that are being looked at, and marks the
others. Two threads come here, one for glances and one for whole builds; what they share is swapped under
one lock, and they hold it for no longer than that.

Knows decks, their files and what changed. Must not know sockets, browsers or watchers.
"""

import threading
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from slidegen import memory
from slidegen.errors import SlidegenError
from slidegen.finding import Severity
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.environment import TemplateError
from slidegen.render.page import Page
from slidegen.serve.audience import page_for_audience
from slidegen.serve.deck_list import deck_list, entry_of
from slidegen.serve.error_page import error_page
from slidegen.serve.events import Role
from slidegen.serve.kept_pages import Kept, file_at
from slidegen.serve.packed import Packed, pack
from slidegen.serve.page_cutter import GENERATION, PageCutter
from slidegen.serve.preview import Built, DeckPreview, Glanced, Glimpse, build_whole, glance, settle
from slidegen.serve.reload import Patch, Snapshot, Splice, difference
from slidegen.serve.show import Show
from slidegen.serve.source_slide import slide_at
from slidegen.serve.trouble import Trouble, trouble_of_error, troubles_of
from slidegen.serve.update import Update
from slidegen.serve.workbench import Workbench
from slidegen.source.content import find_manifests
from slidegen.source.left_out import LeftOut
from slidegen.source.likely import MANIFEST_SUFFIXES
from slidegen.source.manifest import stem_of
from slidegen.source.settings_reader import load_settings
from slidegen.source.texts import Texts
from slidegen.source.workspace import Workspace

SAVES_REMEMBERED = 200  #: after so many what is remembered of texts that are no more is forgotten


class Studio:
    def __init__(self, show: Show) -> None:
        self.show = show
        self._lock = threading.Lock()
        self._kept: dict[str, Kept] = {}
        self._saves = 0
        self._news: list[str] = []  #: what happened to decks, for the terminal
        self._about_settings: tuple[Trouble, ...] = ()  #: why the last good ones stay
        self._index_assets: Mapping[str, bytes] = {}
        self._bench = Workbench.of(show)
        self._find_decks()
        self._news.clear()

    @property
    def texts(self) -> Texts:
        return self._bench.texts

    @property
    def workspace(self) -> Workspace:
        return self.texts.workspace

    def _set_up(self) -> None:
        """Anew, with other settings."""
        self._bench = Workbench.of(self.show)
        self._find_decks()

    def _find_decks(self) -> None:
        settings = self.show.loaded.settings
        root = self.workspace.root
        out = (root / settings.out).resolve()
        folders = self.show.paths or tuple(root / folder for folder in settings.content)
        manifests = find_manifests(root, folders, LeftOut.of(self.show.loaded), self.texts)
        found = [path.resolve() for path in manifests]
        names = [self.workspace.name(path) for path in found if not path.is_relative_to(out)]
        kept = {name: DeckPreview(path, name) for path in names for name in [self._page_name(path)]}
        come = kept.keys() - self._kept.keys()
        self._news += [f"{kept[name].path}: a new deck, {name}.html" for name in come]
        gone = self._kept.keys() - kept.keys()
        self._news += [f"{self._kept[name].preview.path}: {name}.html is no deck any more" for name in gone]
        with self._lock:
            self._kept = {name: self._known(preview) or Kept(preview) for name, preview in kept.items()}

    def _known(self, preview: DeckPreview) -> Kept | None:
        """What is kept of the deck; another manifest's page of that name is another deck's."""
        kept = self._kept.get(preview.name)
        return kept if kept and kept.preview.path == preview.path else None

    def _page_name(self, path: str) -> str:
        """As `build` calls it: `html` in the manifest says so, else its own name does."""
        manifest = self._bench.builder.loader.manifest(path).manifest
        return manifest.name if manifest else stem_of(path)

    def take_news(self) -> list[str]:
        """Which decks came and went since this was asked last."""
        news, self._news = sorted(self._news), []
        return news

    @property
    def decks(self) -> tuple[str, ...]:
        return tuple(self._kept)

    @property
    def outdated(self) -> list[str]:
        """The decks that changed since they were built."""
        return [deck for deck, kept in self._kept.items() if kept.stale and kept.page is not None]

    def watched_files(self) -> frozenset[Path]:
        """Every file that a deck depends on, and the settings."""
        root = self.workspace.root
        names = {name for kept in self._kept.values() for name in (*kept.preview.inputs, kept.preview.path)}
        own = {path for path in (self.show.loaded.path, root / "slidegen.toml") if path}
        return frozenset({root / name for name in names} | own)

    def watched_folders(self) -> frozenset[Path]:
        """The folders of themes, with all that is in them."""
        themes = {self.show.theme or self.show.loaded.settings.theme}
        themes |= {kept.preview.built.page.theme for kept in self._kept.values() if kept.preview.built}
        folders = {self.workspace.root / "themes"}
        for name in themes:
            try:
                folders |= set(self._bench.builder.themes.get(name)[0].folders)
            except SlidegenError:
                continue  # it is told when a deck is built
        return frozenset(folders)  # a project's may come later

    def page(self, deck: str, generation: str, role: Role = "author") -> Packed | None:
        """The page as it is now, made once a generation; None without such a deck, or a good page yet."""
        kept = self._kept.get(deck)
        if kept is None:
            return None
        if kept.stale:
            self._whole(kept)
        snapshot = kept.audience if role == "audience" else kept.page
        if snapshot is None:
            return None
        known = kept.sent.get(role)
        if known is None or known[0] is not snapshot or known[1] != generation:
            html = snapshot.html.replace(GENERATION, generation)
            known = kept.sent[role] = snapshot, generation, pack(html.encode(), "text/html; charset=utf-8")
        return known[2]

    def is_ready(self, deck: str) -> bool:
        """Whether the page need not be built first."""
        return deck in self._kept and not self._kept[deck].stale

    def troubles(self, deck: str) -> tuple[Trouble, ...]:
        return self._kept[deck].troubles if deck in self._kept else ()

    def index(self, role: Role = "author") -> str:
        """The list of decks, or what is wrong with its template."""
        theme = self.show.theme or self.show.loaded.settings.theme
        entries = [self._entry(kept) for kept in list(self._kept.values())]
        try:
            html, assets = deck_list(entries, self._bench.builder, theme, self.show.loaded.settings.lang)
        except SlidegenError as error:
            return error_page("Decks", "", self._troubles_of(error) if role == "author" else (), "")
        self._index_assets = {asset.path: asset.data for asset in assets.files}
        return html

    def asset(self, path: str) -> bytes | None:
        shelves = [k.preview.built.assets for k in self._kept.values() if k.preview.built]
        return next((shelf[path] for shelf in (*shelves, self._index_assets) if path in shelf), None)

    def file(self, address: str) -> Path | None:
        """The local file that some slide refers to by `address`; nothing else can be asked for."""
        return file_at(address, self._kept.values(), self.workspace)

    def is_source(self, path: str) -> bool:
        """Whether an editor may be asked to open `path`: a file that some deck is made of."""
        return any(path in (kept.preview.path, *kept.preview.inputs) for kept in self._kept.values())

    def slide_at(self, path: str, line: int, looked_at: Collection[str]) -> tuple[str, str] | None:
        """The deck and the id of the slide that a line became; a deck that somebody looks at comes first."""
        for deck, kept in sorted(self._kept.items(), key=lambda pair: pair[0] not in looked_at):
            if kept.stale and self._may_show(kept, path):
                self._whole(kept)
            slides = kept.preview.built.loaded.deck.slides if kept.preview.built else ()
            if slide := slide_at(slides, path, line):
                return deck, slide.id
        return None

    def _may_show(self, kept: Kept, path: str) -> bool:
        """Whether a deck lists the file; one that only includes it is found once it was built."""
        manifest = self._bench.builder.loader.manifest(kept.preview.path).manifest
        return path in (
            kept.preview.path,
            *(entry.path for entry in (manifest.fragments if manifest else ())),
        )

    # ---- what changed
    def saved(self, changed: Collection[str]) -> None:
        """These files are others now: the next who wants one of them reads it, once for all."""
        self.texts.forget(changed)
        self._saves += 1
        if self._saves % SAVES_REMEMBERED == 0:
            memory.forget()

    def glance(self, changed: Collection[str], looked_at: Collection[str]) -> list[Update]:
        """The quick part: slides whose own text changed, of decks that are being looked at."""
        updates = []
        for deck in looked_at:
            kept = self._kept.get(deck)
            if kept is None or kept.page is None:
                continue
            for path in changed:
                try:
                    if seen := glance(kept.preview, path, self._bench.glancer):
                        updates.append(self._show_slides(kept, seen))
                except (SlidegenError, OSError):
                    continue  # the whole build says what is wrong
        return updates

    def whole(self, changed: Collection[str], looked_at: Collection[str]) -> list[Update]:
        """The whole truth for decks that are being looked at; the others are marked."""
        if self._is_settings(changed) and not self._read_settings():
            shown = [self._kept[deck] for deck in looked_at if deck in self._kept]
            return [self._with_troubles(kept, kept.own_troubles) for kept in shown]
        if self._is_theme(changed):
            self._bench.forget_themes()
        if any(path.endswith(MANIFEST_SUFFIXES) for path in changed):
            self._bench.builder.loader.forget(changed)
            self._find_decks()
        self._bench.builder.loader.forget(changed)
        updates = []
        for deck, kept in list(self._kept.items()):
            if self._concerns(kept, changed):
                kept.stale, kept.entry = True, None
            if kept.stale and deck in looked_at:
                updates.append(self._whole(kept))
        return [update for update in updates if not update.is_empty]

    def _concerns(self, kept: Kept, changed: Collection[str]) -> bool:
        preview = kept.preview
        if preview.path in changed or not preview.inputs.isdisjoint(changed):
            return True
        return self._is_settings(changed) or self._is_theme(changed)

    def _is_settings(self, changed: Collection[str]) -> bool:
        own = {"slidegen.toml"} | ({self.show.loaded.path.name} if self.show.loaded.path else set())
        return not own.isdisjoint(changed)

    def _is_theme(self, changed: Collection[str]) -> bool:
        folders = self.watched_folders()
        paths = [self.workspace.root / path for path in changed]
        return any(path.is_relative_to(folder) for path in paths for folder in folders)

    def _read_settings(self) -> bool:
        """Take the settings over; when they cannot be followed, the last good ones stay."""
        try:
            loaded = load_settings(self.show.loaded.root, self.show.environ)
        except (SlidegenError, OSError) as error:
            self._about_settings = (trouble_of_error(error),)
            return False
        wrong = [finding for finding in loaded.findings if finding.rule.severity is Severity.ERROR]
        self._about_settings = troubles_of(wrong, lambda path: self.texts.read(path).source)
        if wrong:
            return False
        loaded = replace(loaded, heeds_ignores=self.show.loaded.heeds_ignores)
        self.show = replace(self.show, loaded=loaded)
        self._set_up()
        for kept in self._kept.values():
            kept.stale, kept.entry = True, None
        return True

    # ---- one deck
    def _show_slides(self, kept: Kept, seen: Glimpse) -> Update:
        """Those slides as they are now, in the page of each who looks."""
        assert kept.preview.built is not None
        page, cutters = kept.preview.built.page, self._bench.cutters
        patch = self._patch(seen, page, cutters.glance)
        audience = Patch()
        if self.show.shared:
            audience = self._patch(seen.for_audience(), page_for_audience(page), cutters.audience_glance)
        with self._lock:
            kept.show(patch, audience)
        return Update(kept.preview.name, patch, audience, edited=patch.edited[0] if patch.edited else "")

    def _patch(self, seen: Glimpse, page: Page, cutter: PageCutter) -> Patch:
        _, environment = self._bench.glancer.themes.get(page.theme)
        slides = tuple(cutter.markup(page, (*seen.changed, *seen.new), environment))
        changed, new = slides[: len(seen.changed)], slides[len(seen.changed) :]
        splices = (Splice(seen.after, seen.gone, new),) if new or seen.gone else ()
        return Patch(splices, changed)

    def _whole(self, kept: Kept) -> Update:
        preview = kept.preview
        with self._lock:
            preview.glanced_before, preview.glanced = preview.glanced, Glanced()
            kept.stale = False
        try:
            outcome = build_whole(preview, self._bench.builder, self._bench.cutters.whole)
            audience = self._audience_of(outcome.built) if outcome.built and self.show.shared else None
        except (SlidegenError, OSError) as error:
            return replace(self._with_troubles(kept, self._troubles_of(error)), blocked=True)
        preview.inputs = outcome.inputs | preview.inputs if outcome.built is None else outcome.inputs
        preview.findings = outcome.findings
        sources = self.texts.known({finding.path for finding in outcome.findings})
        troubles = troubles_of(outcome.findings, sources.get)
        update = self._with_troubles(kept, troubles)
        if outcome.built is None:
            return replace(update, blocked=True)
        return self._swap(kept, outcome.built, audience, update)

    def _troubles_of(self, error: Exception) -> tuple[Trouble, ...]:
        """What stopped a whole build; for a template's mistake, with the lines around it."""
        if not isinstance(error, TemplateError):
            return (trouble_of_error(error),)
        finding = error.finding(self.workspace)
        return troubles_of((finding,), lambda path: self.texts.read(path).source)

    def _swap(self, kept: Kept, built: Built, audience: Snapshot | None, update: Update) -> Update:
        """Put the new page in its place; the update with the patches that lead there."""
        with self._lock:
            if audience is not None:
                audience = kept.preview.glanced.on_audience(audience)
            kept.preview.built = built
            new = kept.preview.glanced.on(built.snapshot)
            patch = difference(kept.page, new) if kept.page else Patch(reload=True)
            for_audience = difference(kept.audience, audience) if kept.audience and audience else Patch()
            kept.page, kept.audience = new, audience
        settle(kept.preview)
        edited = patch.edited[0] if patch.edited else ""
        return replace(update, patch=patch, audience=for_audience, edited=edited)

    def _audience_of(self, built: Built) -> Snapshot:
        _, environment = self._bench.builder.themes.get(built.page.theme)
        return self._bench.cutters.audience.snapshot(page_for_audience(built.page), environment)

    def _with_troubles(self, kept: Kept, troubles: tuple[Trouble, ...]) -> Update:
        kept.own_troubles = troubles
        troubles = (*self._about_settings, *troubles)
        changed = troubles != kept.troubles
        kept.troubles = troubles
        told = troubles if changed else None
        return Update(kept.preview.name, troubles=told, blocked=bool(self._about_settings))

    def _entry(self, kept: Kept) -> DeckEntry:
        if kept.preview.built and not kept.stale:
            return kept.preview.built.entry
        if kept.entry is None:
            kept.entry, inputs = entry_of(kept.preview.path, kept.preview.name, self._bench.builder)
            kept.preview.inputs |= frozenset(inputs)
        return kept.entry
