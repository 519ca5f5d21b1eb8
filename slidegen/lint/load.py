"""A project, from the names on a command line: which files are meant, and what belongs to them.

Knows settings and kinds of files. Must not know rules; all reading is done by the room `source`.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document, Kind, kind_of
from slidegen.lint.project import Project
from slidegen.lint.target import default_target
from slidegen.lint.version import Version
from slidegen.source.bash_syntax import syntax_errors
from slidegen.source.file import SourceFile
from slidegen.source.files import is_shell_script, named_files, walk_files
from slidegen.source.folders import CI_PLACES, is_hidden
from slidegen.source.left_out import Excluded
from slidegen.source.likely import (
    MANIFEST_SUFFIXES,
    SIGNS,
    is_json,
    looks_like_manifest,
    looks_like_object,
    may_be_manifest,
)
from slidegen.source.manifest_reader import read_manifest
from slidegen.source.nodes import Json
from slidegen.source.schemas import SchemaViolation, violations
from slidegen.source.settings import Settings
from slidegen.source.texts import Texts
from slidegen.source.workspace import FileReading, Workspace

#: (texts) -> (a manifest, or a Markdown file) -> what a build says of its deck
Rehearsal = Callable[[Texts], Callable[[str], tuple[Finding, ...]]]
Reading = tuple[Document | None, tuple[Finding, ...]]
ReadOthers = Callable[[], tuple[Document, ...]]
ReadHolding = Callable[[str], tuple[Document, ...]]
#: What a file was read as, by its name, with the text that it was read from.
Known = dict[str, tuple[FileReading, Reading]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project that can be linted, and what could not be read of it."""

    project: Project
    findings: tuple[Finding, ...]


def load_project(
    texts: Texts,
    paths: Iterable[Path],
    settings: Settings,
    *,
    excluded: Excluded,
    version: str | None = None,
    as_of: date | None = None,
    schemas: bool = False,
    overlays: Mapping[str, SourceFile] | None = None,
    asked: Iterable[str] = (),
    known: Known | None = None,
    rehearsal: Rehearsal | None = None,
) -> Loaded:
    """The documents that `paths` and `asked` (names) stand for.

    `overlays` are texts that are not those of the disk. `known` keeps the documents, for the next time.
    `rehearsal` tells what a build says of a deck, with those texts.
    """
    workspace = texts.workspace
    texts = texts.with_texts(overlays or {})
    read = _reader(texts, settings, frozenset(overlays or ()), {} if known is None else known)
    named = tuple(paths)
    names, seconds = named_files(
        workspace, named, excluded, wanted_in(workspace, settings), shown_in(settings)
    )
    names += _listed_by(workspace, named, names, read, excluded)
    names += [name for name in asked if name not in names and not excluded.match_named(name)]
    readings = [read(name) for name in names]
    is_all = "." in map(workspace.name, named)
    project = Project(
        texts,
        tuple(sorted((d for d, _ in readings if d), key=lambda document: document.path)),
        settings,
        default_target(version, settings.kubernetes_version),
        *_others(texts, settings, excluded, None if is_all else frozenset(names), seconds, read),
        exists=_exists(workspace),
        why_hollow=workspace.why_hollow,
        leads_out=lambda path: workspace.locate(path) is None,
        shell_errors=syntax_errors,
        violations=_violations if schemas or settings.lint.schemas else None,
        rehearse=cache(rehearsal(texts)) if rehearsal else lambda _: (),
        as_of=as_of,
        target_is_fixed=version is not None,
    )
    return Loaded(project, tuple(finding for _, findings in readings for finding in findings))


def _listed_by(
    workspace: Workspace,
    paths: tuple[Path, ...],
    names: list[str],
    read: Callable[[str], Reading],
    excluded: Excluded,
) -> list[str]:
    """The fragments of the manifests that were named as files: who asks about a deck means its slides."""
    found: dict[str, None] = {}
    for name in (workspace.name(path) for path in paths if path.is_file()):
        document = read(name)[0] if name in names else None
        if document is None or document.kind != "yaml" or not may_be_manifest(document.text):
            continue
        manifest = read_manifest(document.source).manifest
        entries = manifest.fragments if manifest else ()
        found.update((entry.path, None) for entry in entries if workspace.exists(entry.path))
    return [name for name in found if name not in names and not excluded.match_named(name)]


def _violations(target: Version, api_version: str, kind: str, value: Json) -> tuple[SchemaViolation, ...]:
    return violations((target.major, target.minor), api_version, kind, value)


def _others(
    texts: Texts,
    settings: Settings,
    excluded: Excluded,
    named: frozenset[str] | None,
    seconds: frozenset[str],
    read: Callable[[str], Reading],
) -> tuple[ReadOthers, Callable[[str], Document | None], ReadOthers, ReadHolding]:
    """The documents of the project that nobody named, one of those by its name, what may be manifests, and
    the Markdown that holds a word; each is read when it is first asked for. `named` is None when the project
    was named: then there are no others but second names of those, and it is not walked again to see that.
    """
    workspace = texts.workspace

    @cache
    def others() -> dict[str, None]:
        if named is None:
            return dict.fromkeys(sorted(seconds))
        walked = walk_files(
            workspace, workspace.root, excluded, wanted_in(workspace, settings), shown_in(settings)
        )
        return dict.fromkeys(name for name in walked if name not in named)

    @cache
    def read_one(name: str) -> Document | None:
        return read(name)[0] if name in others() else None

    def read_them(names: Iterable[str]) -> tuple[Document, ...]:
        return tuple(document for document in map(read_one, names) if document)

    def read_yaml() -> tuple[Document, ...]:
        names = (name for name in others() if name.endswith(MANIFEST_SUFFIXES))
        return read_them(name for name in names if texts.may_hold(name, *SIGNS))

    def read_holding(word: str) -> tuple[Document, ...]:
        texts_of_slides = (name for name in others() if kind_of(name) == "markdown")
        return read_them(name for name in texts_of_slides if texts.may_hold(name, word))

    return cache(lambda: read_them(others())), read_one, cache(read_yaml), cache(read_holding)


def _reader(
    texts: Texts, settings: Settings, overlaid: frozenset[str], known: Known
) -> Callable[[str], Reading]:
    """Reads documents; one whose text is the same is the same, with all that was found out about it."""

    def read(name: str) -> Reading:
        if name in overlaid:
            source = texts.read(name).source
            assert source is not None
            return document(source, _kind_of_text(source))
        if name in known and known[name][0] is texts.read(name):
            return known[name][1]
        kind = kind_on_disk(texts.workspace, name)
        if kind is None or not is_kind_read(kind, settings):
            return None, ()
        reading = texts.read(name)
        read_as = document(reading.source, kind)[0] if reading.source else None
        known[name] = reading, (read_as, reading.findings)
        return known[name][1]

    def document(source: SourceFile, kind: Kind) -> Reading:
        return Document(source, kind, settings.exercise_classes, settings.lint.embedded_shell), ()

    return read


def wanted_in(workspace: Workspace, settings: Settings) -> Callable[[str], bool]:
    """Which of the files below a folder are read; of those that are hidden, YAML."""

    def wanted(name: str) -> bool:
        return (not is_hidden(name) or kind_of(name) == "yaml") and is_read(workspace, settings, name)

    return wanted


def shown_in(settings: Settings) -> frozenset[str]:
    """What is read though it is hidden: files of CI systems, for their shell."""
    return CI_PLACES if settings.lint.embedded_shell else frozenset()


def is_read(workspace: Workspace, settings: Settings, name: str) -> bool:
    """Whether a file of that name is one that rules are for."""
    kind = kind_on_disk(workspace, name)
    return kind is not None and is_kind_read(kind, settings)


def is_kind_read(kind: Kind, settings: Settings) -> bool:
    """Nothing but shell is looked for in a Makefile."""
    return kind != "makefile" or settings.lint.embedded_shell


def kind_on_disk(workspace: Workspace, name: str) -> Kind | None:
    """What to read a file as, by its name or by a look at how it begins. A manifest, of ours or of
    Kubernetes, may be JSON.
    """
    if is_json(name):
        path = workspace.root / name
        return "yaml" if looks_like_object(path) or looks_like_manifest(path) else None
    return kind_of(name) or ("shell" if may_be_script(workspace, name) else None)


def _kind_of_text(source: SourceFile) -> Kind:
    """What to read a text as that is laid over a file, or is none of the disk: somebody asked for it."""
    if is_json(source.path):
        return "yaml"
    return kind_of(source.path) or ("shell" if source.text.startswith("#!") else "markdown")


def may_be_script(workspace: Workspace, name: str) -> bool:
    """Only files without a suffix are opened to see; a picture never is."""
    return "." not in name.rpartition("/")[2] and is_shell_script(workspace, name)


def _exists(workspace: Workspace) -> Callable[[str], bool]:
    @cache
    def exists(path: str) -> bool:
        # What is there needs no look at where it lies, which takes ten times as long.
        return os.path.exists(workspace.place(path)) or not workspace.may_read(path)  # noqa: PTH110

    return exists
