"""The texts that are open in an editor, the projects that they belong to, and how the editor counts columns.

Knows the language server protocol's positions. Must not know what an editor asks.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from weakref import WeakValueDictionary

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.load import Loaded
from slidegen.lint.project import Project
from slidegen.lint.session import Session, selection_of
from slidegen.location import Span
from slidegen.source.file import SourceFile
from slidegen.source.left_out import LeftOut
from slidegen.source.settings import LoadedSettings
from slidegen.source.settings_reader import load_settings
from slidegen.source.texts import Texts
from slidegen.source.workspace import repository_of

Foretell = Callable[[LoadedSettings, Texts], Callable[[str], tuple[Finding, ...]]]


@dataclass(frozen=True, slots=True)
class Standing:
    """An open text with the project that it belongs to, as they stand. Both are read when they are asked."""

    source: SourceFile
    session: Session
    loaded: Loaded
    others: Mapping[str, SourceFile]  #: the other open texts
    is_saved: bool  #: whether it is what was saved
    edition: int  #: how often files may have changed before
    versions: Mapping[str, int]  #: what the editor calls the open texts

    @property
    def project(self) -> Project:
        return self.loaded.project

    def look(self) -> "LastLook":
        return LastLook(self, self.session.judged(self.loaded))

    def edit_of(self, changes: dict[str, list[lsp.TextEdit]], *, versioned: bool) -> lsp.WorkspaceEdit:
        """With the versions of open texts where the editor takes them: it refuses what is outdated."""
        if not versioned:
            return lsp.WorkspaceEdit(changes=changes)
        named = (
            (lsp.OptionalVersionedTextDocumentIdentifier(uri, self.versions.get(uri)), edits)
            for uri, edits in changes.items()
        )
        return lsp.WorkspaceEdit(
            document_changes=[lsp.TextDocumentEdit(name, [*edits]) for name, edits in named]
        )


@dataclass(frozen=True, slots=True)
class LastLook:
    """What was last said about an open text."""

    standing: Standing
    findings: tuple[Finding, ...]

    @property
    def source(self) -> SourceFile:
        return self.standing.source

    @property
    def project(self) -> Project:
        return self.standing.project


# ---- text and positions
class Units:
    """Columns as the client counts them; ours are code points."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding

    def count(self, text: str) -> int:
        if self.encoding == "utf-32":
            return len(text)
        if self.encoding == "utf-8":
            return len(text.encode("utf-8", "replace"))
        return len(text.encode("utf-16-le", "replace")) // 2

    def position(self, source: SourceFile, offset: int) -> lsp.Position:
        place = source.position(offset)
        return lsp.Position(place.line - 1, self.count(source.line(place.line)[: place.column - 1]))

    def range(self, source: SourceFile, span: Span) -> lsp.Range:
        return lsp.Range(self.position(source, span.start), self.position(source, span.end))

    def offset(self, source: SourceFile, position: lsp.Position) -> int:
        """The offset of the client's `position`; past the end of a line it is the line's end."""
        if position.line >= len(source.line_starts):
            return len(source.text)
        line = source.line(position.line + 1)
        column, counted = 0, 0
        while column < len(line) and counted < position.character:
            counted += self.count(line[column])
            column += 1
        return source.line_starts[position.line] + column


# ---- what is known
class OpenTexts:
    """The open texts, and the projects that they belong to."""

    def __init__(self, foretell: Foretell | None = None) -> None:
        self.foretell = foretell  #: what a build says, which is asked of what is saved
        self.sessions: dict[Path, Session] = {}
        self.open: dict[str, SourceFile] = {}  #: by URI
        self.standing: dict[str, Standing] = {}
        self.views: dict[str, LastLook] = {}
        self.looking = WeakValueDictionary[str, asyncio.Lock]()  #: of those who look or wait
        self.turns: dict[str, int] = {}  #: counts the changes of each text
        self.versions: dict[str, int] = {}  #: what the editor calls the open text
        self.edition = 0  #: how often files may have changed
        self.saved: dict[str, SourceFile] = {}  #: the open texts, as they were saved

    def session(self, uri: str) -> Session:
        """The session of the project that the file belongs to; its settings are read once."""
        folder = Path(to_fs_path(uri) or ".").parent
        loaded = load_settings(folder)
        root = loaded.root if loaded.path else repository_of(folder) or folder
        if root not in self.sessions:
            settings = loaded.settings
            rehearsal = self.foretell and partial(self.foretell, replace(loaded, root=root))
            selection = selection_of(settings.lint)
            excluded = LeftOut.of(replace(loaded, root=root), settings.lint.exclude)
            self.sessions[root] = Session(
                Texts.at(root), settings, (), selection, excluded, rehearsal=rehearsal
            )
        return self.sessions[root]

    def take(self, uri: str, text: str, version: int) -> None:
        path = Path(to_fs_path(uri) or "stdin.md")
        self.open[uri] = SourceFile.from_text(self.session(uri).workspace.name(path.resolve()), text)
        self.turns[uri] = self.turns.get(uri, 0) + 1
        self.versions[uri] = version

    def save(self, uri: str) -> None:
        if uri in self.open:
            self.saved[uri] = self.open[uri]

    def stand(self, uri: str) -> Standing | None:
        """The text as it and those beside it stand; while it is typed, without what needs a deck composed.

        None where it is not open.
        """
        source, known = self.open.get(uri), self.standing.get(uri)
        if source is None:
            return None
        others, is_saved = self._beside(uri), self.saved.get(uri) is source
        is_same = known is not None and known.source is source and _are_same(known.others, others)
        if known and is_same and (known.is_saved, known.edition) == (is_saved, self.edition):
            return known
        session = self.session(uri)
        session = replace(session, stdin=source, rehearsal=session.rehearsal if is_saved else None)
        loaded = session.load(others)
        stands = Standing(source, session, loaded, others, is_saved, self.edition, dict(self.versions))
        self.standing[uri] = stands
        return stands

    async def look(self, uri: str) -> LastLook | None:
        """What `slidegen lint` says of the text as it stands, not as it stood when it was last looked at.

        A large text takes seconds. It is looked at beside the loop, which goes on to answer, and by one at a
        time: of all that is typed meanwhile what came last is looked at, for all who wait. None where it is
        not open.
        """
        looking = self.looking.setdefault(uri, asyncio.Lock())
        async with looking:
            while stands := self.stand(uri):
                view = self.views.get(uri)
                if view and view.standing is stands:
                    return view
                self.views[uri] = await asyncio.to_thread(stands.look)
        self.views.pop(uri, None)  # it was closed meanwhile
        return None

    def _beside(self, uri: str) -> dict[str, SourceFile]:
        """The other open texts of the same project."""
        session = self.session(uri)
        return {
            each.path: each for at, each in self.open.items() if self.session(at) is session and at != uri
        }

    def look_below(self, folder: Path) -> tuple[Project, tuple[Finding, ...]]:
        """What `slidegen lint` says of a folder, with the texts that are open."""
        session = self._session_of(folder)
        session.texts.forget_changed()
        open_texts = {each.path: each for at, each in self.open.items() if self.session(at) is session}
        return replace(session, paths=(folder,)).look(open_texts)

    def stamps_below(self, folder: Path) -> tuple[object, ...]:
        """What tells the texts below a folder from what they were."""
        session = self._session_of(folder)
        names = sorted(replace(session, paths=(folder,)).names())
        stamps = session.texts.stamps(names)
        return self.edition, *names, *stamps, *(self.versions.items()), *self.open

    def _session_of(self, folder: Path) -> Session:
        return self.session(from_fs_path(str(folder / "a.md")) or "")

    def close(self, uri: str) -> None:
        self.saved.pop(uri, None)
        self.open.pop(uri, None)
        self.views.pop(uri, None)
        self.standing.pop(uri, None)
        self.turns.pop(uri, None)
        self.versions.pop(uri, None)

    def source_at(self, project: Project, path: str) -> SourceFile | None:
        """The text of a project's file, as it is open or as it was read."""
        document = project.by_path.get(path)
        return document.written if document else None

    def uri_of(self, project: Project, path: str) -> str:
        """How the editor calls the file."""
        known = (uri for uri, source in list(self.open.items()) if source.path == path)
        return next(known, None) or from_fs_path(str((project.root / path).resolve())) or ""

    def forget(self) -> None:
        """Settings and files may have changed on the disk."""
        self.edition += 1
        self.sessions.clear()


def _are_same(before: Mapping[str, SourceFile], after: Mapping[str, SourceFile]) -> bool:
    return before.keys() == after.keys() and all(after[path] is each for path, each in before.items())


def units_of(server: LanguageServer) -> Units:
    return Units(lsp.PositionEncodingKind(server.workspace.position_encoding).value)


def takes_versions(server: LanguageServer) -> bool:
    """Whether the editor takes edits that say which version of a text they are about."""
    workspace = server.client_capabilities.workspace
    return bool(workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes)
