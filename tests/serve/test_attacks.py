"""What must be refused, asked for by raw sockets and by real pages."""

import contextlib
import socket
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from serve_live import FILES, ONE, Live, Start, open_descriptors

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "user@localhost", "", "192.0.2.7"]
)
def test_a_foreign_host(start: Start, host: str) -> None:
    live = start()
    assert live.get("/deck.html", Host=host)[0] in (400, 403)


def test_our_own_names(start: Start) -> None:
    live = start(env={"SLIDEGEN_SERVE_ALLOWED_HOSTS": "slides.test"})
    for host in ("localhost", f"127.0.0.1:{live.port}", "[::1]:80", "slides.test:1"):
        assert live.get("/", Host=host)[0] == 200


def test_a_foreign_origin(start: Start) -> None:
    live = start()
    events = "/_slidegen/events?deck=deck&generation=x"
    for origin in ("http://evil.example", "null", f"http://127.0.0.1:{live.port + 1}"):
        assert live.get(events, Origin=origin)[0] == 403
    assert live.get(events, Sec_Fetch_Site="cross-site")[0] == 403
    assert live.get("/_slidegen/live.js", Sec_Fetch_Site="cross-site")[0] == 403
    assert post(live, "/_slidegen/open", b'{"source":"one.md:1"}', token_of(live), None) == 403
    assert (
        post(live, "/_slidegen/open", b'{"source":"one.md:1"}', token_of(live), "http://evil.example") == 403
    )


@pytest.mark.parametrize(
    "path",
    [
        "/../one.md",
        "/..%2fone.md",
        "/%2e%2e/one.md",
        "/images/..%2f..%2f..%2fetc/passwd",
        "/images/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/images/p.svg%00.png",
        "/images\\p.svg",
        "/.env",
        "/.git/HEAD",
        "/%2egit/HEAD",
        "/slidegen.toml",
        "/deck.yml",
        "/one.md",
        "/images/unused.svg",
        "/images/",
        "/images/link.svg",
        "/assets/../one.md",
        "/_slidegen/../one.md",
        "/_slidegen/app.py",
    ],
)
def test_files_that_are_nobodys_business(start: Start, path: str) -> None:
    live = start(files=FILES | {"two.md": FILES["two.md"] + "\n![l](images/link.svg)\n"})
    (live.root.parent / "secret.svg").write_text("secret")
    (live.root / "images" / "link.svg").symlink_to(live.root.parent / "secret.svg")
    assert live.get("/deck.html")[0] == 200
    assert live.get("/images/p.svg")[0] == 200
    code, body = live.get(path)
    assert code in (400, 403, 404)
    assert b"secret" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_methods(start: Start, method: str) -> None:
    live = start()
    answer = live.raw(
        f"{method} /deck.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    )
    assert b" 405 " in answer.split(b"\r\n")[0]
    assert b"access-control" not in answer.lower()


def test_huge_heads_and_nonsense(start: Start) -> None:
    live = start()
    for request in (
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\n\r\n",
    ):
        answer = live.raw(request, timeout=1)
        assert answer == b"" or answer.split(b" ", 2)[1] in (b"400", b"431")
    assert live.get("/")[0] == 200


def test_a_huge_body(start: Start) -> None:
    live = start()
    body = b'{"source":"' + b"a" * 1_000_000 + b'"}'
    token = token_of(live)
    with contextlib.suppress(ConnectionError):  # the server hangs up on who talks on
        assert post(live, "/_slidegen/open", body, token, live.url) == 404
    assert live.get("/")[0] == 200


def test_headers_on_every_answer(start: Start) -> None:
    live = start()
    for path in ("/", "/deck.html", "/images/p.svg", "/nothing", "/_slidegen/live.js"):
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        head = live.raw(request.encode()).partition(b"\r\n\r\n")[0].decode().lower()
        assert "x-content-type-options: nosniff" in head
        assert "cross-origin-resource-policy: same-origin" in head
        assert "content-security-policy: default-src 'self'" in head
        assert "unsafe-eval" not in head
        assert "access-control" not in head


# ---- actions
def token_of(live: Live, path: str = "/deck.html", **headers: str) -> str:
    return live.get(path, **headers)[1].decode().split('data-token="')[1].split('"')[0]


def post(live: Live, path: str, body: bytes, token: str, origin: str | None, cookie: str = "") -> int:
    head = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{live.port}", "Connection: close"]
    head += [f"Content-Length: {len(body)}", f"X-Slidegen-Token: {token}", f"Cookie: {cookie}"]
    head += [f"Origin: {origin}"] if origin else []
    answer = live.raw("\r\n".join(head).encode() + b"\r\n\r\n" + body)
    return int(answer.split(b" ", 2)[1])


def test_only_a_page_of_ours_opens_the_editor_and_only_sources(start: Start) -> None:
    live = start(env={"SLIDEGEN_EDITOR": "true {file} {line}"})
    token = token_of(live)
    source = b'{"source":"one.md:1"}'
    assert post(live, "/_slidegen/open", source, token, live.url) == 200
    assert post(live, "/_slidegen/open", source, "wrong", live.url) == 403
    assert post(live, "/_slidegen/open", source, "", live.url) == 403
    for other in (
        b'{"source":"/etc/passwd:1"}',
        b'{"source":"../x:1"}',
        b'{"source":"one.md:x"}',
        b"[]",
        b"{",
        b"[" * 4000,
    ):
        assert post(live, "/_slidegen/open", other, token, live.url) == 404
    assert post(live, "/_slidegen/place", b"{}", token, live.url) == 403  # nobody follows: it is not shared


# ---- an audience
def shared(start: Start) -> tuple[Live, str]:
    live = start("--share", "--host", "127.0.0.1")
    address = live.said("Presenter:").split()[-1]
    answer = live.raw(
        f"GET {address.removeprefix(live.url)} HTTP/1.1\r\n"
        "Host: localhost\r\nConnection: close\r\n\r\n".encode()
    )
    cookie = answer.decode().split("set-cookie: ")[1].split(";")[0]
    return live, cookie


def test_notes_and_sources_never_leave_for_the_audience(start: Start) -> None:
    live, cookie = shared(start)
    presenter = live.get("/deck.html", Cookie=cookie)[1]
    audience = live.get("/deck.html")[1]
    assert b"A secret note" in presenter
    assert b"one.md:" in presenter
    for trace in (b"A secret note", b"one.md", b"data-source", b'class="notes"'):
        assert trace not in audience
    assert b'data-token=""' in audience
    with socket.create_connection(("127.0.0.1", live.port), timeout=3) as stream:
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.3)
        live.write("one.md", ONE.replace("Hello.", "Changed.").replace("A secret", "Another secret"))
        seen = b""
        until = time.monotonic() + 3
        stream.settimeout(0.5)
        while time.monotonic() < until:
            try:
                seen += stream.recv(65536)
            except TimeoutError:
                continue
    assert b"Changed." in seen
    assert b"secret" not in seen
    assert b"one.md" not in seen


def test_a_wrong_presenter_token(start: Start) -> None:
    live, cookie = shared(start)
    assert live.get("/present/wrong")[0] == 403
    assert b"A secret note" not in live.get("/deck.html", Cookie="slidegen-author=wrong")[1]
    place = b'{"deck":"deck","id":"second","step":0}'
    token = token_of(live, Cookie=cookie)
    assert post(live, "/_slidegen/place", place, token, live.url, cookie) == 200
    assert post(live, "/_slidegen/place", place, token, live.url, "slidegen-author=wrong") == 403
    assert post(live, "/_slidegen/place", place, "wrong", live.url, cookie) == 403
    assert post(live, "/_slidegen/open", b'{"source":"one.md:1"}', token, live.url) == 403


# ---- a room, and who floods it
EVENTS = b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n"


def connected(live: Live, source: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", live.port), timeout=20, source_address=(source, 0))


@contextlib.contextmanager
def many(live: Live, count: int, sources: list[str]) -> Iterator[list[socket.socket]]:
    """So many connections, from each of the sources in turn."""
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(connected(live, sources[n % len(sources)])) for n in range(count)]


def answers(connection: socket.socket, count: int) -> bytes:
    """So many answers, or what came until the server closed: one that cannot send does not read either."""
    seen = b""
    while seen.count(b"HTTP/1.1 ") < count and (got := connection.recv(1 << 20)):
        seen += got
    return seen


def test_a_flood_of_requests_from_one_address(start: Start) -> None:
    live, cookie = shared(start)
    request = b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
    until, seen = time.monotonic() + 60, b""
    with connected(live) as flood, connected(live) as other:
        while b"HTTP/1.1 429" not in seen and time.monotonic() < until:
            for connection in (flood, other):
                connection.sendall(request * 400)
                seen += answers(connection, 400)
        assert b"HTTP/1.1 429" in seen
        assert live.get("/deck.html", Cookie=cookie)[0] == 200  # the presenter, from the same address


def test_a_room_behind_one_address_can_follow_and_the_presenter_has_a_seat(start: Start) -> None:
    live, cookie = shared(start)
    with many(live, 520, ["127.0.0.1"]) as phones:
        for phone in phones:  # all at once: each is asked for before any is answered
            phone.sendall(EVENTS + b"\r\n")
        codes = [phone.recv(4096).split(b" ", 2)[1] for phone in phones]
        assert codes.count(b"200") == 500
        assert codes.count(b"503") == 20
        with connected(live) as presenter:
            presenter.sendall(EVENTS + f"Cookie: {cookie}\r\n\r\n".encode())
            assert presenter.recv(4096).split(b" ", 2)[1] == b"200"
    until, code = time.monotonic() + 20, b""
    while code != b"200" and time.monotonic() < until:  # seats are free again
        with connected(live) as phone:
            phone.sendall(EVENTS + b"\r\n")
            code = phone.recv(4096).split(b" ", 2)[1]
    assert code == b"200"


def test_half_requests_shut_nobody_out(start: Start) -> None:
    live, cookie = shared(start)
    room = [f"127.0.1.{number}" for number in range(1, 201)]
    with many(live, 200, room) as followers, many(live, 1300, ["127.0.0.9"]) as halves:
        for follower in followers:
            follower.sendall(EVENTS + b"\r\n")
            assert follower.recv(4096).startswith(b"HTTP/1.1 200")
        for half in halves:
            with contextlib.suppress(OSError):
                half.sendall(b"GET /deck.html HTTP/1.1\r\nHost: loc")
        for source in ("127.0.0.1", "127.0.0.9"):  # also who shares the address
            with connected(live, source) as honest:
                honest.sendall(b"GET /deck.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                assert honest.recv(4096).startswith(b"HTTP/1.1 200"), source
        assert open_descriptors(live.process) < 200 + 1024 + 100
        live.write("one.md", ONE.replace("Hello.", "To all."))
        for follower in followers:
            seen = b""
            while b"To all." not in seen:
                seen += follower.recv(65536)
    assert live.get("/deck.html", Cookie=cookie)[0] == 200


def test_a_head_has_a_time_limit_however_slowly_it_comes(start: Start) -> None:
    live = start()
    began = time.monotonic()
    with connected(live) as slow:
        slow.settimeout(0.5)
        with contextlib.suppress(ConnectionError):
            for letter in b"GET /deck.html HTTP/1.1\r\nHost: localhost and then for ever".ljust(200, b"x"):
                slow.sendall(bytes([letter]))
                with contextlib.suppress(TimeoutError):
                    if slow.recv(1) == b"":
                        break
    assert 5 < time.monotonic() - began < 40


def test_idle_connections_do_not_hold_up_a_save(start: Start) -> None:
    live = start()
    assert live.get("/deck.html")[0] == 200
    idle = [socket.create_connection(("127.0.0.1", live.port)) for _ in range(100)]
    for number, connection in enumerate(idle):
        connection.sendall(b"GET /deck.html HTTP/1.1\r\nHost: loc" if number % 2 else b"")
    with socket.create_connection(("127.0.0.1", live.port), timeout=5) as stream:
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.3)
        live.write("one.md", ONE.replace("Hello.", "At once."))
        seen = b""
        while b"At once." not in seen:
            seen += stream.recv(65536)
    for connection in idle:
        connection.close()


@pytest.mark.browser
def test_a_page_elsewhere_can_neither_read_nor_command(start: Start, browser: "Browser") -> None:
    live = start()
    elsewhere = start(root=live.root.parent / "other")
    context = browser.new_context(bypass_csp=True)  # the attacker's page has a policy of its own
    page = context.new_page()
    page.goto(elsewhere.url.replace("127.0.0.1", "localhost") + "/deck.html")
    read = """async (url) => {
      try { return (await (await fetch(url)).text()).length } catch { return "refused" }
    }"""
    assert page.evaluate(read, f"{live.url}/deck.html") == "refused"
    assert page.evaluate(read, f"{live.url}/_slidegen/events?deck=deck&generation=x") == "refused"
    listen = """(url) => new Promise((resolve) => {
      const stream = new EventSource(url);
      stream.onmessage = () => resolve("heard");
      stream.onerror = () => resolve("refused");
    })"""
    assert page.evaluate(listen, f"{live.url}/_slidegen/events?deck=deck&generation=x") == "refused"
    script = """(url) => new Promise((resolve) => {
      const script = document.createElement("script");
      script.onload = () => resolve("loaded");
      script.onerror = () => resolve("refused");
      script.src = url;
      document.head.append(script);
    })"""
    assert page.evaluate(script, f"{live.url}/_slidegen/live.js") == "refused"
    context.close()
