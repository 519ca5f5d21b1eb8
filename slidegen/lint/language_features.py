"""What an editor asks about names and slides: outlines, definitions, references, rename, completion, folding.

Knows how answers are sent. Must not know how they are found (`slidegen.lint.editor`), nor any finding.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol, TypeVar

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.editor.offers import Completion, completions_at
from slidegen.lint.editor.outline import OutlineEntry, outline_of
from slidegen.lint.editor.slide_names import definitions_of, name_at, names_in, use_at, uses_in, uses_of
from slidegen.lint.open_texts import OpenTexts, Standing, Units, takes_versions, units_of
from slidegen.lint.project import Project
from slidegen.location import Span

#: Characters behind which something may be offered.
TRIGGERS = ["[", "#", ":", "-", "/", "`", " "]


#: What may stand behind the `#` of a link.
NAME = re.compile(r"[^\s()<>#]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A text that is asked about, as it stands, and how its editor counts."""

    standing: Standing
    document: Document
    units: Units
    desk: OpenTexts
    versioned: bool  #: whether the editor takes edits of one version of a text

    @property
    def project(self) -> Project:
        return self.standing.project

    def offset(self, position: lsp.Position) -> int:
        return self.units.offset(self.standing.source, position)

    def name_at(self, position: lsp.Position) -> str | None:
        """The slide's name at the place, where it is given or where it is used."""
        offset = self.offset(position)
        use = use_at(self.document, self.project, offset)
        return name_at(self.document, offset) or (use.name if use and use.sort != "file" else None)

    def location(self, span: Span) -> lsp.Location:
        source = self.desk.source_at(self.project, span.path)
        start = lsp.Position(0, 0)
        place = self.units.range(source, span) if source else lsp.Range(start, start)
        return lsp.Location(self.desk.uri_of(self.project, span.path), place)

    def locations(self, spans: Iterable[Span]) -> list[lsp.Location]:
        return [self.location(span) for span in dict.fromkeys(spans)]

    def renamed(self, spans: Iterable[Span], old: str, new: str) -> lsp.WorkspaceEdit:
        """Each span says the name, perhaps behind a `#`."""
        changes: dict[str, list[lsp.TextEdit]] = {}
        for span in dict.fromkeys(spans):
            source = self.desk.source_at(self.project, span.path)
            at = source.text.find(old, span.start, span.end) if source else -1
            if source and at >= 0:
                place = self.units.range(source, Span(span.path, at, at + len(old)))
                uri = self.desk.uri_of(self.project, span.path)
                changes.setdefault(uri, []).append(lsp.TextEdit(place, new))
        return self.standing.edit_of(changes, versioned=self.versioned)


def question(server: LanguageServer, desk: OpenTexts, uri: str) -> Question | None:
    """None for a text that is not open, or is no file for us. No rule is asked."""
    standing = desk.stand(uri)
    document = standing.project.by_path.get(standing.source.path) if standing else None
    if standing is None or document is None:
        return None
    return Question(standing, document, units_of(server), desk, takes_versions(server))


class _AboutText(Protocol):
    """What an editor asks of one text."""

    text_document: lsp.TextDocumentIdentifier


Asked = TypeVar("Asked", bound=_AboutText)
Answer = TypeVar("Answer")


# ---- the answers
def answer_about_names(server: LanguageServer, desk: OpenTexts) -> None:
    """Register all answers. Each is found beside the loop: to read a large text takes a second."""

    def answered(find: Callable[[Question, Asked], Answer]) -> Callable[[Asked], Awaitable[Answer | None]]:
        async def answer(params: Asked) -> Answer | None:
            asked = question(server, desk, params.text_document.uri)
            return None if asked is None else await asyncio.to_thread(find, asked, params)

        return answer

    options = lsp.CompletionOptions(trigger_characters=TRIGGERS)
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, options)(answered(_completions))
    server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(answered(_symbols))
    server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)(answered(_folds))
    server.feature(lsp.TEXT_DOCUMENT_DEFINITION)(answered(_definitions))
    server.feature(lsp.TEXT_DOCUMENT_REFERENCES)(answered(_references))
    server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)(answered(_links))
    server.feature(lsp.TEXT_DOCUMENT_RENAME)(answered(_renamed))

    @server.feature(lsp.WORKSPACE_SYMBOL)
    async def workspace_symbols(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        every = [asked for uri in list(desk.open) if (asked := question(server, desk, uri))]
        return await asyncio.to_thread(_symbols_called, every, params.query.lower())


def _completions(asked: Question, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    offers = completions_at(asked.document, asked.project, asked.offset(params.position))
    return [_item(asked, each) for each in offers]


def _item(asked: Question, each: Completion) -> lsp.CompletionItem:
    span = asked.document.source.span(each.start, each.end)
    edit = lsp.TextEdit(asked.units.range(asked.document.source, span), each.text)
    return lsp.CompletionItem(label=each.text.strip(), detail=each.detail, text_edit=edit)


# ---- slides
def _symbols(asked: Question, _: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    return [_symbol(asked, entry) for entry in asked.document.view(outline_of)]


def _symbol(asked: Question, entry: OutlineEntry) -> lsp.DocumentSymbol:
    source = asked.document.source
    kind = lsp.SymbolKind.Module if entry.level == 1 else lsp.SymbolKind.String
    whole, title = asked.units.range(source, entry.span), asked.units.range(source, entry.title)
    return lsp.DocumentSymbol(entry.name, kind, whole, title)


def _symbols_called(every: Iterable[Question], wanted: str) -> list[lsp.WorkspaceSymbol]:
    found = dict[tuple[str, int], lsp.WorkspaceSymbol]()
    for asked in every:
        for document in asked.project.documents:
            for entry in document.view(outline_of):
                if wanted in entry.name.lower():
                    found[document.path, entry.span.start] = lsp.WorkspaceSymbol(
                        asked.location(entry.title),
                        entry.name,
                        lsp.SymbolKind.String,
                        container_name=document.path,
                    )
    return list(found.values())


def _folds(asked: Question, _: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    line_at = asked.document.source.line_at
    spans = [entry.span for entry in asked.document.view(outline_of)]
    lines = [(line_at(span.start) - 1, line_at(span.end) - 2) for span in spans]
    return [lsp.FoldingRange(first, last) for first, last in lines if last > first]


# ---- places
def _definitions(asked: Question, params: lsp.DefinitionParams) -> list[lsp.Location]:
    use = use_at(asked.document, asked.project, asked.offset(params.position))
    return asked.locations(definitions_of(use, asked.document, asked.project)) if use else []


def _references(asked: Question, params: lsp.ReferenceParams) -> list[lsp.Location]:
    name = asked.name_at(params.position)
    if name is None:
        return []
    return asked.locations(use.span for use in uses_of(name, asked.document, asked.project))


def _links(asked: Question, _: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
    files = (use for use in uses_in(asked.document, asked.project) if use.sort == "file")
    source, uri_of = asked.document.source, asked.desk.uri_of
    return [
        lsp.DocumentLink(asked.units.range(source, use.span), uri_of(asked.project, use.name))
        for use in files
    ]


def _renamed(asked: Question, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    name = asked.name_at(params.position)
    if name is None:
        return None
    if not NAME.fullmatch(params.new_name):
        raise JsonRpcInvalidParams(f"{params.new_name!r} is no name that a link can lead to")
    written = (span for other in asked.project.documents for n, span in names_in(other) if n == name)
    spans = [span for span in written if span.start < span.end]
    spans += [use.span for use in uses_of(name, asked.document, asked.project)]
    return asked.renamed(spans, name, params.new_name)
