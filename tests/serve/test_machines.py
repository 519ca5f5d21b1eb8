"""Live reload on the machines that people use: links, limits, mounts, other names, files that come late."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from conftest import ROOT
from serve_live import FILES, ONE, Live, Start

from slidegen.serve.show import Show
from slidegen.serve.studio import Studio
from slidegen.source.settings_reader import load_settings


def shown(live: Live, text: bytes, within: float = 20.0) -> bool:
    """Whether the page comes to hold `text`."""
    return until(lambda: text in live.get("/deck.html")[1], within)


def until(holds: Callable[[], bool], within: float = 20.0) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


# ---- links
@pytest.mark.parametrize("poll", ["--no-poll", "--poll"])
def test_the_target_of_a_link_is_watched(start: Start, tmp_path: Path, poll: str) -> None:
    root = tmp_path / "workshop"
    (root / "elsewhere").mkdir(parents=True)
    (root / "elsewhere" / "real.md").write_text("# Linked\n\nbefore\n")
    (root / "folder").mkdir()
    (root / "folder" / "in.md").write_text("# In a folder\n\nbefore\n")
    (root / "one.md").symlink_to("elsewhere/real.md")
    (root / "by").symlink_to("folder")
    files = {name: text for name, text in FILES.items() if name != "one.md"}
    live = start(poll, files=files | {"deck.yml": "content: [one.md, by/in.md]\n"})
    assert b"before" in live.get("/deck.html")[1]
    (root / "elsewhere" / "real.md").write_text("# Linked\n\nafter\n")
    assert shown(live, b"after")
    (root / "folder" / "in.md").write_text("# In a folder\n\nfollowed\n")
    assert shown(live, b"followed")
    (root / "one.md").unlink()
    (root / "one.md").symlink_to("folder/in.md")
    assert until(lambda: live.get("/deck.html")[1].count(b"followed") >= 2)


# ---- what the system gives
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare")
@pytest.mark.parametrize("limit", ["max_inotify_instances", "max_inotify_watches"])
def test_without_inotify_changes_are_looked_for(tmp_path: Path, limit: str) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from slidegen.serve.watch import Watcher\n"
        "told = []\n"
        "watcher = Watcher(Path(sys.argv[1]), told.append)\n"
        "watcher.start()\n"
        "watcher.watch([Path(sys.argv[1]) / 'one.md'])\n"
        "time.sleep(1.5)\n"
        "Path(sys.argv[1], 'one.md').write_text('changed')\n"
        "end = time.monotonic() + 15\n"
        "while not told and time.monotonic() < end: time.sleep(0.1)\n"
        "watcher.stop()\n"
        "print(watcher.polls, bool(told), watcher.reason)\n"
    )
    inside = f'echo 0 > /proc/sys/user/{limit} || exit 77; exec "$0" -c "$1" "$2"'

    done = subprocess.run(
        ["unshare", "-Ur", "sh", "-c", inside, sys.executable, script, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode == 77 or "Operation not permitted" in done.stderr:
        pytest.skip("this system has no user namespaces to try it in")
    assert done.stdout.startswith("True True inotify "), done.stdout + done.stderr


#: How the tree cannot be written: the mount alone, and with what else a machine may lack.
READ_ONLY = {
    "a mount": ((), {}),
    "polled": (("--poll",), {}),
    "without a home": ((), {"HOME": "/nonexistent", "XDG_CACHE_HOME": "", "TMPDIR": "/nonexistent"}),
    "a cache that cannot be": ((), {"SLIDEGEN_CACHE_DIR": "/proc/nowhere"}),
    "shared": (("--share",), {}),
}


@pytest.mark.parametrize("name", READ_ONLY)
@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare")
def test_a_read_only_tree_is_served(tmp_path: Path, name: str) -> None:
    options, lacks = READ_ONLY[name]
    root = tmp_path / "workshop"
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    (root / "slidegen.toml").unlink()  # fonts, too
    mounts = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" || exit 77; exec "$@"'
    command = [sys.executable, "-m", "slidegen", "serve", "--port", "0", *options]
    kept = {each: value for each, value in os.environ.items() if each != "SLIDEGEN_CACHE_DIR"}
    with subprocess.Popen(
        ["unshare", "-Urm", "sh", "-c", mounts, str(root), *command],
        stderr=subprocess.PIPE,
        text=True,
        env={**kept, "PYTHONPATH": str(ROOT), **lacks},
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        if "peration not permitted" in first or (not first and process.wait(10) == 77):
            pytest.skip("this system has no user namespaces to try it in")
        address = re.search(r"http://\S+?:\d+", first)
        assert address is not None, first
        try:
            for path, piece in (("/deck.html", b"Hello."), ("/", b"Live"), ("/images/p.svg", b"<svg")):
                with urlopen(f"{address[0]}{path}", timeout=30) as answer:
                    assert piece in answer.read()
        finally:
            process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert "Traceback" not in said
    assert not list(root.glob(".slidegen"))


def test_a_foreign_host_name_is_told_with_the_way_out(start: Start) -> None:
    live = start()
    code, said = live.get("/deck.html", Host="slides.example:8000")
    assert code == 403
    assert b'allowed-hosts = ["slides.example"]' in said
    assert "serve.allowed-hosts" in live.said("slides.example")
    evil = live.get("/deck.html", Host="<script>alert(1)</script>")[1]
    assert b"<script>" not in evil
    for _ in range(5):
        live.get("/deck.html", Host="slides.example:8000")
    assert sum("slides.example" in line for line in live.lines) == 1


# ---- files that come, go and break
def test_a_theme_that_comes_late_is_seen(start: Start) -> None:
    live = start()
    assert live.get("/deck.html")[0] == 200
    (live.root / "themes" / "default").mkdir(parents=True)
    (live.root / "themes" / "default" / "deck.html").write_text("late: {{ page.title }}")
    assert shown(live, b"late: Live")


def test_broken_settings_are_in_the_overlay_and_the_last_good_ones_stay(start: Start) -> None:
    settings = 'fonts = false\n[variables]\nWHO = "{}"\n'
    live = start(files=FILES | {"slidegen.toml": settings.format("us"), "one.md": "# @@WHO@@\n"})
    assert b"<h1>us</h1>" in live.get("/deck.html")[1]
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as stream:
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stream.recv(4096)
        live.write("slidegen.toml", "fonts = false\n[variables\n")
        seen = b""
        while b"SG040" not in seen:
            seen += stream.recv(65536)
        assert b'"blocked":true' in seen
        assert "slidegen.toml:2" in live.said("SG040")
        live.write("two.md", "# Third, again\n")
        assert shown(live, b"Third, again")
        assert b"<h1>us</h1>" in live.get("/deck.html")[1]
        live.write("slidegen.toml", settings.format("them"))
        assert shown(live, b"<h1>them</h1>")
        while b'"troubles":[],"blocked":false' not in seen:
            seen += stream.recv(65536)


def test_eighty_edits_of_a_template_are_never_stale(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parents[2] / "content", tmp_path / "content")
    root = tmp_path / "content"
    (root / "slidegen.toml").write_text("fonts = false\n")
    (root / "deck.yml").write_text("title: T\ncontent:\n- |\n  # A\n\n  text\n- |\n  # B\n")
    slide = (Path(__file__).parents[2] / "themes" / "base" / "slide.html").read_text()
    template = root / "themes" / "default" / "slide.html"
    template.parent.mkdir(parents=True)
    template.write_text(slide)
    show = Show(load_settings(root, {}), paths=(root / "deck.yml",), environ={}, shared=True)
    studio = Studio(show)
    for number in range(80):
        template.write_text(slide.replace('<div class="slide-body">', f'<div class="slide-body e{number}">'))
        studio.saved(["themes/default/slide.html"])
        studio.whole(["themes/default/slide.html"], ["deck"])
        for role in ("author", "audience"):
            page = studio.page("deck", str(number), role)
            assert page is not None
            assert page.plain.count(f'slide-body e{number}"'.encode()) >= 2, number


def test_decks_that_come_and_go_are_told_and_counted(start: Start) -> None:
    live = start(files=FILES | {"other.yml": "title: Other\ncontent: [two.md]\n"})
    index = live.get("/")[1]
    assert b"0 slides" not in index
    assert index.count(b"<span>") >= 2
    live.write("new.yml", "title: New\ncontent: [one.md]\n")
    assert live.said("new.yml: a new deck, new.html")
    (live.root / "other.yml").unlink()
    assert live.said("other.yml: other.html is no deck any more")
    assert live.get("/other.html")[0] == 404
    assert b'<a href="./">All decks</a>' in live.get("/other.html")[1]
    live.write("one.md", ONE + "\n---\n\n# More\n")
    assert until(lambda: b"New" in live.get("/")[1])


def test_an_unknown_theme_is_refused_before_anything_is_served(start: Start) -> None:
    with pytest.raises(AssertionError, match="there is no theme 'nope'"):
        start("--theme", "nope")


def test_a_template_that_breaks_is_in_the_overlay_with_its_line(start: Start) -> None:
    base = '{% extends "base/deck.html" %}\n'
    live = start(files=FILES | {"themes/default/deck.html": base})
    assert b"Hello." in live.get("/deck.html")[1]
    with socket.create_connection(("127.0.0.1", live.port), timeout=20) as stream:
        stream.sendall(b"GET /_slidegen/events?deck=deck&generation=x HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stream.recv(4096)
        live.write(
            "themes/default/deck.html",
            '{% extends "base/deck.html" %}\n{% block footer %}{{ nope }}{% endblock %}',
        )
        seen = b""
        while b"SG060" not in seen:
            seen += stream.recv(65536)
    assert b'"path":"themes/default/deck.html","line":2,"column":22' in seen
    assert not any("bug" in line for line in live.lines)
    assert b"Hello." in live.get("/deck.html")[1]  # the last good page
