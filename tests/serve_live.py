"""A running `slidegen serve` as a process, and pages that look at it."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import clean_environment

from slidegen.serve.reload import Patch, Snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Page

DECK = """title: Live
content:
- one.md
- - two.md
"""
ONE = "# First\n\nHello.\n\n???\n\nA secret note.\n\n---\n\n# Second\n\n- a\n\n--\n\n- b\n"
TWO = "# Third\n\n![pic](images/p.svg)\n\n---\n\n## Fourth\n\ntext\n"
FILES = {
    "deck.yml": DECK,
    "one.md": ONE,
    "two.md": TWO,
    "images/p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    "images/unused.svg": "<svg/>",
    ".git/HEAD": "ref: x",
    ".env": "SECRET=1",
    "slidegen.toml": "fonts = false\n",
}


@dataclass
class Live:
    """The process, and how to talk to it."""

    root: Path
    port: int
    process: "subprocess.Popen[str]"
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def raw(self, request: bytes, timeout: float = 5.0) -> bytes:
        """The bytes that come back on a socket of its own, until the server closes or falls silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            connection.sendall(request)
            answer = b""
            try:
                while chunk := connection.recv(65536):
                    answer += chunk
            except TimeoutError:
                pass
            return answer

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        lines = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        answer = self.raw(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        return int(answer.split(b" ", 2)[1]), answer.partition(b"\r\n\r\n")[2]

    def said(self, text: str, within: float = 40.0) -> str:
        """The first line of the terminal that holds `text`."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            found = next((line for line in self.lines if text in line), None)
            if found is not None:
                return found
            time.sleep(0.02)
        raise AssertionError(f"{text!r} was not said in {self.lines}")


Start = Callable[..., Live]


@pytest.fixture
def start(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts a server in a small workshop, or in `root`, with an editor at its pipes if it is `linked`.

    It is ended after the test.
    """
    started: list[Live] = []

    def run(
        *arguments: str,
        files: Mapping[str, str] = FILES,
        root: Path | None = None,
        env: Mapping[str, str] = {},
        linked: bool = False,
    ) -> Live:
        root = root or tmp_path / "workshop"
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        environment = clean_environment() | {
            "SLIDEGEN_CACHE_DIR": str(tmp_path_factory.mktemp("cache")),
            "PYTHONUNBUFFERED": "1",
            **env,
        }
        command = [sys.executable, "-m", "slidegen", "serve", "--port", str(free_port()), *arguments]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        said, told = (pipe, pipe) if linked else (None, nothing)
        process = subprocess.Popen(
            command, cwd=root, env=environment, stdin=said, stdout=told, stderr=pipe, text=True
        )
        live = Live(root, 0, process)
        threading.Thread(target=_read, args=(live,), daemon=True).start()
        started.append(live)
        line = live.said("http://127.0.0.1:", within=30)
        live.port = int(line.split("http://127.0.0.1:")[1].split("/")[0])
        return live

    yield run
    for live in started:
        if live.process.poll() is None:
            live.process.send_signal(signal.SIGKILL)
        live.process.wait(10)
        for stream in (live.process.stdin, live.process.stdout, live.process.stderr):
            if stream is not None:
                stream.close()


def until(page: "Page", expression: str, seconds: float = 20) -> None:
    """Waits for a condition. (Playwright's own way needs `eval`, which the server's policy forbids.)"""
    end = time.monotonic() + seconds
    while not page.evaluate(f"document.documentElement && ({expression})"):  # none between two documents
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def _read(live: Live) -> None:
    assert live.process.stderr is not None
    try:
        for line in live.process.stderr:
            live.lines.append(line.rstrip("\n"))
    except ValueError:
        return  # closed at the end of the test


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def open_descriptors(process: "subprocess.Popen[str]") -> int:
    return sum(1 for _ in Path(f"/proc/{process.pid}/fd").iterdir())


def resident_kilobytes(process: "subprocess.Popen[str]") -> int:
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def applied(old: Snapshot, patch: Patch) -> list[str]:
    """What live.js does: take out, put in, replace, retag."""
    html = {slide.id: slide.html for slide in old.slides}
    order = [slide.id for slide in old.slides]
    for splice in patch.splices:
        for name in splice.remove:
            order.remove(name)
    for splice in patch.splices:
        at = order.index(splice.after) + 1 if splice.after else 0
        order[at:at] = [new.id for new in splice.insert]
        html |= {new.id: new.html for new in splice.insert}
    html |= {new.id: new.html for new in patch.slides}
    for new in patch.tags:
        html[new.id] = new.tag + html[new.id][html[new.id].index(">") + 1 :]
    return [html[name] for name in order]
