"""The life of the server: its port, its end, what it prints, and many edits in a row."""

import os
import re
import signal
import socket
import time
from typing import TYPE_CHECKING

import pytest
from serve_live import FILES, ONE, Live, Start, free_port, open_descriptors, resident_kilobytes, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_taken_port_gives_the_next(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = taken.getsockname()[1]
        live = start("--port", str(port))
        assert live.said(f"Port {port} is taken; using {live.port}.")
        assert live.port != port
        assert live.get("/")[0] == 200


def test_pages_that_a_slide_shows_come_with_what_they_load(start: Start) -> None:
    demo = {
        "demo/index.html": '<img src="dot.svg">',
        "demo/dot.svg": "<svg/>",
        "demo/more.html": "",
        "own.html": "mine",
    }
    live = start(
        files={**FILES, **demo, "one.md": '# One\n\n<iframe src="demo/"></iframe> [own](own.html)\n'}
    )
    assert live.get("/deck.html")[0] == 200
    assert live.get("/demo/") == (200, b'<img src="dot.svg">')
    assert live.get("/demo")[0] == 307
    assert live.get("/demo/dot.svg")[0] == 200
    assert live.get("/own.html") == (200, b"mine")
    assert live.get("/demo/more.html")[0] == live.get("/other.html")[0] == 404


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_quietly(start: Start, number: signal.Signals) -> None:
    live = start()
    with socket.create_connection(("127.0.0.1", live.port)) as stream:  # someone is still looking
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert stream.recv(100)
        started = time.monotonic()
        live.process.send_signal(number)
        assert live.process.wait(5) == 128 + number
        assert time.monotonic() - started < 2
    assert not any("Traceback" in line or "rror" in line for line in live.lines)


def test_a_host_that_is_none(start: Start) -> None:
    with pytest.raises(AssertionError, match="is no address that can be served"):
        start("--host", "192.0.2.1")


def test_an_editor_that_settings_made_up_is_not_run(start: Start) -> None:
    with pytest.raises(AssertionError, match="is no editor that slidegen knows"):
        start(files=FILES | {"slidegen.toml": "editor = 'sh -c evil {file}'\n"})


def test_a_markdown_file_and_a_folder_can_be_shown(start: Start) -> None:
    live = start("one.md", "deck.yml")
    assert live.get("/one.html")[0] == live.get("/deck.html")[0] == 200
    assert live.get("/two.html")[0] == 404


def test_pictures_above_the_folder_of_a_deck_are_shown(start: Start) -> None:
    live = start(
        files={
            "talks/deck.yml": "content: [a.md]\n",
            "talks/a.md": "# A\n\n![a](../img/b%20c.svg) ![d](../.secret.svg) ![e](../../beyond.svg)\n",
            "img/b c.svg": "<svg/>",
            ".secret.svg": "<svg/>",
        }
    )
    asked = b"GET /deck.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    page = live.raw(asked, timeout=30)
    assert b'src="img/b%20c.svg"' in page
    assert live.get("/img/b%20c.svg") == (200, b"<svg/>")
    assert live.get("/.secret.svg")[0] == live.get("/above/beyond.svg")[0] == 404


def test_a_manifest_that_appears_is_a_deck(start: Start) -> None:
    live = start()
    assert live.get("/deck.html")[0] == 200
    live.write("second.yml", "content: [one.md]\n")
    until = time.monotonic() + 5
    while live.get("/second.html")[0] != 200:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert b"second.html" in live.get("/")[1]


def test_settings_are_read_again(start: Start) -> None:
    live = start()
    assert b'lang="en"' in live.get("/deck.html")[1]
    live.write("slidegen.toml", "fonts = false\nlang = 'fr'\n")
    until = time.monotonic() + 5
    while b'lang="fr"' not in live.get("/deck.html")[1]:
        assert time.monotonic() < until
        time.sleep(0.1)


#: Five thousand take some minutes; a developer's run is content with fewer.
EDITS = 5000 if os.environ.get("CI") else 1500


@pytest.mark.slow
def test_many_edits_leave_nothing_behind(start: Start) -> None:
    """24 hours in small: edits as fast as the server takes them, while somebody looks."""
    live = start()
    assert live.get("/deck.html")[0] == 200
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as stream:
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        edit_many(live, stream, 0, 300)
        memory, descriptors = resident_kilobytes(live.process), open_descriptors(live.process)
        edit_many(live, stream, 300, EDITS)
        assert resident_kilobytes(live.process) < memory * 1.15 + 4096
        assert open_descriptors(live.process) <= descriptors + 2
    assert live.get("/deck.html")[0] == 200


def edit_many(live: Live, stream: socket.socket, first: int, last: int) -> None:
    """Each edit is shown before the next one is made."""
    tail = b""
    for number in range(first, last):
        live.write("one.md", ONE.replace("Hello.", f"Edit number {number}."))
        mark = f"Edit number {number}.".encode()
        while mark not in tail:
            chunk = stream.recv(65536)
            assert chunk
            tail = tail[-200:] + chunk


# ---- an audience that follows
@pytest.mark.browser
def test_an_audience_follows_roams_and_returns(start: Start, browser: "Browser") -> None:
    live = start("--share", "--host", "127.0.0.1")
    entrance = live.said("Presenter:").split()[-1]
    contexts = [browser.new_context(), browser.new_context()]
    presenter, guest = (context.new_page() for context in contexts)
    presenter.goto(entrance)
    for page in (presenter, guest):
        page.goto(live.url + "/deck.html")
        until(page, "document.documentElement.dataset.live === 'on'")
    presenter.keyboard.press("ArrowRight")
    presenter.keyboard.press("ArrowRight")
    here = presenter.evaluate("slidegen.current.id")
    until(guest, f"slidegen.current.id === '{here}'")
    assert guest.is_hidden(".slidegen-return")
    guest.keyboard.press("Home")
    assert guest.is_visible(".slidegen-return")
    presenter.keyboard.press("ArrowRight")
    time.sleep(0.5)
    assert guest.evaluate("slidegen.index") == 0  # who roams is left alone
    guest.keyboard.press("w")
    until(guest, f"slidegen.current.id === '{presenter.evaluate('slidegen.current.id')}'")
    assert guest.is_hidden(".slidegen-return")
    assert guest.evaluate("document.querySelectorAll('.notes, [data-source], .slidegen-source').length") == 0
    live.write("one.md", ONE.replace("Hello.", "Live for all."))
    until(guest, "document.getElementById('slides').textContent.includes('Live for all')")
    for context in contexts:
        context.close()


def test_a_change_between_a_page_and_its_events_is_told(start: Start) -> None:
    live = start()
    found = re.search(rb'"generation": ?"([^"]+)"', live.get("/deck.html")[1])
    assert found
    live.write("one.md", ONE.replace("Hello.", "Hello again."))
    time.sleep(2)  # nobody listens yet, so nothing can be waited for
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as stream:
        head = f"/_slidegen/events?deck=deck&generation={found[1].decode()} HTTP/1.1\r\nHost: localhost"
        stream.sendall(f"GET {head}\r\n\r\n".encode())
        assert "event: stale" in "".join(stream.recv(4096).decode() for _ in range(3))


def test_a_change_is_one_line_on_the_terminal(start: Start) -> None:
    live = start()
    assert live.get("/deck.html")[0] == 200
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as stream:
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stream.recv(1000)
        live.write("one.md", ONE.replace("Hello.", "Hello again."))
        assert re.fullmatch(r"one\.md → deck #first \(\d+ ms\)", live.said("→"))
