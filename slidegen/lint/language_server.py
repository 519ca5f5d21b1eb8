"""The linter in an editor: findings as one types, rules on hover, fixes as code actions.

Knows the language server protocol. Must not know any rule. Only `slidegen lsp` imports it: pygls is an extra.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import suppress
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from slidegen import __version__
from slidegen.finding import Applicability, Edit, Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.diagnostics import diagnostic
from slidegen.lint.fix import apply_fixes
from slidegen.lint.handbook import page_about
from slidegen.lint.ignores import edits_for
from slidegen.lint.language_features import answer_about_names
from slidegen.lint.open_texts import Foretell, LastLook, OpenTexts, Units, takes_versions, units_of
from slidegen.lint.pulled import answer_pulls, takes_pulls, tell_of_changes

FIX_ALL = lsp.CodeActionKind.SourceFixAll

#: Seconds without a keystroke before the text is looked at.
PAUSE = 0.15
#: An editor may close the pipe while we look at its text: nobody is there who wants to know.
LEAVING = suppress(asyncio.CancelledError)


# ---- the server
class Protocol(LanguageServerProtocol):
    """The protocol; of a text that was never opened nobody knows what a change is a change of."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[object]:
        uri = params.text_document.uri
        if unquote(uri) in self.workspace.text_documents:
            yield from super().lsp_text_document__did_change(params)
            return
        message = f"{uri} was changed before it was opened: nothing is said of it until it is"
        self.notify(lsp.WINDOW_LOG_MESSAGE, lsp.LogMessageParams(lsp.MessageType.Warning, message))


def make_server(foretell: Foretell | None = None) -> LanguageServer:
    server = LanguageServer("slidegen", __version__, protocol_cls=Protocol)
    desk = OpenTexts(foretell)
    follow_texts(server, desk)
    answer_questions(server, desk)
    answer_about_names(server, desk)
    answer_pulls(server, desk)
    return server


def follow_texts(server: LanguageServer, desk: OpenTexts) -> None:
    """What the editor tells."""

    async def publish(uri: str, pause: float) -> None:
        turn = desk.turns.get(uri)
        await asyncio.sleep(pause)
        if takes_pulls(server) or turn is None or desk.turns.get(uri) != turn or uri not in desk.open:
            return
        view = await desk.look(uri)
        if view is not None and desk.turns.get(uri) == turn:
            found = [diagnostic(units_of(server), view.source, finding) for finding in view.findings]
            tell(server, uri, found)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(params: lsp.DidOpenTextDocumentParams) -> None:
        desk.take(params.text_document.uri, params.text_document.text, params.text_document.version)
        desk.save(params.text_document.uri)
        with LEAVING:
            await publish(params.text_document.uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        desk.take(uri, server.workspace.get_text_document(uri).source, params.text_document.version)
        with LEAVING:
            await publish(uri, PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(params: lsp.DidSaveTextDocumentParams) -> None:
        desk.forget()
        desk.save(params.text_document.uri)
        with LEAVING:
            await tell_of_changes(server)
            for uri in (params.text_document.uri, *desk.open):
                await publish(uri, 0)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        desk.close(uri)
        tell(server, uri, [])


def tell(server: LanguageServer, uri: str, found: list[lsp.Diagnostic]) -> None:
    """Unless the editor asks by itself."""
    if not takes_pulls(server):
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))


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

    kinds = [lsp.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds))
    async def code_action(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        view = await desk.look(params.text_document.uri)
        if view is None:
            return []
        offers = Offers(units_of(server), desk, view, takes_versions(server))
        return await asyncio.to_thread(offered, offers, params)


# ---- what is sent
def offered(offers: "Offers", params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """What may be done at the place, as far as the editor asked for that kind."""
    view, wanted = offers.view, params.context.only
    start = offers.units.offset(view.source, params.range.start)
    end = offers.units.offset(view.source, params.range.end)
    found = [f for f in view.findings if f.span.start <= end and start <= f.span.end]
    every = [action for finding in found for action in offers.about(finding)]
    if is_wanted(FIX_ALL, wanted):  # the whole text is read again to see what fixes would do
        every += offers.all_at_once()
    return [action for action in every if is_wanted(action.kind or "", wanted)]


def findings_at(view: LastLook, offset: int) -> list[Finding]:
    return [finding for finding in view.findings if finding.span.start <= offset <= finding.span.end]


def is_wanted(kind: str, wanted: Sequence[lsp.CodeActionKind | str] | None) -> bool:
    """Whether the editor asked for actions of that kind: `source` stands for `source.fixAll`, too.

    Who names no kind asks what may be done at a place, not for the whole text.
    """
    if not wanted:
        return kind != FIX_ALL
    return any(kind == each or kind.startswith(f"{each}.") for each in wanted)


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be done about the findings of a text, as it stands."""

    units: Units
    desk: OpenTexts
    view: LastLook
    versioned: bool

    def about(self, finding: Finding) -> Iterator[lsp.CodeAction]:
        """The finding's fix, and the suppression."""
        shown = [diagnostic(self.units, self.view.source, finding)]
        if finding.fix:
            safe = finding.fix.applicability is Applicability.SAFE
            title = finding.fix.title if safe else f"{finding.fix.title} (unsafe)"
            edit = self.edit(finding.fix.edits)
            yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, shown, is_preferred=safe, edit=edit)
        document = self.view.project.by_path.get(finding.path)
        if document is not None and (edits := tuple(edits_for(document, (finding,)))):
            title = f"Ignore {finding.rule.code} here"
            yield lsp.CodeAction(title, lsp.CodeActionKind.QuickFix, shown, edit=self.edit(edits))

    def all_at_once(self) -> Iterator[lsp.CodeAction]:
        """All safe fixes of the text: what an editor applies when it saves."""
        fixes = dict.fromkeys(
            f.fix for f in self.view.findings if f.fix and f.fix.applicability is Applicability.SAFE
        )
        taken = apply_fixes(self.view.project.by_path, fixes).fixes
        if taken:
            edits = tuple(edit for fix in taken for edit in fix.edits)
            yield lsp.CodeAction("Apply all safe fixes", FIX_ALL, edit=self.edit(edits))

    def edit(self, edits: tuple[Edit, ...]) -> lsp.WorkspaceEdit:
        """With the versions of open texts where the editor takes them: it refuses what is outdated."""
        changes: dict[str, list[lsp.TextEdit]] = {}
        for each in edits:
            source = self.desk.source_at(self.view.project, each.span.path) or self.view.source
            uri = self.desk.uri_of(self.view.project, each.span.path)
            place = self.units.range(source, each.span)
            changes.setdefault(uri, []).append(lsp.TextEdit(place, each.replacement))
        return self.view.standing.edit_of(changes, versioned=self.versioned)
