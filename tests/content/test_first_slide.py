"""What a browser does before it shows the first slide: counted, since times are the machine's."""

import re
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from slidegen.render.assets import theme_texts
from slidegen.render.theme import find_theme

from .conftest import DECKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BLOCKING = """performance.getEntriesByType("resource")
    .filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking").map(({ name }) => name)"""
#: Calls that lay out what is there, which before the body is only time.
MEASURES = (
    r"innerWidth|innerHeight|getBoundingClientRect|getComputedStyle|offset(Width|Height)|client(Width|Height)"
)


@pytest.mark.parametrize("deck", DECKS)
def test_little_stands_before_the_first_slide(built: Path, deck: str) -> None:
    """A page of megabytes comes a piece at a time: the first holds the first slide."""
    page = (built / f"{deck}.html").read_bytes()
    assert page.index(b'<section class="slide') < 16 * 1024


def test_a_page_of_megabytes_is_not_decoded_letter_by_letter(tmp_path: Path) -> None:
    """Not even for an arrow on its first slide: all that has come is decoded before anything is shown."""
    slides = "\n---\n".join(f"# Slide {number} → é 🎉\n\n{'word ' * 100}" for number in range(2500))
    (tmp_path / "a.md").write_text(slides, encoding="utf-8")
    command = [sys.executable, "-m", "slidegen", "build", "-q", "a.md", "--out", "dist"]
    subprocess.run(command, cwd=tmp_path, check=True)
    page = (tmp_path / "dist/a.html").read_bytes()
    assert len(page) > 1 << 20
    assert page.isascii()
    assert page.count(b"&#8594; &#233; &#127881;</h1>") == 2500


@pytest.mark.browser
@pytest.mark.parametrize("deck", DECKS)
def test_one_file_is_waited_for(built: Path, deck: str, browser: "Browser") -> None:
    """The style sheet; fonts, the viewer and pictures come behind the first slide."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/{deck}.html")
    kinds = sorted(re.sub(r".*/(\w+)\.\w+\.(\w+)$", r"\1.\2", name) for name in page.evaluate(BLOCKING))
    page.close()
    server.shutdown()
    server.server_close()
    assert kinds == ["deck.css"]


def test_what_runs_before_it_measures_nothing(built: Path) -> None:
    boot = theme_texts(find_theme("default")).boot
    assert boot in (built / f"{DECKS[0]}.html").read_text(encoding="utf-8")
    assert len(boot) < 1400
    assert not re.search(MEASURES, boot)
