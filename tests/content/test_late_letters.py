"""Letters that come late: what was made to fit with those that stood in for them is made to fit anew."""

import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHRINK = "Number(document.querySelector('table')?.style.getPropertyValue('--shrink') || 1)"


class _SlowFonts(SimpleHTTPRequestHandler):
    """A server whose fonts come when the slide has long been shown."""

    def do_GET(self) -> None:
        if self.path.endswith(".woff2"):
            time.sleep(1)
        super().do_GET()

    def log_message(self, *said: object) -> None:
        pass


@pytest.mark.browser
def test_a_wide_table_is_as_large_as_with_letters_that_were_there(tmp_path: Path, browser: "Browser") -> None:
    row = "|".join([*["w" * 12] * 3, "w" * 8])
    (tmp_path / "a.md").write_text(f"# Wide\n\n|{row}|\n|---|---|---|---|\n|{row}|\n", encoding="utf-8")
    subprocess.run([sys.executable, "-m", "slidegen", "build", "-q", "a.md"], cwd=tmp_path, check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_SlowFonts, directory=str(tmp_path / "dist")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/a.html", wait_until="commit")
        page.wait_for_function(f"{SHRINK} < 1")
        with_others = page.evaluate(SHRINK)
        page.evaluate("slidegen.ready.then(() => new Promise(requestAnimationFrame))")
        own = page.evaluate(SHRINK)
        page.evaluate("slidegen.remade(slidegen.current); new Promise(requestAnimationFrame)")
        page.evaluate("new Promise(requestAnimationFrame)")
        assert own == page.evaluate(SHRINK) != with_others
    finally:
        page.close()
        server.shutdown()
        server.server_close()
