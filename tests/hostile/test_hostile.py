"""A stranger's workshop: every verb ends with findings, executes nothing, and writes nothing outside."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from slidegen import cli
from slidegen.errors import ExitCode

READS = "{{ cycler.__init__.__globals__.os.popen('touch %s').read() }}"

#: what the tree holds; `harmless.yml` shows that the rest does not stop it
FILES: dict[str, str | bytes] = {
    "harmless.yml": "content: [a.md]\n",
    "a.md": "# A\n",
    "macro.yml": f'macros: {{x: "{READS % "pwned"}"}}\ncontent: [call.md]\n',
    "call.md": "# C\n\n![:x](y)\n",
    "outside.yml": "content: [../../secret.md, /etc/passwd, a.md]\n",
    "circle.yml": "content: [i.md]\n",
    "i.md": "# I\n\n@@INCLUDE[j.md]\n",
    "j.md": "@@INCLUDE[i.md]\n@@INCLUDE[../../secret.md]\n",
    "deep.yml": "content: " + "[" * 5_000,
    "deep.json": '{"content": ' + "[" * 5_000,
    "binary.yml": b"content:\n- \x00\xff\n",
    "typo.yml": "contnet: [a.md]\n",
    "theme.yml": "theme: ../../../etc\ncontent: [a.md]\n",
    "page.yml": "html: ../../pwned.html\ncontent: [a.md]\n",
    "site.yml": 'content: "text"\n',
    "pipe.yml": "content: [p.md]\n",
    "--output=a.md": "# O\n",
    "--fix.md": "# F\n",
    ".gitignore": "[z-a]\n!\n" + "*/" * 200 + "\n",
    "dist/.slidegen.json": '{"version": 1, "decks": {}, "files": {"../../secret.md": "x"}}',
    "themes/default/deck.html": '{% extends "base/deck.html" %}' + READS % "pwned-by-template",
}


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    root = tmp_path / "home" / "w"
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "home/secret.md").write_text("# Secret\n")
    os.mkfifo(root / "p.md")
    (root / "dist/assets").symlink_to(tmp_path / "home")
    (root / "loop").symlink_to(root)
    return root


@pytest.fixture
def deadline() -> Iterator[None]:
    """A verb that waits for a pipe would wait for ever."""
    ended = threading.Event()
    threading.Timer(120, lambda: None if ended.is_set() else os._exit(1)).start()
    yield
    ended.set()


@pytest.mark.usefixtures("deadline")
@pytest.mark.parametrize("verb", ["build", "lint", "scripts", "stats"])
def test_every_verb_ends_with_findings(
    workshop: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    verb: str,
) -> None:
    monkeypatch.setenv("SLIDEGEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(workshop)
    before = outside(workshop)
    code = cli.run([verb])
    gc.enable()
    said = capfd.readouterr()
    assert code == ExitCode.FINDINGS, said.err
    assert "bug of slidegen" not in said.err
    assert "Traceback" not in said.err
    assert "Secret" not in "".join(map(str, said))
    assert outside(workshop) == before
    assert not list(tmp_path.rglob("pwned*"))


def outside(workshop: Path) -> dict[str, bytes]:
    """What lies around the workshop."""
    files = (path for path in workshop.parent.iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in files}
