"""The deck that `export` and `check` were called with, as a page on this disk.

Knows that a page which is built already is taken as it is, and that a manifest or a Markdown file is built
into a folder that goes again. Must not know what is done with the page.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slidegen.assembly.cache_of import cache_of
from slidegen.assembly.output import OutputFolder
from slidegen.assembly.record import Record
from slidegen.assembly.request import BuildRequest
from slidegen.commands.here import decks_here, project_here, require_theme, require_there
from slidegen.commands.plain_line import say_line
from slidegen.errors import MachineError, UsageError
from slidegen.finding import few_of_each_kind
from slidegen.lazy_dataclass import dataclass
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace

PAGES = (".html", ".htm")
MARK = b'id="slidegen-data"'  #: what every page of ours holds


@dataclass(frozen=True, slots=True)
class PageOnDisk:
    """A deck's page, and the project that its `data-source` attributes speak of."""

    name: str  #: `kube-fullday`
    path: Path
    loaded: LoadedSettings
    manifest: str  #: the manifest or Markdown file by its name in the project, `` for a page that was built


def asked_decks(decks: tuple[Path, ...], verb: str, *, no_ignore: bool) -> tuple[Path, ...]:
    """The decks that were named: pages that are built already as they are; without any, the project's."""
    require_there(decks, "name a manifest, a Markdown file, or a built page")
    pages = tuple(deck for deck in decks if deck.suffix.lower() in PAGES)
    sources = tuple(deck for deck in decks if deck not in pages)
    if decks and not sources:
        return pages
    loaded = project_here(sources, no_ignore=no_ignore)
    return (*pages, *decks_here(loaded, sources, verb))


@contextmanager
def page_of(deck: Path, theme: str | None = None) -> Iterator[PageOnDisk]:
    """The page of `deck`. Raises UsageError for what is no deck, MachineError for one that cannot be made."""
    if deck.suffix.lower() in PAGES:
        yield _built_before(deck, theme)
        return
    with tempfile.TemporaryDirectory(prefix="slidegen-") as folder:
        yield _built_now(deck, Path(folder), theme)


def _built_before(deck: Path, theme: str | None) -> PageOnDisk:
    if MARK not in deck.read_bytes():
        raise UsageError(
            f"{deck} is no deck that slidegen built",
            hint="name a manifest (.yml), a Markdown file (.md), or a page in the output folder",
        )
    if theme is not None:
        raise UsageError(f"{deck} has its theme already", hint="name its manifest instead, with --theme")
    return PageOnDisk(deck.stem, deck, project_here(), "")


def _built_now(deck: Path, folder: Path, theme: str | None) -> PageOnDisk:
    from slidegen.assembly.workshop import make_decks  # a deck that is built already needs none of it

    loaded = project_here((deck,))
    require_theme(loaded, theme)
    request = BuildRequest(out=folder, theme=theme)
    manifest = Workspace.at(loaded.root).called(deck)
    [made] = make_decks(loaded, request, os.environ, cache_of(loaded.root), [manifest])
    if made.entry is None:
        for finding in few_of_each_kind(made.findings):
            say_line(f"{finding} ({finding.help})" if finding.help else str(finding), err=True)
        raise MachineError(
            f"{deck} cannot be built", hint="" if made.findings else "a manifest has a list `content:`"
        )
    OutputFolder(folder, Record()).write(made.outputs, made.copies)
    page = folder / made.entry.url
    return PageOnDisk(page.stem, page, loaded, manifest)


def target_of(page: PageOnDisk, out: Path | None, count: int, suffix: str) -> Path:
    """The file to print a deck to: beside us and called like it, unless `out` says a file or a folder."""
    name = f"{page.name}{suffix}"
    if out is None:
        return Path(name)
    if out.suffix.lower() != suffix or out.is_dir():
        return out / name
    if count > 1:
        raise UsageError(f"{count} decks do not fit into one file, {out}", hint="name a folder with --out")
    return out
