"""Decks in Firefox: what it draws when slides are turned, and what our keys do there."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest
from conftest import need

#: What a test runs in the page; `said` becomes what it returns.
PAGE = """<script type="module">
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const answer = (said) => fetch("said", { method: "POST", body: JSON.stringify(said) });
  addEventListener("error", ({ message }) => answer([message]));
  await slidegen.ready;
  const said = [];
  %s
  await answer(said);
</script></body>"""

Ask = Callable[[Path, str], list[Any]]


class Handler(SimpleHTTPRequestHandler):
    said: Queue[str]

    def do_POST(self) -> None:
        self.said.put(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: a test says what it found."""


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """`ask(page, script)`: what a script of ours says of a deck that Firefox shows."""
    firefox = need("firefox")
    site, profile = tmp_path / "site", tmp_path / "profile"
    profile.mkdir()
    Handler.said = Queue()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    started = []

    def run(page: Path, script: str) -> list[Any]:
        shutil.copytree(page.parent, site)
        asked = page.read_text(encoding="utf-8").replace("</body>", PAGE % script)
        (site / "asked.html").write_text(asked, encoding="utf-8")
        address = f"http://127.0.0.1:{server.server_port}/asked.html"
        command = [firefox, "--headless", "--no-remote", "--profile", str(profile), address]
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        said: list[Any] = json.loads(Handler.said.get(timeout=120))
        return said

    yield run
    for process in started:
        process.terminate()
        process.wait(30)
    server.shutdown()
    server.server_close()


def test_every_slide_that_is_turned_to_is_drawn(decks: dict[str, Path], ask: Ask) -> None:
    """Half of a long deck was blank: what was shown again was not laid out."""
    turned = ask(
        decks["long"],
        """for (let at = 0; at < 150; at++) {
             press("PageDown");
             await frames();
             const { width, height } = slidegen.current.querySelector(".slide-body").getBoundingClientRect();
             if (width < 100 || height < 100) said.push(slidegen.current.id);
           }
           said.push(slidegen.index > 60);""",
    )
    assert turned == [True]


def test_keys_do_what_they_do_elsewhere(decks: dict[str, Path], ask: Ask) -> None:
    seen = ask(
        decks["workshop"],
        """for (const key of ["o", "Escape", "p", "p", "r", "r", "?", "End"]) {
             press(key);
             await frames();
             const { view = "" } = document.documentElement.dataset;
             said.push([key, slidegen.mode, view, Boolean(document.querySelector("dialog[open]"))]);
             document.querySelector("dialog[open]")?.close();
             await frames();
           }
           said.push(slidegen.index === slidegen.slides.length - 1);""",
    )
    assert seen == [
        ["o", "overview", "", False],
        ["Escape", "slides", "", False],
        ["p", "slides", "presenter", False],
        ["p", "slides", "", False],
        ["r", "", "", False],
        ["r", "slides", "", False],
        ["?", "slides", "", True],
        ["End", "slides", "", False],
        True,
    ]


def test_enlarged_code_fits_the_window(decks: dict[str, Path], ask: Ask) -> None:
    """Where nothing hovers, as here, lit lines reach under the button beside code, which is not there."""
    fits = ask(
        decks["hall"],
        """slidegen.go("#code");
           press("+");
           await frames();
           const [window, code] = document.querySelectorAll(".picture, .picture pre");
           said.push(matchMedia("(hover: none)").matches, code.scrollWidth <= innerWidth);
           said.push(parseFloat(getComputedStyle(code).fontSize) > 30, window.scrollWidth <= innerWidth);""",
    )
    assert fits == [True, True, True, True]


def test_a_slide_that_is_walked_to_is_seen_in_a_narrow_overview(decks: dict[str, Path], ask: Ask) -> None:
    """Cards had no height of their own there, and moved away while those above them were laid out."""
    seen = ask(
        decks["default"],
        """const frame = document.createElement("iframe");
           frame.style.cssText = "position: fixed; inset: 0; z-index: 99; width: 605px; height: 340px";
           frame.src = "sample.html#code";
           document.body.append(frame);
           await new Promise((done) => frame.addEventListener("load", done));
           const { slidegen: narrow, document: inside, KeyboardEvent: Key } = frame.contentWindow;
           for (const key of ["o", "ArrowDown", "ArrowDown"]) {
             inside.body.dispatchEvent(new Key("keydown", { key, bubbles: true }));
             await frames();
             await frames();
             const { top, bottom } = narrow.current.getBoundingClientRect();
             said.push(narrow.mode, top >= 0 && bottom <= 340);
           }""",
    )
    assert seen == ["overview", True] * 3
