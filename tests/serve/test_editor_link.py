"""An editor at the server's standard input and output, and pages that may show decks in a frame."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serve_live import FILES, Live, Start, until

from slidegen.serve.security import is_frame

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


class Linked:
    """What an editor does with the server's pipes."""

    def __init__(self, live: Live) -> None:
        self.live = live

    def say(self, text: str) -> None:
        assert self.live.process.stdin is not None
        self.live.process.stdin.write(text + "\n")
        self.live.process.stdin.flush()

    def heard(self) -> dict[str, object]:
        assert self.live.process.stdout is not None
        told = json.loads(self.live.process.stdout.readline())
        assert isinstance(told, dict)
        return told

    def ask(self, name: str, line: int) -> object:
        self.say(json.dumps({"show": {"file": str(self.live.root / name), "line": line}}))
        return self.heard()["shown"]


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def linked(start: Start) -> Linked:
    editor = Linked(start("--stdio", linked=True))
    assert editor.heard() == {"ready": {"address": f"{editor.live.url}/"}}
    return editor


def test_a_line_is_its_slide(linked: Linked) -> None:
    places = {
        ("one.md", 1): "first",
        ("one.md", 7): "first",
        ("one.md", 11): "second",
        ("one.md", 999): "second",
        ("one.md", -3): "first",
        ("two.md", 2): "third",
        ("two.md", 7): "end",
    }
    answers = {(name, line): linked.ask(name, line) for name, line in places}
    assert answers == {place: {"deck": "deck", "slide": slide} for place, slide in places.items()}


def test_a_line_of_no_deck_is_nothing(linked: Linked) -> None:
    names = ("images/p.svg", "no-such.md", "../elsewhere.md", ".git/HEAD")
    assert [linked.ask(name, 1) for name in names] == [None] * len(names)


def test_what_is_no_message_is_refused_and_the_server_goes_on(linked: Linked) -> None:
    wrong = ("", "nonsense", "[]", '{"show": 1}', '{"show": {"file": 1, "line": 2}}', "[" * 5000, '{"x": {}}')
    for said in wrong:
        linked.say(said)
        assert "refused" in linked.heard(), said
    assert linked.ask("one.md", 1) == {"deck": "deck", "slide": "first"}


def test_the_server_ends_with_its_editor(linked: Linked) -> None:
    assert linked.live.process.stdin is not None
    linked.live.process.stdin.close()
    assert linked.live.process.wait(10) == 0
    assert not any("Traceback" in line or "Fatal" in line for line in linked.live.lines)


def test_it_ends_at_a_signal_while_the_editor_is_silent(linked: Linked) -> None:
    linked.live.process.terminate()
    assert linked.live.process.wait(10) == 128 + 15
    assert not any("Traceback" in line or "Fatal" in line for line in linked.live.lines)


def test_the_page_goes_to_the_slide_and_a_click_on_its_source_comes_back(
    linked: Linked, page: "Page"
) -> None:
    page.goto(f"{linked.live.url}/deck.html")
    until(page, "document.documentElement.dataset.live === 'on'")
    linked.ask("two.md", 8)
    until(page, "window.slidegen.current?.id === 'end'")
    page.locator(".slidegen-source").dispatch_event("click")
    opened = linked.heard()["open"]
    assert opened == {"file": str(linked.live.root / "two.md"), "line": 7}


def test_a_deck_that_was_built_for_the_editor_is_watched(linked: Linked, page: "Page") -> None:
    linked.ask("two.md", 1)
    page.goto(f"{linked.live.url}/deck.html")
    linked.live.write("two.md", "# Third\n\nnow other words\n")
    until(page, "document.querySelector('main').textContent.includes('now other words')")


def test_a_fragment_of_two_decks_is_shown_where_someone_looks(start: Start, page: "Page") -> None:
    files = FILES | {"another.yml": "content: [two.md]\n"}
    editor = Linked(start("--stdio", linked=True, files=files))
    editor.heard()
    assert editor.ask("two.md", 1) == {"deck": "another", "slide": "third"}
    page.goto(f"{editor.live.url}/deck.html")
    until(page, "document.documentElement.dataset.live === 'on'")
    assert editor.ask("two.md", 1) == {"deck": "deck", "slide": "third"}


# ---- frames
def frame(page: "Page", inner: str, path: Path) -> bool:
    """Whether a page at another address can show the deck in a frame."""
    page.goto(path.as_uri())
    page.set_content(f'<iframe src="{inner}"></iframe>')
    page.wait_for_timeout(1500)
    return any(each.url == inner and each.query_selector("main") for each in page.frames[1:])


def test_nobody_frames_a_deck_without_an_order(start: Start, page: "Page", tmp_path: Path) -> None:
    (tmp_path / "wiki.html").write_text("<p>wiki")
    live = start()
    assert not frame(page, f"{live.url}/deck.html", tmp_path / "wiki.html")


FRAMES = ("https://wiki.example.com", "http://localhost:*", "http://127.0.0.1:8080", "vscode-webview:")
NO_FRAMES = ("*", "'none'", "https://a b", "https://a; script-src *", "https://a\r\nx: y", "")


def test_who_may_frame_is_told_to_the_browser(start: Start) -> None:
    live = start(*(part for word in FRAMES for part in ("--framed-by", word)))
    request = f"GET /deck.html HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nConnection: close\r\n\r\n"
    assert f"frame-ancestors 'self' {' '.join(FRAMES)}\r\n".encode() in live.raw(request.encode())


def test_a_word_that_is_no_origin_is_no_frame() -> None:
    assert [word for word in FRAMES if not is_frame(word)] == []
    assert [word for word in NO_FRAMES if is_frame(word)] == []


def test_a_word_that_is_no_origin_is_refused(start: Start) -> None:
    with pytest.raises(AssertionError, match="is no origin"):
        start("--framed-by", "*")
