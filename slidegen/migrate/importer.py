"""`import`: from a page, a folder or a file to a project that builds, and a report of what is left to do.

Knows the order: read, write, build, copy what slides name. Must not know how any of it is done. The source is
never changed; what an author has changed since the last import is not overwritten.
"""

import hashlib
import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path

from slidegen.assembly.driver import BuildResult, build
from slidegen.assembly.named_files import named_files
from slidegen.assembly.request import BuildRequest
from slidegen.cache import write_atomically
from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.json_values import parsed
from slidegen.lazy_dataclass import dataclass
from slidegen.migrate.deck import ImportedDeck, LeftBehind
from slidegen.migrate.found_decks import read_decks
from slidegen.migrate.slide_texts import with_addresses
from slidegen.migrate.writer import CopiedFile, ImportedFile, Themes, deck_files
from slidegen.source.settings import FILE_NAME
from slidegen.source.settings_reader import load_settings
from slidegen.source.way_out import require_below
from slidegen.source.workspace import Workspace

RECORD = ".slidegen-import.json"  #: the digests of what an import wrote, so that another may replace it
REPORT = "import-report.html"


@dataclass(frozen=True, slots=True)
class DeckReport:
    """What became of one deck."""

    name: str
    manifest: str
    source: str
    slides: int
    is_built: bool


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, and what is left for its author."""

    out: Path
    decks: tuple[DeckReport, ...]
    findings: tuple[Finding, ...]
    left: tuple[LeftBehind, ...]
    copied: tuple[str, ...]
    missing: tuple[str, ...]
    kept: tuple[str, ...]  #: files that the author changed since the last import: as they were


def _where_slides_are(decks: Iterable[ImportedDeck]) -> str:
    """What to do where none are: what a page says of them, if it does."""
    named = [found for deck in decks for found in deck.left if found.what.startswith("slides ")]
    if not named:
        return "name a page with `remark.create`, a folder of such pages or of Markdown, or one of these"
    return "; ".join(f"the page names {found.what}: {found.advice}" for found in named)


def import_decks(source: Path, out: Path) -> ImportReport:
    """Bring the decks of `source` into the folder `out`. Raises UsageError when there are none."""
    root, decks = read_decks(source)
    if not any(deck.texts for deck in decks):
        raise UsageError(f"{source} holds no slides", hint=_where_slides_are(decks))
    writer = _ProjectWriter(out)
    themes: Themes = {}
    for deck in _with_links(_with_names(decks)):
        for file in deck_files(deck, themes):
            _write(writer, root, deck, file)
    writer.write(FILE_NAME, b'out = "dist"\n')
    copied, missing = _copy_references(writer, root, out)
    result = _built(out)
    writer.close()
    return ImportReport(
        out,
        tuple(_deck_reports(decks, result, out)),
        result.findings,
        tuple(dict.fromkeys(found for deck in decks for found in deck.left)),
        copied,
        missing,
        tuple(writer.kept),
    )


def _with_names(decks: list[ImportedDeck]) -> list[ImportedDeck]:
    """Decks of pages of one name in several folders are called by these, too, as many as tell them apart."""
    taken: set[str] = set()
    for deck in decks:
        _rename(deck, next(name for name in _names_of(deck) if name not in taken))
        taken.add(deck.name)
    return decks


def _names_of(deck: ImportedDeck) -> Iterator[str]:
    """What a deck may be called: `nomad-1`, `oss-nomad-1`, `aws-oss-nomad-1`, and then by numbers."""
    folders = [folder for folder in deck.folder.split("/") if folder]
    name = folders.pop() if deck.name == "index" and folders else deck.name
    yield name
    while folders:
        yield (name := f"{folders.pop()}-{name}")
    yield from (f"{name}-{number}" for number in count(2))


def _with_links(decks: list[ImportedDeck]) -> list[ImportedDeck]:
    """A link to a page of remark leads to the page that is made of its deck."""
    pages = {deck.path: f"{deck.name}.html" for deck in reversed(decks)}
    for deck in decks:

        def led(path: str, folder: str = deck.folder) -> str:
            return pages.get(posixpath.normpath(posixpath.join(folder, path)), path)

        deck.texts = [(where, with_addresses(text, led)) for where, text in deck.texts]
    return decks


def _rename(deck: ImportedDeck, name: str) -> None:
    """The fragment that holds the text of a page is called as its deck is."""
    before, now = deck.beside(f"{deck.name}.md"), deck.beside(f"{name}.md")
    deck.texts = [(now if path == before else path, text) for path, text in deck.texts]
    deck.name = name


def _write(writer: "_ProjectWriter", root: Path, deck: ImportedDeck, file: ImportedFile | CopiedFile) -> None:
    if isinstance(file, ImportedFile):
        writer.write(file.path, file.data)
        return
    found = root / file.source
    if found.is_file() and found.resolve().is_relative_to(root.resolve()):
        writer.write(file.path, found.read_bytes())
    else:
        deck.leave(f"{file.source}, which a style sheet names", "the file is not there")


def _copy_references(
    writer: "_ProjectWriter", root: Path, out: Path
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that slides name, at the same places; what the source has not is said once."""
    copied, missing = [], []
    for path in named_files(load_settings(out), Workspace.at(root)):
        found = (root / path).resolve()
        if found.is_file() and found.is_relative_to(root.resolve()):
            writer.write(path, found.read_bytes())
            copied.append(path)
        elif not (out / path).exists():
            missing.append(path)
    return tuple(copied), tuple(missing)


def _built(out: Path) -> BuildResult:
    loaded = load_settings(out)
    require_below(out, f"{loaded.settings.out}/{RECORD}")
    return build(loaded, BuildRequest(out=out / loaded.settings.out, paths=()))


def _deck_reports(decks: Iterable[ImportedDeck], result: BuildResult, out: Path) -> Iterable[DeckReport]:
    entries = parsed((out / "dist" / ".slidegen.json").read_bytes()).get("entries", {})
    for deck in decks:
        manifest = deck.beside(f"{deck.name}.yml")
        slides = int(entries.get(manifest, {}).get("slides", 0))
        yield DeckReport(deck.name, manifest, deck.path, slides, manifest not in result.failed)


class _ProjectWriter:
    """Writes what is new or was written by an import before; what an author changed stays."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.before = _read_record(out)
        self.now: dict[str, str] = {}
        self.kept: list[str] = []

    def write(self, path: str, data: bytes) -> None:
        require_below(self.out, path)
        target = self.out / path
        self.now[path] = _digest(data)
        if target.exists():
            there = _digest(target.read_bytes())
            if there == self.now[path]:
                return
            if there != self.before.get(path):
                self.kept.append(path)
                return
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, data)

    def close(self) -> None:
        record = json.dumps(dict(sorted(self.now.items())), indent=1) + "\n"
        write_atomically(self.out / RECORD, record.encode())


def _read_record(out: Path) -> Mapping[str, str]:
    try:
        found = parsed((out / RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(path): str(digest) for path, digest in found.items()} if isinstance(found, dict) else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
