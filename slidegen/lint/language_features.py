"""What an editor asks about names and slides: outlines, definitions, references, rename, completion, folding.

Knows how answers are sent. Must not know how they are found (`slidegen.lint.editor`), nor any finding.
"""

from collections.abc import Iterable

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from slidegen.lint.document import Document
from slidegen.lint.editor.offers import completions_at
from slidegen.lint.editor.outline import OutlineEntry, outline_of
from slidegen.lint.editor.slide_names import definitions_of, name_at, names_in, use_at, uses_in, uses_of
from slidegen.lint.open_texts import LastLook, OpenTexts, Units, units_of
from slidegen.location import Span

#: Characters behind which something may be offered.
TRIGGERS = ["[", "#", ":", "-", "/", "`", " "]


def answer_about_names(server: LanguageServer, desk: OpenTexts) -> None:
    """Register all answers."""
    answer_about_slides(server, desk)
    answer_about_places(server, desk)

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=TRIGGERS))
    def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        view, units = desk.now(params.text_document.uri), units_of(server)
        document = _document(view)
        if view is None or document is None:
            return []
        offset = units.offset(view.source, params.position)
        return [
            lsp.CompletionItem(
                label=each.text.strip(),
                detail=each.detail,
                text_edit=lsp.TextEdit(
                    units.range(view.source, Span(view.source.path, each.start, each.end)), each.text
                ),
            )
            for each in completions_at(document, view.project, offset)
        ]


def _document(view: LastLook | None) -> Document | None:
    return view.project.by_path.get(view.source.path) if view else None


def answer_about_slides(server: LanguageServer, desk: OpenTexts) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        view, units = desk.now(params.text_document.uri), units_of(server)
        document = _document(view)
        return [_symbol(units, document, entry) for entry in outline_of(document)] if document else []

    @server.feature(lsp.WORKSPACE_SYMBOL)
    def workspace_symbols(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        units, wanted = units_of(server), params.query.lower()
        found: dict[tuple[str, int], lsp.WorkspaceSymbol] = {}
        for view in filter(None, map(desk.now, list(desk.open))):
            for document in view.project.documents:
                for entry in outline_of(document):
                    if wanted in entry.name.lower():
                        place = _location(units, desk, view, entry.title)
                        found[document.path, entry.span.start] = lsp.WorkspaceSymbol(
                            place, entry.name, lsp.SymbolKind.String, container_name=document.path
                        )
        return list(found.values())

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        document = _document(desk.now(params.text_document.uri))
        entries = outline_of(document) if document else ()
        lines = [
            (_line(document, e.span.start), _line(document, e.span.end) - 1) for e in entries if document
        ]
        return [lsp.FoldingRange(first, last) for first, last in lines if last > first]


def _line(document: Document | None, offset: int) -> int:
    return document.source.line_at(offset) - 1 if document else 0


def _symbol(units: Units, document: Document, entry: OutlineEntry) -> lsp.DocumentSymbol:
    whole = units.range(document.source, entry.span)
    kind = lsp.SymbolKind.Module if entry.level == 1 else lsp.SymbolKind.String
    return lsp.DocumentSymbol(entry.name, kind, whole, units.range(document.source, entry.title))


def answer_about_places(server: LanguageServer, desk: OpenTexts) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        view, units = desk.now(params.text_document.uri), units_of(server)
        document = _document(view)
        if view is None or document is None:
            return []
        use = use_at(document, view.project, units.offset(view.source, params.position))
        spans = definitions_of(use, document, view.project) if use else ()
        return _locations(units, desk, view, spans)

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        view, units = desk.now(params.text_document.uri), units_of(server)
        document = _document(view)
        if view is None or document is None:
            return []
        name = _name(document, view, units.offset(view.source, params.position))
        spans = [use.span for use in uses_of(name, document, view.project)] if name else []
        return _locations(units, desk, view, spans)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
    def links(params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
        view, units = desk.now(params.text_document.uri), units_of(server)
        document = _document(view)
        if view is None or document is None:
            return []
        return [
            lsp.DocumentLink(units.range(view.source, use.span), desk.uri_of(view.project, use.name))
            for use in uses_in(document, view.project)
            if use.sort == "file"
        ]

    @server.feature(lsp.TEXT_DOCUMENT_RENAME)
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        view, units = desk.now(params.text_document.uri), units_of(server)
        document = _document(view)
        name = (
            _name(document, view, units.offset(view.source, params.position)) if view and document else None
        )
        if view is None or document is None or name is None:
            return None
        written = [span for other in view.project.documents for n, span in names_in(other) if n == name]
        spans = [span for span in written if span.start < span.end]
        spans += [use.span for use in uses_of(name, document, view.project)]
        return _renamed(units, desk, view, spans, name, params.new_name)


def _name(document: Document, view: LastLook | None, offset: int) -> str | None:
    """The slide's name at `offset`, where it is given or where it is used."""
    if view is None:
        return None
    use = use_at(document, view.project, offset)
    return name_at(document, offset) or (use.name if use and use.sort != "file" else None)


def _locations(units: Units, desk: OpenTexts, view: LastLook, spans: Iterable[Span]) -> list[lsp.Location]:
    return [_location(units, desk, view, span) for span in dict.fromkeys(spans)]


def _location(units: Units, desk: OpenTexts, view: LastLook, span: Span) -> lsp.Location:
    source = desk.source_at(view.project, span.path)
    start = lsp.Position(0, 0)
    place = units.range(source, span) if source else lsp.Range(start, start)
    return lsp.Location(desk.uri_of(view.project, span.path), place)


def _renamed(
    units: Units, desk: OpenTexts, view: LastLook, spans: Iterable[Span], old: str, new: str
) -> lsp.WorkspaceEdit:
    """Each span says the name, perhaps behind a `#`."""
    changes: dict[str, list[lsp.TextEdit]] = {}
    for span in dict.fromkeys(spans):
        source = desk.source_at(view.project, span.path)
        at = source.text.find(old, span.start, span.end) if source else -1
        if source and at >= 0:
            place = units.range(source, Span(span.path, at, at + len(old)))
            changes.setdefault(desk.uri_of(view.project, span.path), []).append(lsp.TextEdit(place, new))
    return lsp.WorkspaceEdit(changes=changes)
