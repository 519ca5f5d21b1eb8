"""A project's decks, read: manifests and the files that they list, each once.

Knows which files make a deck. Must not know HTML, nor where anything is written.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace

from slidegen.budget import Budget, place_of_too_much
from slidegen.deck import rules
from slidegen.deck.deck_texts import DeckTexts
from slidegen.deck.drafting import DeckReader, ListedText
from slidegen.deck.macro import Macros
from slidegen.deck.model import Deck
from slidegen.deck.parser import compose_deck
from slidegen.deck.section_pictures import check_pictures, list_of, pictures_in
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source import yaml
from slidegen.source.content import check_fragments, fragments_in_output
from slidegen.source.file import SourceFile
from slidegen.source.include import Composition, compose, may_include
from slidegen.source.inline_slides import compose_inline
from slidegen.source.likely import is_markdown
from slidegen.source.manifest import FragmentEntry, InlineEntry, Manifest, ManifestReading
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.out_folder import out_prefix
from slidegen.source.phrases import (
    ENGLISH,
    FOLDER,
    OwnPhrases,
    is_spoken,
    phrases_of,
    read_phrases,
    tags_of,
)
from slidegen.source.rules import OVER_BUDGET, UNSPOKEN_LANGUAGE
from slidegen.source.settings import Settings
from slidegen.source.single_deck import read_single_deck
from slidegen.source.texts import Texts
from slidegen.source.workspace import FileReading, Workspace
from slidegen.text.front_matter import read_front_matter


@dataclass(frozen=True, slots=True)
class DeckSources:
    """Where decks are made from, and how."""

    workspace: Workspace
    settings: Settings = field(default_factory=Settings)
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoadedDeck:
    """A deck, and all that it was made of."""

    manifest: Manifest
    deck: Deck
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]  #: every file that was read or looked for
    complete: bool  #: False when a fragment could not be read
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)  #: the phrases of its language
    interstitials: tuple[str, ...] = ()  #: the addresses of the pictures that sections are given

    @property
    def is_stopped(self) -> bool:
        """Whether something was found that no page is made of."""
        return any(finding.rule in rules.STOPPING for finding in self.findings)

    @property
    def is_cut(self) -> bool:
        """Whether a budget stopped it: its texts are not what they should be."""
        return any(finding.rule is OVER_BUDGET for finding in self.findings)


class Loader:
    """Reads decks; files and fragments are shared between them, and with those who have the same `texts`.

    `forget` what changed, and load again.
    """

    def __init__(
        self, project: DeckSources, texts: Texts | None = None, reader: DeckReader | None = None
    ) -> None:
        self.project = project
        self.texts = texts or Texts(project.workspace)
        self.reader = reader or DeckReader()
        self._compositions: dict[tuple[str, str], Composition] = {}
        self._there: dict[str, bool] = {}
        self._out = out_prefix(project.workspace.root, project.settings.out)

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what follows from these files, and ask anew which there are; texts forget by themselves."""
        self._there.clear()
        gone = set(paths)
        self._compositions = {
            key: known for key, known in self._compositions.items() if gone.isdisjoint(known.files)
        }

    def read(self, path: str) -> FileReading:
        return self.texts.read(path)

    @contextmanager
    def with_texts(self, instead: Mapping[str, SourceFile]) -> Iterator[None]:
        """Read these texts, which are not, or no longer, on the disk."""
        own = self.texts
        self.texts = own.with_texts(instead)
        try:
            yield
        finally:
            self.texts = own

    def exists(self, path: str) -> bool:
        """Whether the file is there; decks share most of theirs."""
        if path not in self._there:
            self._there[path] = self.project.workspace.exists(path)
        return self._there[path]

    def why_hollow(self, path: str) -> tuple[str, str] | None:
        """What is wrong with a file that is there and holds nothing, and what to do."""
        return self.project.workspace.why_hollow(path)

    def manifest(self, path: str) -> ManifestReading:
        """What the file says about a deck; a Markdown file is a deck of its own."""
        reading = self.read(path)
        if reading.source is None:
            return ManifestReading(None, reading.findings)
        if is_markdown(path):
            return self._single(reading.source, reading.findings)
        read = read_manifest(reading.source, self.project.environ)
        manifest = None if read.manifest is None else self._settled(read.manifest)
        return ManifestReading(manifest, (*reading.findings, *read.findings))

    def _single(self, source: SourceFile, findings: tuple[Finding, ...]) -> ManifestReading:
        """A Markdown file as a deck, by its front matter."""
        front = read_front_matter(source)
        if front is not None and front.problem is not None:
            findings = (*findings, yaml.problem_finding(source, front.problem))
        read = read_single_deck(source, front.root if front else None)
        assert read.manifest is not None
        return ManifestReading(self._settled(read.manifest), (*findings, *read.findings))

    def deck(self, manifest: Manifest, macros: Macros) -> LoadedDeck:
        """The deck of a manifest, whole as far as its files can be read."""
        findings: list[Finding] = []
        if not all(self.exists(entry.path) for entry in manifest.fragments):
            findings += check_fragments(self.project.workspace, manifest)
        findings += fragments_in_output(manifest, self._out)
        files = {manifest.path: None}
        listed = self._texts(manifest, findings, files)
        budget = _budget_of(manifest, listed)
        beyond = _too_large(manifest, listed) or _listed_too_often(manifest, listed, budget)
        if beyond is not None:
            findings.append(beyond)
            listed = {}  # it is not even begun
        spoken = self._phrases(manifest, files)
        findings += spoken.findings
        pictures = self._pictures(manifest, findings, files)
        texts = DeckTexts(listed, pictures, macros, budget, spoken.phrases)
        deck = compose_deck(manifest, texts, self.reader)
        findings += deck.findings
        complete = len(listed) == len(set(manifest.entries))
        told, inputs = tuple(dict.fromkeys(findings)), tuple(files)
        return LoadedDeck(manifest, deck, told, inputs, complete, spoken.phrases, pictures)

    def texts_of(self, manifest: Manifest) -> Iterable[ListedText]:
        """What the deck will be made of, unless that is more than it may be; `deck` tells what is wrong."""
        listed = self._texts(manifest, [], {})
        return () if _too_large(manifest, listed) else listed.values()

    def _texts(
        self, manifest: Manifest, findings: list[Finding], files: dict[str, None]
    ) -> dict[FragmentEntry | InlineEntry, ListedText]:
        found = ((entry, self._listed(manifest, entry, findings, files)) for entry in manifest.entries)
        return {entry: listed for entry, listed in found if listed is not None}

    def _settled(self, manifest: Manifest) -> Manifest:
        """The manifest with the project's settings where it is silent."""
        settings = self.project.settings
        own_accent = {"accent": manifest.accent} if manifest.accent else {}
        return replace(
            manifest,
            remark=manifest.settled_remark,
            variables=(*settings.variables, *manifest.variables),
            vars=(*settings.vars, *manifest.vars),
            macros=(*settings.macros, *manifest.macros),
            theme=manifest.theme or settings.theme,
            math=settings.math if manifest.math is None else manifest.math,
            scripts=settings.scripts if manifest.scripts is None else manifest.scripts,
            brand=tuple({**dict(settings.brand), **dict(manifest.brand), **own_accent}.items()),
            lang=manifest.lang or settings.lang,
            exercise_classes=(
                settings.exercise_classes if manifest.exercise_classes is None else manifest.exercise_classes
            ),
            switches=settings.switches if manifest.switches is None else manifest.switches,
        )

    def _listed(
        self,
        manifest: Manifest,
        entry: FragmentEntry | InlineEntry,
        findings: list[Finding],
        files: dict[str, None],
    ) -> ListedText | None:
        if isinstance(entry, InlineEntry):
            source: SourceFile | None = manifest.source
            composition = compose_inline(self.texts, manifest.source, entry, manifest.folder)
        else:
            source = self._source_of(entry, findings, files)
            if source is None:
                return None
            if not may_include(source.text):
                files[source.path] = None
                return ListedText(source)
            composition = self._composition(source, manifest.folder)
        assert source is not None
        findings += composition.findings
        files.update(dict.fromkeys(composition.files))
        included = {
            path: reading.source
            for path in composition.files
            if path != source.path and (reading := self.read(path)).source is not None
        }
        listed = ListedText(source, composition.text, included)
        return replace(listed, composed=None) if listed.is_plain else listed

    def _source_of(
        self, entry: FragmentEntry, findings: list[Finding], files: dict[str, None]
    ) -> SourceFile | None:
        files[entry.path] = None
        if not self.exists(entry.path):
            return None
        reading = self.read(entry.path)
        target = self._link_target(reading.source)
        if target is not None:
            files[target] = None
            reading = self.read(target)
        findings += reading.findings
        return reading.source

    def _link_target(self, source: SourceFile | None) -> str | None:
        """Where a symbolic link leads that git wrote as a file: it does so where the disk has no links."""
        if source is None or "\n" in source.text or not source.text.endswith(".md"):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), source.text))
        return path if path != source.path and self.exists(path) else None

    def _composition(self, source: SourceFile, base: str) -> Composition:
        if not may_include(source.text):
            return compose(self.texts, source, base)
        key = (source.path, f"{base}\0{source.text}")
        if key not in self._compositions:
            self._compositions[key] = compose(self.texts, source, base)
        return self._compositions[key]

    def phrases(self, lang: str) -> OwnPhrases:
        """The phrases of a language; the project's own come first, and of these `fr-CA` before `fr`."""
        own: dict[str, str] = {}
        findings: list[Finding] = []
        for tag in reversed(tags_of(lang)):
            path = f"{FOLDER}/{tag}.toml"
            source = self.read(path).source if self.exists(path) else None
            if source is not None:
                read = read_phrases(source)
                own.update(read.phrases)
                findings += read.findings
        return OwnPhrases(phrases_of(lang, own), tuple(findings))

    def _phrases(self, manifest: Manifest, files: dict[str, None]) -> OwnPhrases:
        """Those of the deck's language; where a project's would be is looked at again."""
        lang = manifest.lang or "en"
        files.update(dict.fromkeys(f"{FOLDER}/{tag}.toml" for tag in tags_of(lang)))
        spoken = self.phrases(lang)
        if is_spoken(spoken.phrases, lang):
            return spoken
        return OwnPhrases(spoken.phrases, (*spoken.findings, _unspoken(manifest, lang)))

    def _pictures(
        self, manifest: Manifest, findings: list[Finding], files: dict[str, None]
    ) -> tuple[str, ...]:
        """The addresses in the manifest's list of section pictures, if there is one."""
        path = list_of(manifest)
        if not path:
            return ()
        files[path] = None
        source = self.read(path).source if self.exists(path) else None
        findings += check_pictures(manifest, source, self.exists)
        return tuple(reference.address for reference, _ in pictures_in(source)) if source else ()


def _budget_of(manifest: Manifest, listed: Mapping[FragmentEntry | InlineEntry, ListedText]) -> Budget:
    """What the deck may grow by: its files, each of them once, earn it."""
    sources = {manifest.path: manifest.source}
    for each in listed.values():
        sources |= {each.source.path: each.source, **each.included}
    return Budget.of(sum(len(source.text) for source in sources.values()))


def _too_large(
    manifest: Manifest, listed: Mapping[FragmentEntry | InlineEntry, ListedText]
) -> Finding | None:
    """The entry with which the deck is more than a deck may be, whatever it would become."""
    entries = [entry for entry in manifest.entries if entry in listed]
    place = place_of_too_much(lambda: (listed[entry].written for entry in entries))
    if place is None:
        return None
    message = "with this entry the deck, or one of its slides, is larger than it may be"
    advice = "make several of it"
    span = entries[place].span
    return manifest.source.finding(OVER_BUDGET, span.start, span.end, message, help=advice)


def _listed_too_often(
    manifest: Manifest, listed: Mapping[FragmentEntry | InlineEntry, ListedText], budget: Budget
) -> Finding | None:
    """The entry with which the deck is more than its files, when that is too much."""
    seen: set[str] = set()
    for entry in manifest.fragments:
        each = listed.get(entry)
        if each is None:
            continue
        own = len(each.source.text) if each.source.path not in seen else 0
        seen.add(each.source.path)
        size = len(each.written)
        if size > own and not budget.pay(size - own):
            message = "with this entry the deck grows to more than it may"
            advice = "list each file once, and include less in it"
            span = entry.span
            return manifest.source.finding(OVER_BUDGET, span.start, span.end, message, help=advice)
    return None


def _unspoken(manifest: Manifest, lang: str) -> Finding:
    span = manifest.span_of("lang")
    message = f"what slidegen says beside slides is in English: it does not speak `{lang}`"
    advice = f"`{FOLDER}/{tags_of(lang)[-1]}.toml` beside the settings says it otherwise"
    return manifest.source.finding(UNSPOKEN_LANGUAGE, span.start, span.end, message, help=advice)
