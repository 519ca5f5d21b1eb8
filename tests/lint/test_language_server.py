"""`slidegen lsp` with a real client over standard input and output."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import clean_environment
from lint.event_loop import run

pytest.importorskip("pygls", reason="pygls is not installed (the extra lsp)")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

Tree = Callable[[Mapping[str, str | bytes]], Path]

DECK = "title: Nodes\ncontent:\n- nodes.md\n- - pods.md\n"
NODES = "# Nodes\n\n🎉 ![](https://example.com/a.png)\n\n---\n\nclas: middle\n\n# More\n"


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
async def editor(root: Path, capabilities: lsp.ClientCapabilities | None = None) -> AsyncIterator[Editor]:
    client = LanguageClient("test", "1")
    mine = Editor(client, root)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]  # pygls has no types for it
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        mine.told[params.uri] = list(params.diagnostics)
        mine.news.set()

    await client.start_io(sys.executable, "-m", "slidegen", "lsp", env=clean_environment(), cwd=root)
    await client.initialize_async(
        lsp.InitializeParams(capabilities or lsp.ClientCapabilities(), root_uri=root.as_uri())
    )
    client.initialized(lsp.InitializedParams())
    try:
        yield mine
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]


def at(*numbers: int) -> lsp.Range:
    return lsp.Range(lsp.Position(*numbers[:2]), lsp.Position(*numbers[2:]))


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


def test_what_was_not_opened_is_told_when_it_changes(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            said = asyncio.get_running_loop().create_future()

            def logged(params: lsp.LogMessageParams) -> None:
                said.set_result(params.message)

            mine.client.feature(lsp.WINDOW_LOG_MESSAGE)(logged)
            mine.type("nodes.md", NODES, 2)
            assert "before it was opened" in await asyncio.wait_for(said, 30)
            mine.open("nodes.md", NODES)
            assert [d.code for d in await mine.diagnostics("nodes.md")] != []

    run(story())


ADDRESS = "https://git.example.com/slidegen/blob/v1/RULES.md"


@pytest.mark.parametrize("built_with", [ADDRESS, ""])
def test_what_rots_is_struck_through_and_its_code_leads_to_its_page(tree: Tree, built_with: str) -> None:
    """Python looks for packages in the folder that it is started in, before all others."""
    package = "Metadata-Version: 2.1\nName: slidegen-workshop\nVersion: 1\n"
    package += f"Project-URL: Rules, {built_with}\n" if built_with else ""
    text = NODES + "\n```bash\nkubectl exec web ls\n```\n"

    async def story() -> None:
        root = start_workshop(tree)
        tree({"slidegen_workshop-1.dist-info/METADATA": package})
        async with editor(root) as mine:
            mine.open("nodes.md", text)
            found = {d.code: d for d in await mine.diagnostics("nodes.md")}
            assert [*(found["SG104"].tags or ())] == [lsp.DiagnosticTag.Deprecated]
            assert found["SG415"].tags is None
            leads = found["SG104"].code_description
            assert (leads.href if leads else "") == (
                f"{ADDRESS}#sg104-exec-without-dashes" if built_with else ""
            )

    run(story())


def test_files_that_a_text_names_are_links(tree: Tree) -> None:
    async def story() -> None:
        text = "# A\n\n@@INCLUDE[pods.md]\n\n![](a.png)\n"
        root = start_workshop(tree)
        tree({"a.png": "", "nodes.md": text})
        async with editor(root) as mine:
            mine.open("nodes.md", text)
            await mine.diagnostics("nodes.md")
            found = await mine.client.text_document_document_link_async(
                lsp.DocumentLinkParams(identifier(mine, "nodes.md"))
            )
            assert mine.uri("pods.md") in [each.target for each in found or ()]

    run(story())


BROKEN = "lang: en\nbrand: {footre: x}\ncontent:\n- |\n  # X\n\n  .red[\n\n  @@NO@@\n- pods.md\n"


def test_what_is_saved_is_told_as_lint_tells_it(tree: Tree) -> None:
    """With what only a build sees; while one types, a deck is not composed for each key."""

    async def story() -> None:
        root = start_workshop(tree)
        (root / "deck.yml").write_text(BROKEN)
        call = [sys.executable, "-m", "slidegen", "lint", "deck.yml", "--format", "json"]
        lint = await asyncio.create_subprocess_exec(
            *call, cwd=root, env=clean_environment(), stdout=asyncio.subprocess.PIPE
        )
        report = json.loads((await lint.communicate())[0])
        wanted = {each["code"] for each in report["findings"] if each["path"] == "deck.yml"}
        assert {"SG020", "SG401", "SG407"} <= wanted
        async with editor(root) as mine:
            mine.open("deck.yml", BROKEN)
            assert {d.code for d in await mine.diagnostics("deck.yml")} == wanted
            mine.type("deck.yml", BROKEN + "\n", 2)
            assert {d.code for d in await mine.diagnostics("deck.yml")} < wanted
            (root / "deck.yml").write_text(BROKEN + "\n")
            mine.client.text_document_did_save(lsp.DidSaveTextDocumentParams(identifier(mine, "deck.yml")))
            assert {d.code for d in await mine.diagnostics("deck.yml")} == wanted

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


VERSIONED = lsp.ClientCapabilities(
    workspace=lsp.WorkspaceClientCapabilities(
        workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
    )
)


def test_an_action_is_about_the_text_as_it_is_now(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree), VERSIONED) as mine:
            mine.open("nodes.md", NODES)
            await mine.diagnostics("nodes.md")
            mine.type("nodes.md", "new\n\n" + NODES, 7)
            ask = lsp.CodeActionParams(
                identifier(mine, "nodes.md"),
                at(8, 1, 8, 1),
                lsp.CodeActionContext([], only=[lsp.CodeActionKind.QuickFix]),
            )
            fix, *_ = await mine.client.text_document_code_action_async(ask) or []
            assert isinstance(fix, lsp.CodeAction)
            assert fix.edit is not None
            (change,) = fix.edit.document_changes or ()
            assert isinstance(change, lsp.TextDocumentEdit)
            assert change.text_document.version == 7
            assert [*change.edits] == [lsp.TextEdit(at(8, 0, 8, 4), "class")]

    run(story())


def test_on_save_all_safe_fixes_and_nothing_else(tree: Tree) -> None:
    async def story() -> None:
        text = "# A\n\n```bash\nkubectl exec web ls\nkubectl exec x –it sh\n```\n"
        async with editor(tree({".git/HEAD": "", "a.md": text})) as mine:
            mine.open("a.md", text)
            await mine.diagnostics("a.md")
            only = lsp.CodeActionContext([], only=[lsp.CodeActionKind.SourceFixAll])
            ask = lsp.CodeActionParams(identifier(mine, "a.md"), at(0, 0, 6, 0), only)
            offered = await mine.client.text_document_code_action_async(ask) or []
            assert [action.kind for action in offered if isinstance(action, lsp.CodeAction)] == [
                lsp.CodeActionKind.SourceFixAll
            ]

    run(story())


def test_from_a_link_to_its_slide_and_back(tree: Tree) -> None:
    async def story() -> None:
        nodes = NODES + "\n[pods](#pods-2)\n\n---\n\ntemplate: base\n\n# Z\n"
        pods = "name: pods-2\n\n# Pods\n\n---\n\nname: base\nlayout: true\n"
        async with editor(
            tree({".git/HEAD": "", "deck.yml": DECK, "nodes.md": nodes, "pods.md": pods})
        ) as mine:
            mine.open("nodes.md", nodes)
            here = identifier(mine, "nodes.md")
            ask = lsp.DefinitionParams(here, lsp.Position(10, 9))
            assert await mine.client.text_document_definition_async(ask) == [
                lsp.Location(mine.uri("pods.md"), at(0, 6, 0, 12))
            ]
            ask = lsp.DefinitionParams(here, lsp.Position(14, 11))
            assert await mine.client.text_document_definition_async(ask) == [
                lsp.Location(mine.uri("pods.md"), at(6, 6, 6, 10))
            ]
            mine.open("pods.md", pods)
            there = identifier(mine, "pods.md")
            back = lsp.ReferenceParams(lsp.ReferenceContext(False), there, lsp.Position(0, 8))
            found = await mine.client.text_document_references_async(back) or []
            assert [each.uri for each in found] == [mine.uri("nodes.md")]
            renamed = await mine.client.text_document_rename_async(
                lsp.RenameParams(there, lsp.Position(0, 8), "all-pods")
            )
            assert renamed is not None
            assert {uri: [*edits] for uri, edits in (renamed.changes or {}).items()} == {
                mine.uri("pods.md"): [lsp.TextEdit(at(0, 6, 0, 12), "all-pods")],
                mine.uri("nodes.md"): [lsp.TextEdit(at(10, 8, 10, 14), "all-pods")],
            }

    run(story())


def test_slides_are_symbols_and_fold(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open("nodes.md", NODES)
            here = identifier(mine, "nodes.md")
            found = await mine.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(here))
            assert [each.name for each in found or ()] == ["Nodes", "More"]
            folds = await mine.client.text_document_folding_range_async(lsp.FoldingRangeParams(here))
            assert next((each.start_line, each.end_line) for each in folds or ()) == (0, 3)
            of_all = await mine.client.workspace_symbol_async(lsp.WorkspaceSymbolParams("pod"))
            assert [each.name for each in of_all or ()] == ["Pods"]

    run(story())


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("nodes.md", "cla", "class:"),
        ("nodes.md", "# A\n\n[x](#po", "pods"),
        ("nodes.md", "# A\n\n@@INCLUDE[po", "pods.md"),
        ("nodes.md", "# A\n\n<!-- slidegen: ignore-next-line SG10", "SG104"),
        ("nodes.md", "# A\n\n```ba", "bash"),
        ("nodes.md", "class: pic\n\n---\nclass: pi", "pic"),
        ("nodes.md", "name: base\n\n---\ntemplate: ba", "base"),
        ("deck.yml", "content:\n- no", "nodes.md"),
        ("deck.yml", "content: []\nexc", "exclude:"),
    ],
)
def test_what_may_be_written_is_offered(tree: Tree, name: str, text: str, label: str) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open(name, text)
            last = text.split("\n")
            place = lsp.Position(len(last) - 1, len(last[-1]))
            offered = await mine.client.text_document_completion_async(
                lsp.CompletionParams(identifier(mine, name), place)
            )
            assert isinstance(offered, list)
            assert label in [each.label for each in offered]

    run(story())


def test_from_a_manifest_to_its_fragment(tree: Tree) -> None:
    async def story() -> None:
        async with editor(start_workshop(tree)) as mine:
            mine.open("deck.yml", DECK)
            await mine.diagnostics("deck.yml")
            ask = lsp.DefinitionParams(identifier(mine, "deck.yml"), lsp.Position(3, 6))
            found = await mine.client.text_document_definition_async(ask)
            assert found == [lsp.Location(mine.uri("pods.md"), at(0, 0, 0, 0))]

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


# ---- findings that the editor asks for
ASKS = lsp.ClientCapabilities(
    text_document=lsp.TextDocumentClientCapabilities(diagnostic=lsp.DiagnosticClientCapabilities()),
    workspace=lsp.WorkspaceClientCapabilities(
        diagnostics=lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    ),
)
EXEC = "# Pods\n\n```bash\nkubectl exec web ls\n```\n"


async def all_texts(mine: Editor, had: Mapping[str, str], token: str | None = None) -> list[object]:
    """What the server says of all texts, to who has some of it."""
    previous = [lsp.PreviousResultId(uri, value) for uri, value in had.items()]
    params = lsp.WorkspaceDiagnosticParams(previous, partial_result_token=token)
    return list((await mine.client.workspace_diagnostic_async(params)).items)


def by_name(mine: Editor, items: list[object]) -> dict[str, tuple[str, list[object]]]:
    """Each text's kind of report, and the codes in it."""
    return {
        Path(each.uri).name: (each.kind, sorted(d.code for d in getattr(each, "items", ()) or ()))  # type: ignore[attr-defined]
        for each in items
    }


def test_an_editor_that_asks_gets_the_findings_of_all_texts_once(tree: Tree) -> None:
    files = {".git/HEAD": "", "deck.yml": DECK, "nodes.md": NODES, "pods.md": EXEC, ".gitignore": "build/\n"}
    root = tree(files | {"build/old.md": EXEC, "sub/readme.md": "# Nothing\n"})

    async def story() -> None:
        async with editor(root, ASKS) as mine:
            first = await all_texts(mine, {})
            assert by_name(mine, first) == {
                "nodes.md": ("full", ["SG410", "SG415", "SG420"]),
                "pods.md": ("full", ["SG104"]),
            }
            had = {each.uri: each.result_id for each in first}  # type: ignore[attr-defined]
            assert by_name(mine, await all_texts(mine, had)) == {
                "nodes.md": ("unchanged", []),
                "pods.md": ("unchanged", []),
            }
            (root / "pods.md").write_text("# Pods\n")
            (root / "sub" / "readme.md").write_text(EXEC)
            assert by_name(mine, await all_texts(mine, had)) == {
                "nodes.md": ("unchanged", []),
                "readme.md": ("full", ["SG104"]),
                "pods.md": ("full", []),
            }
            assert not mine.told, "who asks is told nothing, or each finding would be shown twice"

    run(story())


def test_an_open_text_is_what_is_typed_in_it(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "deck.yml": DECK, "nodes.md": "# Nodes\n", "pods.md": "# Pods\n"})

    async def story() -> None:
        async with editor(root, ASKS) as mine:
            mine.open("pods.md", "# Pods\n")
            assert await all_texts(mine, {}) == []
            mine.type("pods.md", EXEC, 2)
            [report] = await all_texts(mine, {})
            assert isinstance(report, lsp.WorkspaceFullDocumentDiagnosticReport)
            assert (report.version, [each.code for each in report.items]) == (2, ["SG104"])
            asked = lsp.DocumentDiagnosticParams(identifier(mine, "pods.md"))
            own = await mine.client.text_document_diagnostic_async(asked)
            assert isinstance(own, lsp.RelatedFullDocumentDiagnosticReport)
            assert [each.code for each in own.items] == ["SG104"]
            again = lsp.DocumentDiagnosticParams(
                identifier(mine, "pods.md"), previous_result_id=own.result_id
            )
            assert (await mine.client.text_document_diagnostic_async(again)).kind == "unchanged"
            mine.type("pods.md", "# Pods\n", 3)
            assert await all_texts(mine, {}) == []

    run(story())


def test_many_texts_come_in_parts(tree: Tree) -> None:
    root = tree({".git/HEAD": ""} | {f"{number}.md": EXEC for number in range(120)})

    async def story() -> None:
        async with editor(root, ASKS) as mine:
            parts: list[int] = []

            @mine.client.feature(lsp.PROGRESS)  # type: ignore[untyped-decorator]
            def progress(params: lsp.ProgressParams) -> None:
                assert params.token == "parts"
                value: Any = params.value
                parts.append(len(value["items"] if isinstance(value, dict) else value.items))

            assert await all_texts(mine, {}, "parts") == []
            assert parts == [50, 50, 20]

    run(story())


def test_a_saved_text_has_the_editor_ask_anew(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "deck.yml": DECK, "nodes.md": "# Nodes\n", "pods.md": "# Pods\n"})

    async def story() -> None:
        async with editor(root, ASKS) as mine:
            hints = asyncio.Event()

            @mine.client.feature(lsp.WORKSPACE_DIAGNOSTIC_REFRESH)  # type: ignore[untyped-decorator]
            def refresh(_: None) -> None:
                hints.set()

            mine.open("pods.md", "# Pods\n")
            mine.client.text_document_did_save(lsp.DidSaveTextDocumentParams(identifier(mine, "pods.md")))
            await asyncio.wait_for(hints.wait(), 30)
            hints.clear()
            change = lsp.FileEvent(mine.uri("new.png"), lsp.FileChangeType.Created)
            mine.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([change]))
            await asyncio.wait_for(hints.wait(), 30)

    run(story())


@pytest.mark.parametrize(
    "asked", [["shutdown"], ["initialize", "shutdown"]], ids=lambda asked: " ".join(asked)
)
def test_an_editor_that_leaves_at_once_is_no_failure(tree: Tree, asked: list[str]) -> None:
    params: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}
    calls: list[dict[str, Any]] = [
        {"id": at, "method": each, "params": params} for at, each in enumerate(asked)
    ]
    said = b""
    for call in [*calls, {"method": "exit"}]:
        body = json.dumps({"jsonrpc": "2.0", **call}).encode()
        said += b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
    done = subprocess.run(
        [sys.executable, "-m", "slidegen", "lsp"],
        cwd=start_workshop(tree),
        env=clean_environment(),
        input=said,
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_editor_that_closes_the_pipe_is_no_failure(tree: Tree) -> None:
    """While a text is looked at, and without a word."""
    root = start_workshop(tree)
    start: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}
    item = {"uri": (root / "a.md").as_uri(), "languageId": "markdown", "version": 1, "text": NODES}
    calls = (
        {"id": 1, "method": "initialize", "params": start},
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": item}},
    )
    bodies = [json.dumps({"jsonrpc": "2.0", **call}).encode() for call in calls]
    done = subprocess.run(
        [sys.executable, "-m", "slidegen", "lsp"],
        cwd=root,
        env=clean_environment(),
        input=b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_name_is_changed_in_texts_as_they_are_typed(tree: Tree) -> None:
    root = start_workshop(tree)
    takes = lsp.WorkspaceClientCapabilities(
        workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=True)
    )

    async def story() -> None:
        async with editor(root, lsp.ClientCapabilities(workspace=takes)) as mine:
            mine.open("nodes.md", "name: web\n\n# Nodes\n")
            await mine.diagnostics("nodes.md")
            mine.open("pods.md", "# Pods\n")
            mine.type("pods.md", "# Pods\n\nnew\n\n[there](#web)\n", 7)
            await mine.diagnostics("pods.md")
            place = lsp.Position(0, 7)
            text = lsp.TextDocumentIdentifier(mine.uri("nodes.md"))
            edit = await mine.client.text_document_rename_async(lsp.RenameParams(text, place, "net"))
            assert edit is not None
            found = {
                (each.text_document.uri, each.text_document.version, one.range.start.line)
                for each in edit.document_changes or ()
                if isinstance(each, lsp.TextDocumentEdit)
                for one in each.edits
            }
            assert found == {(mine.uri("nodes.md"), 1, 0), (mine.uri("pods.md"), 7, 4)}

    run(story())
