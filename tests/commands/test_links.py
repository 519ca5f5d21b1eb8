"""`slidegen links` against a server of our own: what is there, what is not, what moved, and what is known."""

import json
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR
from threading import Thread
from urllib.parse import urlsplit

import pytest

from slidegen.cli import run
from slidegen.commands.asking import SLOWER, Manners, answers, as_sent


class Pages(BaseHTTPRequestHandler):
    """`/ok`, `/gone`, `/moved`, `/no-head`, and hosts that are odd; each request is counted."""

    asked: list[str]

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        self.asked.append(f"{method} {self.path}")
        status, headers = self._odd(method, sum(each.endswith(f" {self.path}") for each in self.asked))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def _odd(self, method: str, times: int) -> tuple[int, dict[str, str]]:
        """Status and headers of an answer, of which this is the so-manieth."""
        if self.path == "/drop" and times == 1:
            self.connection.shutdown(SHUT_RDWR)
        return {
            "/ok": (200, {}),
            "/moved": (301, {"Location": "/ok"}),
            "/no-head": (405 if method == "HEAD" else 200, {}),
            "/loop": (302, {"Location": "/loop"}),
            "/round": (307, {"Location": "/about"}),
            "/about": (308, {"Location": "/round"}),
            "/away": (302, {"Location": "ftp://example.com/x"}),
            "/mail": (302, {"Location": "mailto:a@example.com"}),
            "/wait": (200 if times > 2 else 429, {"Retry-After": "1"}),
            "/busy": (429, {"Retry-After": "3600"}),
            "/closed": (503, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}),
            "/much": (429, {}),
            "/much?2": (429, {}),
            "/slow": (200, {}),
            "/flaky": (500 if times == 1 else 200, {}),
            "/drop": (200, {}),
            "/huge": (200, {"Content-Length": str(10**15)}),
            "/stra%C3%9Fe?q=%C3%A4": (200, {}),
        }.get(self.path, (404, {}))

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    handler = type("Counted", (Pages,), {"asked": asked})
    serving = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}", asked
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def links(*arguments: str) -> int:
    return run(["links", "--private", *arguments])


def test_what_is_dead_is_told_with_its_place_and_deck(
    here: Path, server: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    url, _ = server
    (here / "day.yml").write_text("content: [a.md]\n", encoding="utf-8")
    text = f"# A\n\n[x]({url}/ok#part) [y]({url}/gone)\n\n```bash\ncurl {url}/nowhere | sh\n```\n"
    (here / "a.md").write_text(text, encoding="utf-8")
    assert links() == 1
    out, err = capsys.readouterr()
    assert f"{url}/gone  404 Not Found" in out
    assert "a.md:3:" in out
    assert "a link, in day" in out
    assert "a command fetches it, in day" in out
    assert "3 addresses, 2 dead (2 of them new), 0 led elsewhere" in err


def test_what_was_dead_before_is_no_news(here: Path, server: tuple[str, list[str]]) -> None:
    url, asked = server
    (here / "a.md").write_text(f"[y]({url}/gone)\n", encoding="utf-8")
    assert links() == 1
    once = len(asked)
    assert links() == 0, "it is in the ledger"
    assert len(asked) == once, "what was asked today is not asked again"
    assert links("--all-dead") == 1
    assert links("--max-age", "0") == 0
    assert len(asked) > once
    assert links("--offline", "--all-dead") == 1


def test_where_it_led_is_kept_and_head_is_no_must(here: Path, server: tuple[str, list[str]]) -> None:
    url, asked = server
    (here / "a.md").write_text(f"<{url}/moved> {url}/no-head.\n", encoding="utf-8")
    assert links() == 0
    ledger = json.loads((here / "links.json").read_text(encoding="utf-8"))["links"]
    assert ledger[f"{url}/moved"]["final"] == f"{url}/ok"
    assert ledger[f"{url}/no-head"]["status"] == 200
    assert "GET /no-head" in asked


def test_nobody_is_asked_who_was_not_meant(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    addresses = [
        "http://localhost:8080/",
        "https://example.com/x",
        "http://10.0.0.1/",
        "https://HOST/",
        "http://<ip>/",
    ]
    (here / "a.md").write_text("\n\n".join(addresses), encoding="utf-8")
    assert run(["links"]) == 0
    assert "0 addresses" in capsys.readouterr().err


NEVER_ANSWERED = '{"version": 1, "links": {"https://x.example": {"day": "2026-01-01", "status": 1e999}}}'


@pytest.mark.parametrize("text", ["[]", "null", "[" * 20_000, '{"version": 9}', NEVER_ANSWERED])
def test_a_broken_ledger_is_said(here: Path, text: str) -> None:
    (here / "a.md").write_text("x\n", encoding="utf-8")
    (here / "links.json").write_text(text, encoding="utf-8")
    assert run(["links"]) == 2


def test_a_folder_without_files_is_a_wrong_call(here: Path) -> None:
    assert run(["links"]) == 2
    assert not list(here.iterdir())


def test_where_no_address_is_no_ledger_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("# A\n")
    assert run(["links"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


# ---- odd hosts
def answers_in(here: Path) -> dict[str, dict[str, object]]:
    """The ledger's answers, by the address's path."""
    ledger = json.loads((here / "links.json").read_text(encoding="utf-8"))["links"]
    return {urlsplit(address).path: answer for address, answer in ledger.items()}


@pytest.mark.parametrize(
    ("path", "status", "problem"),
    [
        ("/loop", 302, "302 The HTTP server returned a redirect error"),
        ("/round", 307, "307 The HTTP server returned a redirect error"),
        ("/mail", 302, "302 Found"),
        ("/busy", 429, ""),
        ("/closed", 503, ""),
        ("/wait", 200, ""),
        ("/flaky", 200, ""),
        ("/drop", 200, ""),
        ("/huge", 200, ""),
        ("/straße?q=ä", 200, ""),
    ],
)
def test_odd_hosts(path: str, status: int, problem: str, here: Path, server: tuple[str, list[str]]) -> None:
    url, _ = server
    (here / "a.md").write_text(f"# A\n\n<{url}{path}>\n", encoding="utf-8")
    assert links() == bool(problem)
    [answer] = answers_in(here).values()
    assert answer["status"] == status
    assert str(answer["problem"]).startswith(problem)
    assert bool(answer["problem"]) == bool(problem)
    assert "\n" not in str(answer["problem"])


def test_a_host_that_wants_to_be_left_alone_is(
    here: Path, server: tuple[str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    url, asked = server
    (here / "a.md").write_text(f"# A\n\n<{url}/ok> <{url}/busy> <{url}/gone>\n", encoding="utf-8")
    assert links() == 0
    assert asked == ["HEAD /ok", "HEAD /busy"]
    told = capsys.readouterr().err
    host = url.removeprefix("http://")
    assert f"{host} has enough of us (429): 1 address not asked this time; what the ledger knows" in told
    assert "3 addresses, 0 dead (0 of them new), 0 led elsewhere, 1 never asked" in told
    assert set(answers_in(here)) == {"/ok", "/busy"}


def test_a_host_that_says_once_that_it_is_too_much_is_asked_on_more_slowly(
    server: tuple[str, list[str]],
) -> None:
    url, _ = server
    paths = ("/much", "/slow", "/gone", "/much?2", "/ok")
    manners = Manners(pause=0.02, private=True)
    start = time.monotonic()
    told = dict(answers([url + path for path in paths], manners, date(2026, 11, 27)))
    assert [answer and answer.status for answer in told.values()] == [429, 200, 404, 429, None]
    assert time.monotonic() - start > 3 * SLOWER * manners.pause


def test_no_tls_where_it_was_promised_is_no_answer(here: Path, server: tuple[str, list[str]]) -> None:
    url, _ = server
    (here / "a.md").write_text(f"<{url.replace('http', 'https')}/ok>\n", encoding="utf-8")
    assert links() == 1
    assert str(answers_in(here)["/ok"]["problem"]).startswith("no answer: ")


def test_names_of_hosts_may_have_letters_of_their_own() -> None:
    assert as_sent("https://a:b@münchen.example:8/ä%20b?q=ö#x") == (
        "https://a:b@xn--mnchen-3ya.example:8/%C3%A4%20b?q=%C3%B6"
    )
    assert as_sent("https://example.org/%7Ea?b=[c]") == "https://example.org/%7Ea?b=[c]"


def test_who_names_a_file_keeps_what_is_known_of_others(here: Path, server: tuple[str, list[str]]) -> None:
    url, _ = server
    for name, path in {"a.md": "ok", "b.md": "gone"}.items():
        (here / name).write_text(f"<{url}/{path}>\n", encoding="utf-8")
    assert links() == 1
    assert links("a.md") == 0
    assert set(answers_in(here)) == {"/ok", "/gone"}
    (here / "b.md").unlink()
    assert links() == 0
    assert set(answers_in(here)) == {"/ok"}
