"""What an editor asks about names and slides: outlines, definitions, references, rename, completion, folding.

Knows how answers are sent. Must not know how they are found (`slidegen.lint.editor`), nor any finding.
"""

from collections.abc import Iterable

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.editor.offers import Completion, completions_at
from slidegen.lint.editor.outline import OutlineEntry, outline_of
from slidegen.lint.editor.slide_names import definitions_of, name_at, names_in, use_at, uses_in, uses_of
from slidegen.lint.open_texts import LastLook, OpenTexts, Units, takes_versions, units_of
from slidegen.lint.project import Project
from slidegen.location import Span

#: Characters behind which something may be offered.
TRIGGERS = ["[", "#", ":", "-", "/", "`", " "]


#: What may stand behind the `#` of a link.
NAME = re.compile(r"[^\s()<>#]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A text that is asked about, as it stands, and how its editor counts."""

    view: LastLook
    document: Document
    units: Units
    desk: OpenTexts
    versioned: bool  #: whether the editor takes edits of one version of a text

    @property
    def project(self) -> Project:
        return self.view.project

    def offset(self, position: lsp.Position) -> int:
        return self.units.offset(self.view.source, position)

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
        return self.desk.edit_of(changes, versioned=self.versioned)


def question(server: LanguageServer, desk: OpenTexts, uri: str) -> Question | None:
    """None for a text that is not open, or is no file for us."""
    view = desk.now(uri)
    document = view.project.by_path.get(view.source.path) if view else None
    if view is None or document is None:
        return None
    return Question(view, document, units_of(server), desk, takes_versions(server))


# ---- the answers
def answer_about_names(server: LanguageServer, desk: OpenTexts) -> None:
    """Register all answers."""
    answer_about_slides(server, desk)
    answer_about_places(server, desk)

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=TRIGGERS))
    def completion(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        asked = question(server, desk, params.text_document.uri)
        if asked is None:
            return []
        offers = completions_at(asked.document, asked.project, asked.offset(params.position))
        return [_item(asked, each) for each in offers]


def _item(asked: Question, each: Completion) -> lsp.CompletionItem:
    span = asked.document.source.span(each.start, each.end)
    edit = lsp.TextEdit(asked.units.range(asked.document.source, span), each.text)
    return lsp.CompletionItem(label=each.text.strip(), detail=each.detail, text_edit=edit)


def answer_about_slides(server: LanguageServer, desk: OpenTexts) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        asked = question(server, desk, params.text_document.uri)
        return [_symbol(asked, entry) for entry in outline_of(asked.document)] if asked else []

    @server.feature(lsp.WORKSPACE_SYMBOL)
    def workspace_symbols(params: lsp.WorkspaceSymbolParams) -> list[lsp.WorkspaceSymbol]:
        wanted, found = params.query.lower(), dict[tuple[str, int], lsp.WorkspaceSymbol]()
        for asked in (question(server, desk, uri) for uri in list(desk.open)):
            for document in asked.project.documents if asked else ():
                for entry in outline_of(document):
                    if asked and wanted in entry.name.lower():
                        found[document.path, entry.span.start] = lsp.WorkspaceSymbol(
                            asked.location(entry.title),
                            entry.name,
                            lsp.SymbolKind.String,
                            container_name=document.path,
                        )
        return list(found.values())

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        asked = question(server, desk, params.text_document.uri)
        if asked is None:
            return []
        line_at = asked.document.source.line_at
        spans = [entry.span for entry in outline_of(asked.document)]
        lines = [(line_at(span.start) - 1, line_at(span.end) - 2) for span in spans]
        return [lsp.FoldingRange(first, last) for first, last in lines if last > first]


def _symbol(asked: Question, entry: OutlineEntry) -> lsp.DocumentSymbol:
    source = asked.document.source
    kind = lsp.SymbolKind.Module if entry.level == 1 else lsp.SymbolKind.String
    whole, title = asked.units.range(source, entry.span), asked.units.range(source, entry.title)
    return lsp.DocumentSymbol(entry.name, kind, whole, title)


def answer_about_places(server: LanguageServer, desk: OpenTexts) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        asked = question(server, desk, params.text_document.uri)
        use = use_at(asked.document, asked.project, asked.offset(params.position)) if asked else None
        if asked is None or use is None:
            return []
        return asked.locations(definitions_of(use, asked.document, asked.project))

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        asked = question(server, desk, params.text_document.uri)
        name = asked.name_at(params.position) if asked else None
        if asked is None or name is None:
            return []
        return asked.locations(use.span for use in uses_of(name, asked.document, asked.project))

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_LINK)
    def links(params: lsp.DocumentLinkParams) -> list[lsp.DocumentLink]:
        asked = question(server, desk, params.text_document.uri)
        if asked is None:
            return []
        files = (use for use in uses_in(asked.document, asked.project) if use.sort == "file")
        source = asked.document.source
        return [
            lsp.DocumentLink(asked.units.range(source, use.span), desk.uri_of(asked.project, use.name))
            for use in files
        ]

    @server.feature(lsp.TEXT_DOCUMENT_RENAME)
    def rename(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        asked = question(server, desk, params.text_document.uri)
        name = asked.name_at(params.position) if asked else None
        if asked is None or name is None:
            return None
        if not NAME.fullmatch(params.new_name):
            raise JsonRpcInvalidParams(f"{params.new_name!r} is no name that a link can lead to")
        written = (span for other in asked.project.documents for n, span in names_in(other) if n == name)
        spans = [span for span in written if span.start < span.end]
        spans += [use.span for use in uses_of(name, asked.document, asked.project)]
        return asked.renamed(spans, name, params.new_name)
