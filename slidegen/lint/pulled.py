"""Findings that an editor asks for, instead of being told: those of an open text, and those of all texts
below its folders.

An editor that asks is told nothing by itself, or each finding would be shown twice. What it has is known by
result ids, so that only what changed is sent; of all texts, nothing is judged while no file is another.

Knows the protocol's questions. Must not know any rule.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from slidegen.cache import digest_of
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.diagnostics import diagnostic
from slidegen.lint.open_texts import OpenTexts, Units, units_of

NAME = "slidegen"
#: So many texts are sent at once to who takes them in parts.
PART = 50
#: What may change what is said of a text: texts, settings, pictures.
WATCHED = lsp.FileSystemWatcher("**/*")

Item = lsp.WorkspaceFullDocumentDiagnosticReport | lsp.WorkspaceUnchangedDocumentDiagnosticReport
Stamps = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of one text."""

    items: tuple[lsp.Diagnostic, ...]
    version: int | None  #: of an open one

    @property
    def result_id(self) -> str:
        return digest_of(repr(self.items))


def takes_pulls(server: LanguageServer) -> bool:
    """Whether the editor asks for the findings of an open text."""
    text = server.client_capabilities.text_document
    return bool(text and text.diagnostic)


async def tell_of_changes(server: LanguageServer) -> None:
    """Have the editor ask anew, where it takes such a hint: a saved text changes what is said of others."""
    workspace = server.client_capabilities.workspace
    if workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
        server.workspace_diagnostic_refresh(None)


def answer_pulls(server: LanguageServer, desk: OpenTexts) -> None:
    """What the editor asks, and what it tells of files that others changed."""
    sweeps = Sweeps(desk)
    options = lsp.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier=NAME)

    @server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)
    async def of_text(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        uri = params.text_document.uri
        view = await desk.look(uri)
        if view is None:
            return lsp.RelatedFullDocumentDiagnosticReport([])
        said = Said(tuple(diagnostic(units_of(server), view.source, each) for each in view.findings), None)
        if said.result_id == params.previous_result_id:
            return lsp.RelatedUnchangedDocumentDiagnosticReport(said.result_id)
        return lsp.RelatedFullDocumentDiagnosticReport(said.items, result_id=said.result_id)

    @server.feature(lsp.WORKSPACE_DIAGNOSTIC)
    async def of_all(params: lsp.WorkspaceDiagnosticParams) -> lsp.WorkspaceDiagnosticReport:
        had = {each.uri: each.value for each in params.previous_result_ids}
        said = await sweeps.look(_folders(server), units_of(server))
        items = list(_news(said, had))
        if params.partial_result_token is None:
            return lsp.WorkspaceDiagnosticReport(items)
        for start in range(0, len(items), PART):
            part = lsp.WorkspaceDiagnosticReport(items[start : start + PART])
            server.progress(lsp.ProgressParams(params.partial_result_token, part))
        return lsp.WorkspaceDiagnosticReport([])

    @server.feature(lsp.INITIALIZED)
    async def watch(_: lsp.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watched = workspace and workspace.did_change_watched_files
        if watched and watched.dynamic_registration:
            options = lsp.DidChangeWatchedFilesRegistrationOptions([WATCHED])
            method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = lsp.Registration("slidegen-files", method, options)
            await server.client_register_capability_async(lsp.RegistrationParams([registration]))

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(_: lsp.DidChangeWatchedFilesParams) -> None:
        desk.forget()
        await tell_of_changes(server)


def _folders(server: LanguageServer) -> tuple[Path, ...]:
    """The folders that the editor has open."""
    folders = [to_fs_path(each.uri) for each in server.workspace.folders.values()]
    folders = folders or [server.workspace.root_path]
    return tuple(Path(folder).resolve() for folder in folders if folder)


def _news(said: Mapping[str, Said], had: Mapping[str, str]) -> Iterator[Item]:
    """What is new to the editor, and what it has still; a text that has no findings any more says so."""
    for uri, each in said.items():
        if had.get(uri) == each.result_id:
            yield lsp.WorkspaceUnchangedDocumentDiagnosticReport(uri, each.result_id, each.version)
        else:
            yield lsp.WorkspaceFullDocumentDiagnosticReport(
                uri, each.items, each.version, result_id=each.result_id
            )
    for uri in had.keys() - said.keys():
        yield lsp.WorkspaceFullDocumentDiagnosticReport(uri, (), result_id=Said((), None).result_id)


class Sweeps:
    """What was said of the texts below folders, while they are what they were."""

    def __init__(self, desk: OpenTexts) -> None:
        self.desk = desk
        self.known: dict[Path, tuple[Stamps, dict[str, Said]]] = {}
        self.turn = asyncio.Lock()  #: who asks again meanwhile gets what is just being found

    async def look(self, folders: Sequence[Path], units: Units) -> dict[str, Said]:
        said: dict[str, Said] = {}
        async with self.turn:
            for folder in folders:
                said |= await asyncio.to_thread(self._below, folder, units)
        return said

    def _below(self, folder: Path, units: Units) -> dict[str, Said]:
        stamps = self.desk.stamps_below(folder)
        if folder not in self.known or self.known[folder][0] != stamps:
            self.known[folder] = stamps, self._judge(folder, units)
        return self.known[folder][1]

    def _judge(self, folder: Path, units: Units) -> dict[str, Said]:
        project, findings = self.desk.look_below(folder)
        said: dict[str, Said] = {}
        for path, group in groupby(findings, key=lambda finding: finding.path):
            source, uri = self.desk.source_at(project, path), self.desk.uri_of(project, path)
            if source:
                items = tuple(diagnostic(units, source, each) for each in group)
                said[uri] = Said(items, self.desk.versions.get(uri))
        return said
