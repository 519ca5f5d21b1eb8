"""The linter in an editor: findings as one types, rules on hover, fixes as code actions.

Knows the language server protocol. Must not know any rule. Only `slidegen lsp` imports it: pygls is an extra.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from slidegen import __version__
from slidegen.finding import Applicability, Edit, Finding, Severity
from slidegen.lint.decks import INCLUDE
from slidegen.lint.document import Document, kind_of
from slidegen.lint.handbook import page_about
from slidegen.lint.ignores import edits_for
from slidegen.lint.project import Project
from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.location import Span
from slidegen.source.file import SourceFile
from slidegen.source.manifest import read_manifest
from slidegen.source.settings import load_settings
from slidegen.source.workspace import Workspace, repository_of

#: Seconds without a keystroke before the text is looked at.
PAUSE = 0.15

SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class LastLook:
    """What was last said about an open text."""

    source: SourceFile
    project: Project
    findings: tuple[Finding, ...]


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

    def __init__(self) -> None:
        self.sessions: dict[Path, Session] = {}
        self.open: dict[str, SourceFile] = {}  #: by URI
        self.views: dict[str, LastLook] = {}
        self.turns: dict[str, int] = {}  #: counts the changes of each text

    def session(self, uri: str) -> Session:
        """The session of the project that the file belongs to; its settings are read once."""
        folder = Path(to_fs_path(uri) or ".").parent
        loaded = load_settings(folder)
        root = loaded.root if loaded.path else repository_of(folder) or folder
        if root not in self.sessions:
            settings = loaded.settings
            self.sessions[root] = Session(
                Workspace.at(root), settings, (), selection_of(settings.lint), excluded_by(settings)
            )
        return self.sessions[root]

    def take(self, uri: str, text: str) -> None:
        path = Path(to_fs_path(uri) or "stdin.md")
        self.open[uri] = SourceFile.from_text(self.session(uri).workspace.name(path.resolve()), text)
        self.turns[uri] = self.turns.get(uri, 0) + 1

    def look(self, uri: str) -> LastLook:
        session, source = self.session(uri), self.open[uri]
        overlays = {
            other.path: other for at, other in self.open.items() if self.session(at) is session and at != uri
        }
        project, findings = replace(session, stdin=source).look(overlays)
        self.views[uri] = LastLook(source, project, findings)
        return self.views[uri]

    def forget(self) -> None:
        """Settings and files may have changed on the disk."""
        self.sessions.clear()


# ---- the server
def make_server() -> LanguageServer:
    server = LanguageServer("slidegen", __version__)
    desk = OpenTexts()
    follow_texts(server, desk)
    answer_questions(server, desk)
    return server


def units_of(server: LanguageServer) -> Units:
    return Units(lsp.PositionEncodingKind(server.workspace.position_encoding).value)


def follow_texts(server: LanguageServer, desk: OpenTexts) -> None:
    """What the editor tells."""

    async def publish(uri: str, pause: float) -> None:
        turn = desk.turns.get(uri)
        await asyncio.sleep(pause)
        if turn is None or desk.turns.get(uri) != turn or uri not in desk.open:
            return
        view = await asyncio.get_running_loop().run_in_executor(None, desk.look, uri)
        if desk.turns.get(uri) == turn:
            found = [diagnostic(units_of(server), view.source, finding) for finding in view.findings]
            server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        desk.take(params.text_document.uri, params.text_document.text)
        await publish(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        desk.take(uri, server.workspace.get_text_document(uri).source)
        await publish(uri, PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: lsp.DidSaveTextDocumentParams) -> None:
        desk.forget()
        for uri in (params.text_document.uri, *desk.open):
            await publish(uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        for known in (desk.open, desk.views, desk.turns):
            known.pop(uri, None)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def answer_questions(server: LanguageServer, desk: OpenTexts) -> None:
    """What the editor asks."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        view = desk.views.get(params.text_document.uri)
        if view is None:
            return None
        units = units_of(server)
        found = findings_at(view, units.offset(view.source, params.position))
        if not found:
            return None
        content = lsp.MarkupContent(
            lsp.MarkupKind.Markdown, "\n".join(page_about(finding.rule) for finding in found)
        )
        return lsp.Hover(content, units.range(view.source, found[0].span))

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    )
    def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        view = desk.views.get(params.text_document.uri)
        if view is None:
            return []
        units, uris = units_of(server), {source.path: uri for uri, source in desk.open.items()}
        start = units.offset(view.source, params.range.start)
        end = units.offset(view.source, params.range.end)
        found = [f for f in view.findings if f.span.start <= end and start <= f.span.end]
        return [action for finding in found for action in actions(units, view, uris, finding)]

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        source = desk.open.get(params.text_document.uri)
        if source is None:
            return None
        root = desk.session(params.text_document.uri).workspace.root
        at = units_of(server).offset(source, params.position)
        for span, paths in places_named_in(source):
            if span.start <= at <= span.end:
                target = next((root / path for path in paths if (root / path).is_file()), None)
                return location(target) if target else None
        return None


# ---- what is sent
def diagnostic(units: Units, source: SourceFile, finding: Finding) -> lsp.Diagnostic:
    message = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    return lsp.Diagnostic(
        units.range(source, finding.span),
        message,
        SEVERITIES[finding.rule.severity],
        finding.rule.code,
        source="slidegen",
    )


def findings_at(view: LastLook, offset: int) -> list[Finding]:
    return [finding for finding in view.findings if finding.span.start <= offset <= finding.span.end]


def actions(units: Units, view: LastLook, uris: dict[str, str], finding: Finding) -> Iterator[lsp.CodeAction]:
    """The finding's fix, and the suppression."""
    shown = [diagnostic(units, view.source, finding)]
    if finding.fix:
        safe = finding.fix.applicability is Applicability.SAFE
        title = finding.fix.title if safe else f"{finding.fix.title} (unsafe)"
        edit = workspace_edit(units, view, uris, finding.fix.edits)
        yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, shown, is_preferred=safe, edit=edit)
    document = view.project.by_path.get(finding.path)
    if document is not None:
        edit = workspace_edit(units, view, uris, tuple(edits_for(document, (finding,))))
        title = f"Ignore {finding.rule.code} here"
        yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, shown, edit=edit)


def workspace_edit(
    units: Units, view: LastLook, uris: dict[str, str], edits: tuple[Edit, ...]
) -> lsp.WorkspaceEdit:
    changes: dict[str, list[lsp.TextEdit]] = {}
    for edit in edits:
        document: Document | None = view.project.by_path.get(edit.span.path)
        source = document.source if document else view.source
        uri = uris.get(edit.span.path) or from_fs_path(str((view.project.root / edit.span.path).resolve()))
        changes.setdefault(uri or "", []).append(
            lsp.TextEdit(units.range(source, edit.span), edit.replacement)
        )
    return lsp.WorkspaceEdit(changes=changes)


def places_named_in(source: SourceFile) -> Iterator[tuple[Span, list[str]]]:
    """The files that a manifest lists, or a fragment includes, and where they may be."""
    if kind_of(source.path) == "yaml":
        manifest = read_manifest(source).manifest
        yield from ((entry.span, [entry.path]) for entry in manifest.fragments) if manifest else ()
        return
    folder = Path(source.path).parent
    for match in INCLUDE.finditer(source.text):
        bases = (folder, *folder.parents)
        yield source.span(*match.span()), [str(base / match["path"].strip()) for base in bases]


def location(path: Path) -> lsp.Location:
    start = lsp.Position(0, 0)
    return lsp.Location(from_fs_path(str(path.resolve())) or "", lsp.Range(start, start))
