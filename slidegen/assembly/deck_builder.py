"""A loaded deck as files: its page, its assets, its scripts, and the local files that its slides refer to.

Knows which files a deck becomes and what is in them. Must not know whether they are on a disk already.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from jinja2 import Environment

from slidegen.assembly import ids
from slidegen.assembly.casts import Casts
from slidegen.assembly.diagrams import Diagrams
from slidegen.assembly.evidence import Evidence
from slidegen.assembly.file_places import FilePlaces, with_places
from slidegen.assembly.ids import IdRecord
from slidegen.assembly.index_entry import deck_entry, titles_script
from slidegen.assembly.kept_scripts import are_asked_for, kept_scripts
from slidegen.assembly.kept_templates import kept_templates
from slidegen.assembly.loader import DeckSources, LoadedDeck, Loader
from slidegen.assembly.local_files import in_project, is_served, local_files
from slidegen.assembly.look_findings import (
    brand_findings,
    formula_findings,
    language_findings,
    minutes_findings,
    theme_findings,
)
from slidegen.assembly.missing_pictures import missing_pictures
from slidegen.assembly.output import Copy, Foreseen, OutputFile
from slidegen.assembly.page_facts import characters_of
from slidegen.assembly.page_of_deck import page_of
from slidegen.assembly.stages import Stages
from slidegen.assembly.standalone import inlined
from slidegen.assembly.standing_pages import StandingPages
from slidegen.deck.class_names import class_findings
from slidegen.deck.macro import Macros
from slidegen.deck.macro_template import (
    MacroTemplate,
    make_macros,
    settings_place,
    syntax_finding,
    templates_of,
)
from slidegen.deck.model import Deck, Slide
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.render.assets import Bundle, ThemeTexts, bundle, theme_texts
from slidegen.render.content_security import policy
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.environment import make_environment
from slidegen.render.holes import Fillers
from slidegen.render.html import SlideHtml, SlideRenderer, rendered
from slidegen.render.page import USUAL_RATIO, Page, PartView, SlideView, canvas_of, render_page
from slidegen.render.pieces import page_pieces
from slidegen.render.references import local_references
from slidegen.render.theme import Theme, find_theme
from slidegen.render.views import NO_FORGE, Forge, deck_views, density_on
from slidegen.set_aside import Kept
from slidegen.source.file import SourceFile
from slidegen.source.folders import is_hidden
from slidegen.source.manifest import Manifest, RemarkOptions
from slidegen.source.theme_folders import project_themes
from slidegen.text.marks import marks_of
from slidegen.text.named_classes import classes_named

Remember = Callable[[str, Callable[[], bytes]], bytes]


@dataclass(frozen=True, slots=True)
class BuiltDeck:
    """Everything that a deck becomes."""

    loaded: LoadedDeck
    page: Page
    entry: DeckEntry
    outputs: tuple[OutputFile, ...]
    copies: tuple[Copy, ...]
    inputs: tuple[str, ...]  #: files of the project that it depends on, there or not
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class PageOptions:
    theme: str | None = None  #: instead of the manifest's
    standalone: bool = False
    address: Forge = NO_FORGE
    evidence: Evidence | None = None  #: of the last run of the exercises


class ThemeShelf:
    """Themes by name, each found and set up once."""

    def __init__(self, project: DeckSources) -> None:
        self._place = project.workspace.root / "themes"
        # In slidegen's own checkout the shipped themes are the project's: no theme lies over itself.
        self._folder = project_themes(project.workspace.root)
        self._known: dict[str, tuple[Theme, Environment]] = {}
        self._texts: dict[str, ThemeTexts] = {}
        self._files: dict[str, tuple[str, ...]] = {}

    def get(self, name: str) -> tuple[Theme, Environment]:
        if name not in self._known:
            theme = find_theme(name, self._folder)
            self._known[name] = (theme, make_environment(theme, kept_templates()))
        return self._known[name]

    def texts(self, name: str) -> ThemeTexts:
        """The theme's styles and scripts."""
        if name not in self._texts:
            self._texts[name] = theme_texts(self.get(name)[0])
        return self._texts[name]

    def files(self, name: str) -> tuple[str, ...]:
        """Every file of the theme, templates too, and where a project may put more: what decks depend on."""
        if name not in self._files:
            theme = self.get(name)[0]
            places = (self._place, *(self._place / layer.name for layer in theme.layers))
            paths = (path for folder in theme.folders for path in sorted(folder.rglob("*")))
            self._files[name] = (*(str(path) for path in paths if path.is_file()), *map(str, places))
        return self._files[name]


class DeckBuilder:
    """Makes decks; what they share is made once."""

    def __init__(
        self,
        loader: Loader,
        renderer: SlideRenderer,
        remember: Remember,
        options: PageOptions | None = None,
    ) -> None:
        self.loader = loader
        self.renderer = renderer
        self.remember = remember
        self.options = options or PageOptions()
        self.stages = Stages()
        self.pages = StandingPages()
        self.themes = ThemeShelf(loader.project)
        self.diagrams = Diagrams(remember)
        self.casts = Casts(loader, remember)
        self.places = FilePlaces(loader.project.settings.content, partial(is_served, exists=loader.exists))
        self._known_copies: dict[tuple[str, str], Copy | None] = {}  #: decks share pictures

    def load(self, manifest: Manifest) -> LoadedDeck:
        return self.loader.deck(manifest, self._macros(manifest))

    def build(self, loaded: LoadedDeck) -> BuiltDeck:
        """All that the deck becomes. Raises UsageError for a theme that does not exist."""
        manifest = loaded.manifest
        page, assets = self.page(loaded)
        files = self.files_of(page, manifest.folder)
        scripts = self._scripts(loaded, files)
        if scripts:
            page = replace(page, script_url=scripts[0].path, zip_url=scripts[-1].path)
        copies = () if self.options.standalone else self.copies(manifest.folder, files)
        data = self.stages.take("make pages", lambda: self._page_data(page, manifest.folder))
        assets_of_page = (OutputFile(a.path, a.data) for a in assets.files)
        titles = () if self.options.standalone else (titles_script(page),)
        outputs = (*assets_of_page, *titles, *scripts, OutputFile(f"{page.name}.html", data))
        record = ids.record_path(manifest.path)
        inputs = tuple(
            dict.fromkeys([*loaded.inputs, record, *(in_project(manifest.folder, file) for file in files)])
        )
        entry = deck_entry(loaded.deck, page, manifest, "".join(file.path for file in titles))
        shown = tuple(zip(loaded.deck.slides, (view.references for view in page.slides), strict=True))
        findings = (
            *loaded.findings,
            *missing_pictures(self.loader, loaded, shown),
            *self.casts.findings(loaded, shown),
            *self.diagrams.findings(loaded.deck, self._source),
            *self.look(loaded),
        )
        return BuiltDeck(loaded, page, entry, outputs, copies, inputs, findings)

    def look(self, loaded: LoadedDeck) -> Iterator[Finding]:
        """What of the deck's looks has no effect. Raises UsageError for a theme that does not exist."""
        manifest = loaded.manifest
        missing = self.themes.texts(self.theme_of(manifest)).missing
        yield from theme_findings(missing, self.loader.project.workspace.name)
        yield from brand_findings(manifest, self._logo(manifest))
        yield from minutes_findings(loaded)
        yield from language_findings(manifest)
        own = (each for each in self._templates(manifest) if f"macros.{each.name}" in dict(manifest.spans))
        yield from filter(None, map(syntax_finding, own))  # also of those that nobody calls
        yield from class_findings(manifest, partial(self._classes, loaded))
        yield from formula_findings(loaded, self._source)

    def _classes(self, loaded: LoadedDeck) -> frozenset[str]:
        texts = self.loader.texts.known(loaded.inputs).values()
        return frozenset().union(*(classes_named(each.text) for each in texts))

    def theme_of(self, manifest: Manifest) -> str:
        return self.options.theme or manifest.theme or "default"

    def _source(self, path: str) -> SourceFile | None:
        return self.loader.read(path).source

    def _page_data(self, page: Page, folder: str) -> Kept | Foreseen:
        _, environment = self.themes.get(page.theme)
        if not self.options.standalone:
            return self.pages.page(f"{page.name}.html", partial(page_pieces, page, environment))
        html = self.themes.texts(page.theme).with_data(render_page(page, environment))
        return inlined(html, self.loader.project.workspace, folder).encode()

    def slide(self, slide: Slide, options: RemarkOptions) -> SlideHtml:
        """The slide as HTML; how large it is set is found out with it, for all decks that show it."""
        density_on(slide, self._source, canvas_of(options.ratio or USUAL_RATIO)[0])
        return rendered(slide, options)

    def page(self, loaded: LoadedDeck) -> tuple[Page, Bundle]:
        """The page as templates see it, and the assets that it needs."""
        slides, parts = self._views(loaded)
        page = page_of(
            loaded,
            slides,
            parts,
            theme=self.theme_of(loaded.manifest),
            redirects=self._redirects(loaded),
            standalone=self.options.standalone,
        )
        theme, _ = self.themes.get(page.theme)
        assets = bundle(
            theme,
            self.themes.texts(page.theme),
            characters=characters_of(page) if self.loader.project.settings.fonts else "",
            canvas=page.canvas,
            standalone=self.options.standalone,
            remember=self.remember,
            brand=dict(loaded.manifest.brand),
            logo=self._logo(loaded.manifest),
            words=self._spoken(page),
        )
        policy = self._policy(loaded.manifest, assets)
        return replace(page, assets=assets.page, content_security=policy), assets

    def _views(self, loaded: LoadedDeck) -> tuple[tuple[SlideView, ...], tuple[PartView, ...]]:
        """The slides with all that they show, and the parts of the deck."""
        manifest = loaded.manifest
        slides, parts = self.stages.take("render slides", lambda: self._rendered(loaded))
        fillers: Fillers = {
            "diagram": self.diagrams.figures(slides),
            "cast": self.casts.players(manifest.folder),
        }
        slides = tuple(slide.filled(fillers) for slide in slides)
        if not self.options.standalone:
            folder, places = manifest.folder, self.places
            slides = tuple(with_places(each, folder, places) if each.references else each for each in slides)
        if self.options.evidence is not None:
            slides = stamped(loaded.deck, slides, self.options.evidence, loaded.words["last-run"])
        return slides, parts

    def _rendered(self, loaded: LoadedDeck) -> tuple[tuple[SlideView, ...], tuple[PartView, ...]]:
        manifest = loaded.manifest
        return deck_views(
            loaded.deck,
            self.renderer,
            manifest.remark,
            self.options.address,
            dict(manifest.minutes),
            self._source,
            canvas_of(manifest.remark.ratio or USUAL_RATIO)[0],
            loaded.words,
        )

    def _spoken(self, page: Page) -> Mapping[str, Mapping[str, str]]:
        """The phrases of the languages that the page and its slides are in."""
        others = {slide.lang for slide in page.slides if slide.lang} - {page.lang}
        return {page.lang: page.words, **{lang: self.loader.phrases(lang).phrases for lang in sorted(others)}}

    def _policy(self, manifest: Manifest, assets: Bundle) -> str:
        """The policy that the page is to carry, if any; what stands in the page is named in it."""
        if self.loader.project.settings.content_security not in ("meta", "both"):
            return ""
        style = inlined(assets.page.inline_style, self.loader.project.workspace, manifest.folder)
        return policy((assets.page.inline_boot, assets.page.inline_script), (style,))

    def recorded_ids(self, loaded: LoadedDeck) -> IdRecord:
        """The deck's record of ids, beside its manifest; an empty one when nobody asked for it yet."""
        path = ids.record_path(loaded.manifest.path)
        source = self.loader.read(path).source if self.loader.exists(path) else None
        return ids.read_ids(source.text) if source else IdRecord()

    def _redirects(self, loaded: LoadedDeck) -> dict[str, str]:
        record = self.recorded_ids(loaded)
        return ids.redirects_of(record, ids.recorded_slides(loaded.deck)) if record.slides else {}

    def _scripts(self, loaded: LoadedDeck, files: Iterable[str]) -> tuple[OutputFile, ...]:
        """The exercises as shell scripts, and their zip, where somebody asks for them."""
        if self.options.standalone or not are_asked_for(loaded.manifest, files):
            return ()
        with self.stages.stage("make scripts"):
            return kept_scripts(loaded.deck, dict(loaded.manifest.vars), marks_of(loaded.manifest.remark))

    def _macros(self, manifest: Manifest) -> Macros:
        return make_macros(self._templates(manifest), manifest.folder, self._file)

    def _templates(self, manifest: Manifest) -> Iterator[MacroTemplate]:
        root = self.loader.project.workspace.root
        return templates_of(manifest.macros, manifest, partial(settings_place, root), self._file)

    def _file(self, path: str) -> SourceFile | None:
        return self.loader.read(path).source if self.loader.exists(path) else None

    def _logo(self, manifest: Manifest) -> Path | None:
        """The picture of the brand, from the project's root, or from beside the manifest."""
        name = dict(manifest.brand).get("logo", "")
        places = (name, posixpath.join(manifest.folder, name)) if name else ()
        found = next((each for each in places if self.loader.exists(each)), None)
        return self.loader.project.workspace.locate(found) if found else None

    def files_of(self, page: Page, folder: str) -> tuple[str, ...]:
        """The files that the page needs beside it, as a deck in `folder` calls them, whether there or not."""
        return local_files(folder, local_references(page), self.loader.exists, self._source)

    def copies(self, folder: str, files: Iterable[str]) -> tuple[Copy, ...]:
        """Those of these files that are there, at their places; none from beyond the project."""
        return tuple(filter(None, (self._copy(folder, file) for file in files)))

    def _copy(self, folder: str, target: str) -> Copy | None:
        key = (folder, target)
        if key not in self._known_copies:
            source = posixpath.normpath(posixpath.join(folder, target))
            located = self.loader.project.workspace.locate(source)
            is_there = self.loader.exists(source)
            place = self.places.place(folder, target)
            self._known_copies[key] = (
                Copy(place, located) if located and is_there and not is_hidden(place) else None
            )
        return self._known_copies[key]


def stamped(
    deck: Deck, slides: tuple[SlideView, ...], evidence: Evidence, word: str
) -> tuple[SlideView, ...]:
    """The slides with the verdicts of the last run on their exercises, and what it printed."""
    pairs = zip(deck.slides, slides, strict=True)
    return tuple(replace(view, body=evidence.stamped(slide, view.body, word)) for slide, view in pairs)
