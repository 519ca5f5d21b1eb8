"""`slidegen lsp` with a real client over standard input and output."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from conftest import clean_environment

pytest.importorskip("pygls", reason="pygls is not installed (the extra lsp)")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

Tree = Callable[[Mapping[str, str | bytes]], Path]

DECK = "title: Nodes\ncontent:\n- nodes.md\n- - pods.md\n"
NODES = "# Nodes\n\n🎉 ![](https://example.com/a.png)\n\n---\n\nclas: middle\n\n# More\n"


def run(story: Coroutine[None, None, None]) -> None:
    """Run it in a thread of its own: the browser of other tests has an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, story).result()


class Editor:
    """An editor, reduced to what it says and is told."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client, self.root = client, root
        self.told: dict[str, list[lsp.Diagnostic]] = {}
        self.news = asyncio.Event()

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str) -> None:
        item = lsp.TextDocumentItem(self.uri(name), "markdown", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str, version: int) -> None:
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                lsp.VersionedTextDocumentIdentifier(version, self.uri(name)),
                [lsp.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def diagnostics(self, name: str) -> list[lsp.Diagnostic]:
        """The next ones that the server tells of the text."""
        while self.uri(name) not in self.told:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 30)
        return self.told.pop(self.uri(name))


@asynccontextmanager
async def editor(root: Path) -> AsyncIterator[Editor]:
    client = LanguageClient("test", "1")
    mine = Editor(client, root)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        mine.told[params.uri] = list(params.diagnostics)
        mine.news.set()

    await client.start_io(sys.executable, "-m", "slidegen", "lsp", env=clean_environment(), cwd=root)
    await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=root.as_uri()))
    client.initialized(lsp.InitializedParams())
    try:
        yield mine
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()


def identifier(mine: Editor, name: str) -> lsp.TextDocumentIdentifier:
    return lsp.TextDocumentIdentifier(mine.uri(name))


def start_workshop(tree: Tree) -> Path:
    return tree({".git/HEAD": "", "deck.yml": DECK, "nodes.md": NODES, "pods.md": "# Pods\n"})


def test_findings_come_as_one_types(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open("nodes.md", NODES)
            found = {d.code: d for d in await mine.diagnostics("nodes.md")}
            assert set(found) == {"SG410", "SG415", "SG420"}
            assert found["SG415"].range.start == lsp.Position(2, 3), "columns are UTF-16 by default"
            assert found["SG410"].severity is lsp.DiagnosticSeverity.Warning
            mine.type("nodes.md", NODES.replace("clas:", "class:"), 2)
            assert "SG410" not in {d.code for d in await mine.diagnostics("nodes.md")}

    run(story())


def test_hover_shows_the_rule(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open("nodes.md", NODES)
            await mine.diagnostics("nodes.md")
            ask = lsp.HoverParams(identifier(mine, "nodes.md"), lsp.Position(6, 1))
            shown = await mine.client.text_document_hover_async(ask)
            assert shown is not None
            assert isinstance(shown.contents, lsp.MarkupContent)
            assert "## SG410 unknown-property" in shown.contents.value
            nothing = lsp.HoverParams(identifier(mine, "nodes.md"), lsp.Position(0, 3))
            assert await mine.client.text_document_hover_async(nothing) is None

    run(story())


def test_fixes_are_code_actions(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open("nodes.md", NODES)
            await mine.diagnostics("nodes.md")
            at = lsp.Range(lsp.Position(6, 1), lsp.Position(6, 1))
            ask = lsp.CodeActionParams(identifier(mine, "nodes.md"), at, lsp.CodeActionContext([]))
            offered = await mine.client.text_document_code_action_async(ask)
            assert offered is not None
            fix, ignore = (action for action in offered if isinstance(action, lsp.CodeAction))
            assert fix.title == "Write `class`"
            assert fix.edit is not None
            edits = (fix.edit.changes or {})[mine.uri("nodes.md")]
            assert [*edits] == [lsp.TextEdit(lsp.Range(lsp.Position(6, 0), lsp.Position(6, 4)), "class")]
            assert ignore.title == "Ignore SG410 here"

    run(story())


def test_from_a_manifest_to_its_fragment(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open("deck.yml", DECK)
            await mine.diagnostics("deck.yml")
            ask = lsp.DefinitionParams(identifier(mine, "deck.yml"), lsp.Position(3, 6))
            found = await mine.client.text_document_definition_async(ask)
            assert isinstance(found, lsp.Location)
            assert found.uri == mine.uri("pods.md")

    run(story())


def test_closing_takes_the_findings_away(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open("nodes.md", NODES)
            assert await mine.diagnostics("nodes.md")
            closed = lsp.DidCloseTextDocumentParams(identifier(mine, "nodes.md"))
            mine.client.text_document_did_close(closed)
            assert await mine.diagnostics("nodes.md") == []

    run(story())
