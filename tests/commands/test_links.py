"""`slidegen links` against a server of our own: what is there, what is not, what moved, and what is known."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from slidegen.cli import run


class Pages(BaseHTTPRequestHandler):
    """`/ok`, `/gone`, `/moved`, `/no-head`; each request is counted by method and path."""

    asked: list[str]

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        self.asked.append(f"{method} {self.path}")
        status = {"/ok": 200, "/moved": 301, "/no-head": 405 if method == "HEAD" else 200}.get(self.path, 404)
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

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
