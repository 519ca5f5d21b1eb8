"""The sample deck, built once a theme, and pages of it in the one browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect
from themes.sample import sample_page

from slidegen.render.assets import bundle
from slidegen.render.environment import make_environment
from slidegen.render.page import render_page
from slidegen.render.theme import find_theme

Open = Callable[..., Page]
expect.set_options(timeout=20000)  # a loaded machine takes its time


def write_deck(folder: Path, theme: str, copies: int = 1) -> Path:
    found = find_theme(theme)
    made = bundle(found)
    for file in made.files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    page = folder / "sample.html"
    page.write_text(
        render_page(sample_page(made.page, theme, copies), make_environment(found)), encoding="utf-8"
    )
    return page


def accessible_nodes(page: Page) -> list[tuple[str, str]]:
    """`(role, name)` of all that a screen reader meets.

    A picture of the window is taken first: before a frame is drawn, slides that the style sheet draws
    when they are near (`content-visibility`) are not in the tree, and on a loaded machine `goto` returns
    before the first frame.
    """
    page.screenshot()
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node.get("role", {}).get("value", ""), node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"]
    ]


@pytest.fixture(scope="session")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """`default` and `workshop`: the sample in each theme; `long`: 2,520 slides."""
    folder = tmp_path_factory.mktemp("decks")
    decks = {theme: write_deck(folder / theme, theme) for theme in ("default", "workshop", "hall")}
    return decks | {"long": write_deck(folder / "long", "default", copies=120)}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1210, "height": 681}, reduced_motion="reduce")
    context.set_default_timeout(20000)
    yield context
    context.close()


@pytest.fixture(scope="session")
def served(decks: dict[str, Path]) -> Iterator[str]:
    """The address of a server of the folder in which the decks' folders lie."""
    folder = decks["default"].parent.parent
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a test's output is its own."""


@pytest.fixture
def open_deck(context: BrowserContext, decks: dict[str, Path]) -> Iterator[Open]:
    """`open_deck("default", "?read", "#exercise")`; script errors and requests to a network fail it."""
    with _watched(context):
        yield _opener(context, {name: deck.as_uri() for name, deck in decks.items()})


@pytest.fixture
def open_served_deck(context: BrowserContext, decks: dict[str, Path], served: str) -> Iterator[Open]:
    """`open_deck` from a server, for what the next document is to find in this browser's storage.

    Chromium 156 shows 5 to 9 of 100 documents from a disk what `localStorage` held before the last one
    wrote, a second later, too, where a machine is loaded (a page of two lines that writes, is loaded again
    and reads); of 100 from a server it was none.
    """
    addresses = {name: f"{served}/{deck.parent.name}/{deck.name}" for name, deck in decks.items()}
    with _watched(context, served):
        yield _opener(context, addresses)


@contextmanager
def _watched(context: BrowserContext, *allowed: str) -> Iterator[None]:
    trouble: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "about:", "blob:", *allowed)):
            trouble.append(request.url)

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", said)
        page.on("request", asked)

    context.on("page", watch)
    yield
    assert not trouble


def _opener(context: BrowserContext, addresses: dict[str, str]) -> Open:
    def open_deck(deck: str = "default", query: str = "", hash: str = "") -> Page:
        page = context.new_page()
        page.goto(addresses[deck] + query + hash)
        page.wait_for_function("window.slidegen?.current")
        return page

    return open_deck
