"""The decks of a workshop, made one after the other or side by side.

Knows what decks share: files, slides already rendered, themes, fonts. Must not know what is fresh, nor write
to the output folder.
"""

import string
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from slidegen import __version__, kept_answers
from slidegen.assembly import ids
from slidegen.assembly.cache_of import cache_of
from slidegen.assembly.deck_builder import BuiltDeck, DeckBuilder, PageOptions, ThemeShelf
from slidegen.assembly.drafted_together import draft_together
from slidegen.assembly.evidence import Evidence
from slidegen.assembly.git import last_change, source_pattern
from slidegen.assembly.handed_on import HandedOn
from slidegen.assembly.loader import DeckSources, LoadedDeck, Loader
from slidegen.assembly.made import Made, MadeIndex
from slidegen.assembly.output import OutputFile
from slidegen.assembly.record import Stamp, stamp_below
from slidegen.assembly.request import BuildRequest
from slidegen.assembly.stages import Stages
from slidegen.assembly.standing_pages import AsLeft, StandingPages
from slidegen.assembly.workers import (
    dealt,
    dealt_by_pieces,
    gathered,
    processes_of_this_machine,
    together,
)
from slidegen.cache import Cache, write_atomically
from slidegen.deck.model import Slide
from slidegen.errors import MachineError
from slidegen.finding import Finding, Severity
from slidegen.lazy_module import lazy_module
from slidegen.render.assets import Bundle, bundle
from slidegen.render.brand import is_colour
from slidegen.render.content_security import HEADERS_FILE, headers_file
from slidegen.render.deck_entry import DeckEntry
from slidegen.render.environment import TemplateError
from slidegen.render.html import SlideHtml, SlideRenderer
from slidegen.render.page import IndexPage, render_index
from slidegen.render.theme import Theme, ThemeError
from slidegen.render.views import Forge
from slidegen.source.content import check_page
from slidegen.source.direction import direction_of
from slidegen.source.manifest import Manifest, RemarkOptions
from slidegen.source.settings import LoadedSettings
from slidegen.source.theme_folders import check_theme
from slidegen.source.workspace import Workspace
from slidegen.text.marks import marks_of

if TYPE_CHECKING:
    from slidegen.script import steps
else:  # of a few slides that changed one process makes all
    steps = lazy_module("slidegen.script.steps")

DECKS_AT_ONCE = 8  #: for each process
SLIDES_A_PROCESS = 150  #: for fewer it is not worth to make a copy of this one, and to read what it made

Task = tuple[Slide, RemarkOptions]
Work = Callable[[], SlideHtml | None]


def make_decks(
    loaded: LoadedSettings,
    request: BuildRequest,
    environ: Mapping[str, str],
    cache: Cache,
    paths: list[str],
    stages: Stages | None = None,
    as_left: AsLeft = lambda _: None,
) -> Iterator[Made]:
    """Make the decks of the manifests `paths`, in that order, by as many processes as `jobs` says.

    `as_left` gives the digest of a page that is as the last build left it.
    """
    stages = stages or Stages()
    with stages.stage("read decks"):
        workshop = Workshop(loaded, request, environ, cache)
    workshop.builder.stages = stages
    workshop.builder.pages = StandingPages(cache, request.out.resolve(), as_left)
    jobs = request.jobs or processes_of_this_machine()
    for batch in _batches(paths, jobs):
        yield from workshop.made_together(batch, jobs) if jobs > 1 else map(workshop.make, batch)
    with stages.stage("write files"):
        workshop.handed_on.keep(workshop.renderer.used)


def same_page(loaded: LoadedSettings, path: str, other: str) -> tuple[Finding, ...]:
    """What is said of the deck `path`, whose page that of `other` has."""
    loader = Loader(DeckSources(Workspace.at(loaded.root), loaded.settings))
    mine, theirs = (loader.manifest(each).manifest for each in (path, other))
    return tuple(check_page(mine, [theirs])) if mine and theirs else ()


def _batches(paths: list[str], jobs: int) -> Iterator[list[str]]:
    """So many decks at a time as are in memory at once; one process makes one after the other."""
    size = jobs * DECKS_AT_ONCE
    return (paths[start : start + size] for start in range(0, len(paths), size))


class Workshop:
    """Makes decks of one project."""

    def __init__(
        self, loaded: LoadedSettings, request: BuildRequest, environ: Mapping[str, str], cache: Cache
    ) -> None:
        workspace = Workspace.at(loaded.root)
        self.project = DeckSources(workspace, loaded.settings, environ)
        self.record_ids = request.record_ids
        self.theme = request.theme
        self.settings_path = [] if loaded.path is None else [str(loaded.path)]
        self.cache = cache
        self.handed_on = HandedOn(cache)
        self.renderer = SlideRenderer(known=self.handed_on.slides)
        pattern = loaded.settings.source_url or source_pattern(workspace.root)
        options = PageOptions(request.theme, request.standalone, Forge(pattern), _evidence(request))
        self.report_path = [str(request.run_report.resolve())] if request.run_report else []
        self.builder = DeckBuilder(Loader(self.project), self.renderer, cache.remember, options)
        self._stamps: dict[str, Stamp] = {}
        self._ahead: dict[str, LoadedDeck] = {}  #: decks that are read already

    def made_together(self, paths: list[str], jobs: int) -> Iterator[Made]:
        """The decks, by several processes where slides are many: first slides are dealt out, then decks."""
        with self.builder.stages.stage("render slides"):
            tasks = self._read_ahead(paths, jobs)
            jobs = min(jobs, 1 + sum(map(_size, self._ahead.values())) // SLIDES_A_PROCESS)
            work: list[Work] = [partial(self.builder.slide, *task) for task in tasks.values()]
            work += self._unread_sections()
            shares = []
            for slides, news in together(dealt(work, jobs), partial(_done_share, kept_answers.mark())):
                kept_answers.take(news)
                shares.append(slides)
            slides_by_key = zip(tasks, gathered(shares, len(tasks)), strict=True)
            for key, html in slides_by_key:
                if html:
                    self.renderer.take(key, html)
        by_files = {path: _files_of(self._ahead.get(path)) for path in paths}
        made: dict[str, Made] = {}
        make_share = partial(self._make_share, kept_answers.mark())
        for decks, news in together(dealt_by_pieces(by_files, jobs), make_share):
            kept_answers.take(news)
            made |= decks
        self._ahead.clear()
        return (made[path] for path in paths)

    def _read_ahead(self, paths: list[str], jobs: int) -> dict[str, Task]:
        """Read all these decks; returns those of their slides that nobody has rendered, by their keys."""
        tasks: dict[str, Task] = {}
        with self.builder.stages.stage("read decks"):
            loader = self.builder.loader
            read = {path: loader.manifest(path).manifest for path in paths}
            whole = {path: each for path, each in read.items() if each is not None and each.is_whole}
            draft_together(loader, whole.values(), jobs)
            for path, manifest in whole.items():
                deck = self._ahead[path] = self.builder.load(manifest)
                unknown = self.renderer.unknown(deck.deck.slides, manifest.remark)
                tasks |= {key: (slide, manifest.remark) for key, slide in unknown}
        return tasks

    def _unread_sections(self) -> list[Work]:
        """What finds out the steps of sections, for the scripts of all decks: it is among the news."""
        asking = (deck for deck in self._ahead.values() if deck.manifest.scripts)
        decks = () if self.builder.options.standalone else asking
        asked = dict.fromkeys(
            each
            for deck in decks
            for each in steps.unread_sections(
                deck.deck, dict(deck.manifest.vars), marks_of(deck.manifest.remark)
            )
        )
        return [partial(steps.read_section, *each) for each in asked]

    def _make_share(
        self, since: kept_answers.Marks, paths: Sequence[str]
    ) -> tuple[dict[str, Made], kept_answers.News]:
        return {path: self.make(path) for path in paths}, kept_answers.news(since)

    def make(self, path: str) -> Made:
        read = self.builder.loader.manifest(path)
        if read.manifest is None:
            is_failed = any(finding.rule.severity is not Severity.INFO for finding in read.findings)
            return Made(path, read.findings, is_no_manifest=not is_failed)
        if not read.manifest.is_whole:
            return Made(path, read.findings)
        unknown = () if self.theme else tuple(check_theme(self.project.workspace.root, read.manifest))
        if unknown:
            return Made(path, (*read.findings, *unknown))
        return self._make_loaded(path, read.findings, self._loaded(path, read.manifest))

    def _loaded(self, path: str, manifest: Manifest) -> LoadedDeck:
        return self._ahead.get(path) or self.builder.stages.take(
            "read decks", lambda: self.builder.load(manifest)
        )

    def _make_loaded(self, path: str, said: tuple[Finding, ...], loaded: LoadedDeck) -> Made:
        """The deck's page, as far as what it consists of can be built; `said` was found in its manifest."""
        if loaded.is_stopped:
            return Made(path, tuple(dict.fromkeys((*said, *loaded.findings))))
        try:
            built = self.builder.build(loaded)
        except (TemplateError, ThemeError) as error:
            wrong = error.finding(self.project.workspace)
            return Made(path, tuple(dict.fromkeys((*said, *loaded.findings, wrong))))
        findings = tuple(dict.fromkeys((*said, *built.findings)))
        if not built.loaded.complete:
            return Made(path, findings)
        if self.record_ids:
            self._record_ids(built)
        return self._made(path, findings, built)

    def _made(self, path: str, findings: tuple[Finding, ...], built: BuiltDeck) -> Made:
        root = self.project.workspace.root
        entry = replace(built.entry, changed=last_change(root, built.loaded.inputs))
        theme_files = self.builder.themes.files(built.page.theme)
        inputs = [*built.inputs, *theme_files, *self.settings_path, *self.report_path]
        stamps = {each: self._stamp(each) for each in inputs}
        return Made(path, findings, entry, built.outputs, built.copies, stamps)

    def _stamp(self, path: str) -> Stamp:
        """Of when the file was first used: the decks that share it share what was read then."""
        if path not in self._stamps:
            self._stamps[path] = stamp_below(self.project.workspace.root, path)
        return self._stamps[path]

    def _record_ids(self, built: BuiltDeck) -> None:
        """Write the record of ids beside the manifest. Raises MachineError."""
        before = self.builder.recorded_ids(built.loaded)
        record = ids.renewed(before, ids.recorded_slides(built.loaded.deck))
        path = self.project.workspace.root / ids.record_path(built.loaded.manifest.path)
        try:
            write_atomically(path, ids.record_bytes(record))
        except OSError as error:
            raise MachineError(f"{path}: {error.strerror or error}", hint="check the permissions") from error


def _done_share(
    since: kept_answers.Marks, work: Sequence[Work]
) -> tuple[list[SlideHtml | None], kept_answers.News]:
    return [each() for each in work], kept_answers.news(since)


def _size(loaded: LoadedDeck) -> int:
    return sum(len(section.slides) for section in loaded.deck.sections)


def _files_of(loaded: LoadedDeck | None) -> Mapping[str, int]:
    """How many slides of which files the deck has."""
    return Counter(slide.span.path for slide in loaded.deck.slides) if loaded else {}


def _evidence(request: BuildRequest) -> Evidence | None:
    if request.run_report is None:
        return None
    return Evidence.read(request.run_report)


def make_index(
    loaded: LoadedSettings, request: BuildRequest, entries: Iterable[Mapping[str, Any]], name: str | None
) -> MadeIndex:
    """The list of decks as the page `name`, and its assets; nothing when there is to be none."""
    if name is None:
        return MadeIndex()
    project = DeckSources(Workspace.at(loaded.root), loaded.settings)
    words = Loader(project).phrases(loaded.settings.lang).phrases
    theme_name = request.theme or loaded.settings.theme
    shelf = ThemeShelf(project)
    try:
        theme, environment = shelf.get(theme_name)
        known = (deck for entry in entries if (deck := _entry_of(entry)))
        decks = tuple(sorted(known, key=lambda deck: (deck.title, deck.url)))
        assets = _index_assets(theme, decks, loaded, request, words)
        page = IndexPage(
            title=words["decks"],
            decks=decks,
            assets=assets.page,
            lang=loaded.settings.lang,
            words=words,
            direction=direction_of(loaded.settings.lang),
            theme=theme_name,
            generator=f"slidegen {__version__}",
        )
        html = render_index(page, environment)
    except (TemplateError, ThemeError) as error:
        return MadeIndex(findings=(error.finding(project.workspace),))
    files = tuple(OutputFile(asset.path, asset.data) for asset in assets.files)
    if loaded.settings.content_security in ("headers", "both"):
        files = (*files, OutputFile(HEADERS_FILE, headers_file((shelf.texts(theme_name).boot,))))
    return MadeIndex((*files, OutputFile(name, html.encode())))


def _index_assets(
    theme: Theme,
    decks: Iterable[DeckEntry],
    loaded: LoadedSettings,
    request: BuildRequest,
    words: Mapping[str, str],
) -> Bundle:
    letters = set(string.printable.strip()).union(
        *words.values(), *(f"{d.title}{d.description}{d.author}{''.join(d.cover)}" for d in decks)
    )
    return bundle(
        theme,
        characters="".join(sorted(letters)) if loaded.settings.fonts else "",
        canvas=None,
        cards={deck.url: deck.accent for deck in decks if is_colour(deck.accent)},
        standalone=request.standalone,
        remember=cache_of(loaded.root).remember,
    )


def _entry_of(data: Mapping[str, Any]) -> DeckEntry | None:
    """A deck's line as the record has it; another version may have written it otherwise."""
    names = {each.name for each in fields(DeckEntry)}
    try:
        return DeckEntry(**{name: value for name, value in data.items() if name in names})
    except TypeError:
        return None
