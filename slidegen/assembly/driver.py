"""`build`: the steps from manifests to a folder of decks.

Knows the order, and what need not be done again. Must not know how any step does its work. What renders is
imported when there is something to render: a build with nothing changed only looks at files.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, field
from functools import cache as remembering
from itertools import count
from pathlib import Path
from types import ModuleType

from slidegen.assembly.cache_of import cache_of
from slidegen.assembly.earlier import WHY, Removed, fate_of, lost_deck
from slidegen.assembly.made import Made, MadeIndex
from slidegen.assembly.output import OutputFolder, RefusedError
from slidegen.assembly.record import (
    Ask,
    DeckMemory,
    is_fresh,
    left_by,
    pack_memory,
    read_record,
    stamp_below,
    stamps,
    unpack_memory,
)
from slidegen.assembly.request import BuildRequest
from slidegen.assembly.stages import Stages
from slidegen.cache import Cache, program
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source.content import disk_key, find_manifests
from slidegen.source.left_out import LeftOut
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace

INDEX = "index.html"
OTHER_INDEX = "decks.html"  #: where a deck called `index` has taken its place


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is; the command line shows it."""

    total: int
    done: int
    name: str


@dataclass(frozen=True, slots=True)
class BuildResult:
    findings: tuple[Finding, ...] = ()
    decks: tuple[str, ...] = ()  #: the manifests whose decks stand in the folder now
    made: tuple[str, ...] = ()  #: those that were made in this run
    failed: tuple[str, ...] = ()  #: those that could not be made; what was there before stays
    refusals: tuple[RefusedError, ...] = ()  #: why files of theirs could not be put in their places
    skipped: tuple[str, ...] = ()  #: files that were named and are no manifests
    removed: tuple[Removed, ...] = ()  #: decks whose pages were taken away
    written: tuple[str, ...] = ()  #: paths in the output folder
    seconds: tuple[tuple[str, float], ...] = ()  #: by the clock, of each stage


@dataclass(slots=True)
class _Build:
    """One run: what is known when it begins, and what it gathers, hence not frozen."""

    loaded: LoadedSettings
    request: BuildRequest
    environ: Mapping[str, str]
    out: Path
    folder: OutputFolder
    memories: dict[str, DeckMemory]  #: by manifest
    entries: dict[str, Mapping[str, object]]  #: each deck's line in the index
    decks: dict[str, tuple[str, ...]] = field(default_factory=dict)  #: manifest -> its files
    pages: dict[str, str] = field(default_factory=dict)  #: `disk_key` of a page -> its manifest
    findings: list[Finding] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    refusals: list[RefusedError] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)


def build(
    loaded: LoadedSettings,
    request: BuildRequest,
    report: Callable[[Progress], None] = lambda _: None,
    environ: Mapping[str, str] = os.environ,
) -> BuildResult:
    """Build the decks. Raises UsageError for an unknown theme, MachineError when the disk refuses."""
    stages = Stages()
    cache = cache_of(loaded.root)
    out = request.out.resolve()
    key = _memory_key(loaded, request, environ)
    memories = {} if request.fresh or request.record_ids else unpack_memory(cache.get(f"build {out}"), key)
    record = read_record(out)
    run = _Build(loaded, request, environ, out, OutputFolder(out, record), memories, dict(record.entries))
    with stages.stage("see what changed"):
        manifests = _manifests(run)
        ask = remembering(stamp_below)
        stale = [path for path in manifests if not _is_fresh(run, path, ask)]
    for path in manifests:
        if path not in stale:
            _leave_alone(run, path)
    done = count()
    for made in _make(run, cache, stale, stages):
        report(Progress(len(stale), next(done), made.path))
        with stages.stage("write files"):
            _take(run, made)
        del made  # its page is not to be in memory while the next one is made
    report(Progress(len(stale), len(stale), ""))
    with stages.stage("list decks, keep what was learnt"):
        _finish(run, bool(stale))
        cache.put(f"build {out}", pack_memory(key, run.memories))
    return _result(run, stages)


def _result(run: _Build, stages: Stages) -> BuildResult:
    return BuildResult(
        tuple(dict.fromkeys(sorted(run.findings, key=lambda finding: finding.sort_key))),
        tuple(run.decks),
        tuple(run.made),
        tuple(run.failed),
        tuple(run.refusals),
        tuple(run.skipped),
        tuple(run.removed),
        tuple(dict.fromkeys(run.folder.written)),
        tuple(stages.seconds.items()),
    )


def _memory_key(loaded: LoadedSettings, request: BuildRequest, environ: Mapping[str, str]) -> str:
    overrides = sorted((name, value) for name, value in environ.items() if name.startswith("OVERRIDE_"))
    asked = (request.theme, request.standalone, str(request.run_report))
    return repr((program(), loaded.settings, str(loaded.root), asked, overrides))


def _manifests(run: _Build) -> list[str]:
    """The manifests to build, by name; what lies in the output folder is no source."""
    workspace = Workspace.at(run.loaded.root)
    folders = run.request.paths or tuple(run.loaded.root / folder for folder in run.loaded.settings.content)
    manifests = find_manifests(run.loaded.root, folders, LeftOut.of(run.loaded))
    found = (path.resolve() for path in manifests)
    return [workspace.name(path) for path in found if not path.is_relative_to(run.out)]


# ---- what need not be made
def _is_fresh(run: _Build, path: str, ask: Ask) -> bool:
    memory = run.memories.get(path)
    if memory is None or path not in run.folder.before.decks:
        return False
    return is_fresh(memory, run.loaded.root, run.out, ask)


def _leave_alone(run: _Build, path: str) -> None:
    _stays(run, path, run.folder.before.decks[path])
    run.folder.leave(run.decks[path])
    run.findings.extend(run.memories[path].findings)


# ---- what must be
def _make(run: _Build, cache: Cache, stale: list[str], stages: Stages) -> Iterator[Made]:
    if not stale:
        return iter(())
    with stages.stage("load what renders"):
        workshop = _workshop()
    folder = run.folder
    folder.left = left_by(run.memories.values())
    made: Iterator[Made] = workshop.make_decks(
        run.loaded, run.request, run.environ, cache, stale, stages, folder.as_left
    )
    return made


def _workshop() -> ModuleType:
    from slidegen.assembly import workshop  # it brings all that renders along

    return workshop


def _take(run: _Build, made: Made) -> None:
    """Put one deck in its place, or say why there is none."""
    run.findings.extend(made.findings)
    run.memories.pop(made.path, None)
    if made.is_no_manifest:
        named = {path.resolve() for path in run.request.paths}
        run.skipped += [made.path] if (run.loaded.root / made.path).resolve() in named else []
        return
    if made.entry is None:
        _give_up(run, made.path)
        return
    if not _is_written(run, made, made.entry.url):
        _give_up(run, made.path)
        return
    run.entries[made.path] = asdict(made.entry)
    run.made.append(made.path)
    files = run.decks[made.path]
    run.memories[made.path] = DeckMemory(
        made.stamps,
        stamps(run.out, files),
        tuple(made.findings),
        tuple(run.folder.files[path] for path in files),
    )


def _is_written(run: _Build, made: Made, url: str) -> bool:
    """Whether the page is in its place: no other deck has it, and nothing of others' is there."""
    twin = _twin(run, made.path, url)
    if twin is not None:
        run.findings.extend(_workshop().same_page(run.loaded, made.path, twin))
        return False
    try:
        run.decks[made.path] = run.folder.write(made.outputs, made.copies)
    except RefusedError as refusal:
        refusal.message = f"{made.path}: {refusal.message}"
        run.refusals.append(refusal)
        return False
    return True


def _twin(run: _Build, path: str, url: str) -> str | None:
    """The deck of this run that has the page already, on disks of other systems as well."""
    twin = run.pages.setdefault(disk_key(url), path)
    return None if twin == path else twin


def _stays(run: _Build, path: str, files: tuple[str, ...]) -> None:
    """What an earlier build made of the deck is what is published of it."""
    run.decks[path] = files
    url = run.entries.get(path, {}).get("url")
    if isinstance(url, str):  # a record of another version may say nothing of pages
        run.pages.setdefault(disk_key(url), path)


def _give_up(run: _Build, path: str) -> None:
    """The deck could not be made; what the last build made of it stays."""
    run.failed.append(path)
    before = run.folder.before.decks.get(path)
    if before is not None:
        _stays(run, path, before)
        run.folder.keep(before)


def _give_up_index(run: _Build) -> None:
    """The list of decks could not be made; the last one stays."""
    run.failed.append(INDEX)
    run.decks[""] = run.folder.before.decks.get("", ())
    run.folder.keep(run.decks[""])


def _index_name(run: _Build) -> str | None:
    """The page that lists the decks; a deck called `index` has its place, and one alone needs no list."""
    if not any(INDEX in files for files in run.decks.values()):
        return INDEX
    return OTHER_INDEX if len(run.decks) > 1 else None


def _settle_earlier(run: _Build) -> None:
    """Decks of the last build that this one did not make: they stay, or go by their authors' order."""
    left_out = LeftOut.of(run.loaded)
    for path, files in run.folder.before.decks.items():
        if not path or path in run.decks:
            continue
        fate = fate_of(path, run.loaded, left_out, is_partial=bool(run.request.paths))
        if fate in WHY:
            run.removed.append(Removed(path, WHY[fate]))
            continue
        run.decks[path] = files
        run.folder.keep(files)
        if fate == "lost" and path not in run.failed:
            run.failed.append(path)
            run.findings.append(lost_deck(path))


def _finish(run: _Build, anything_made: bool) -> None:
    """The index and the record."""
    _settle_earlier(run)
    before = run.folder.before
    if not anything_made and set(run.decks) == set(before.decks) - {""} and (run.out / INDEX).is_file():
        run.folder.keep(before.decks.get("", ()))
        run.decks[""] = before.decks.get("", ())
    else:
        entries = [entry for path, entry in sorted(run.entries.items()) if path in run.decks]
        try:
            index: MadeIndex = _workshop().make_index(run.loaded, run.request, entries, _index_name(run))
            run.findings.extend(index.findings)
            if index.findings:
                _give_up_index(run)
            else:
                run.decks[""] = run.folder.write(index.outputs)
        except RefusedError as refusal:
            run.refusals.append(refusal)
            run.decks[""] = ()
    entries_of_decks = {path: entry for path, entry in run.entries.items() if path in run.decks}
    run.folder.close(run.decks, entries_of_decks)
    del run.decks[""]
    run.memories = {path: memory for path, memory in run.memories.items() if path in run.decks}
