"""What the watcher tells, and what it keeps to itself."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from slidegen.serve.watch import Watcher, is_remote


class Told:
    """What was told, in order."""

    def __init__(self) -> None:
        self.batches: list[frozenset[Path]] = []
        self._news = threading.Condition()

    def __call__(self, paths: frozenset[Path]) -> None:
        with self._news:
            self.batches.append(paths)
            self._news.notify_all()

    def until(self, wanted: Path, seconds: float = 5) -> None:
        with self._news:
            assert self._news.wait_for(lambda: any(wanted in b for b in self.batches), seconds), self.batches

    def nothing(self, seconds: float = 0.5) -> bool:
        time.sleep(seconds)
        return not self.batches


Watching = Callable[..., tuple[Watcher, Told]]


@pytest.fixture(params=[False, True], ids=["kernel", "polling"])
def watching(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watching]:
    watchers = []

    def start(*files: Path, trees: tuple[Path, ...] = ()) -> tuple[Watcher, Told]:
        told = Told()
        watcher = Watcher(tmp_path, told, poll=request.param)
        watchers.append(watcher)
        watcher.start()
        watcher.watch(files, trees)
        time.sleep(0.2 if not request.param else 0.8)
        return watcher, told

    yield start
    for watcher in watchers:
        watcher.stop()


def test_a_burst_is_told_once_or_twice(tmp_path: Path, watching: Watching) -> None:
    file = tmp_path / "a.md"
    file.write_text("0")
    _, told = watching(file)
    for number in range(200):
        file.write_text(str(number))
    told.until(file)
    time.sleep(0.6)
    assert len(told.batches) < 10
    assert file.read_text() == "199"


def test_a_save_by_renaming(tmp_path: Path, watching: Watching) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")
    _, told = watching(file)
    (tmp_path / ".a.md.swp").write_text("new text")
    (tmp_path / ".a.md.swp").replace(file)
    told.until(file)


def test_other_files_are_nobodys_news(tmp_path: Path, watching: Watching) -> None:
    file = tmp_path / "a.md"
    file.write_text("x")
    (tmp_path / "deep" / "down").mkdir(parents=True)
    _, told = watching(file)
    (tmp_path / "b.txt").write_text("x")
    (tmp_path / ".a.md.swp").write_text("x")
    (tmp_path / "deep" / "down" / "c.md").write_text("x")
    assert file.read_text() == "x"  # reading is no news either
    assert told.nothing(0.9)


def test_a_file_that_is_not_there_yet(tmp_path: Path, watching: Watching) -> None:
    _, told = watching(tmp_path / "later.md")
    (tmp_path / "later.md").write_text("now")
    told.until(tmp_path / "later.md")


def test_a_folder_that_is_moved_away_and_back(tmp_path: Path, watching: Watching) -> None:
    file = tmp_path / "part" / "a.md"
    file.parent.mkdir()
    file.write_text("x")
    _, told = watching(file)
    (tmp_path / "part").rename(tmp_path / "elsewhere")
    told.until(file)
    (tmp_path / "elsewhere").rename(tmp_path / "part")
    time.sleep(1.2)
    told.batches.clear()
    file.write_text("changed after all")
    told.until(file)


def test_whole_trees(tmp_path: Path, watching: Watching) -> None:
    theme = tmp_path / "themes" / "mine"
    theme.mkdir(parents=True)
    _, told = watching(trees=(tmp_path / "themes",))
    (theme / "theme.css").write_text("a {}")
    told.until(theme / "theme.css")


def test_a_thousand_files(tmp_path: Path, watching: Watching) -> None:
    files = [tmp_path / f"d{number % 20}" / f"{number}.md" for number in range(1000)]
    for file in files:
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    watcher, told = watching(*files)
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for file in files[::100]:
        file.write_text("changed")
        told.until(file)
    watcher.watch(files[:1])
    assert len(os.listdir("/proc/self/fd")) <= before + 5  # noqa: PTH208


def test_file_systems_of_other_machines_are_polled(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/a / ext4 rw 0 0\nserver:/x /home/me nfs4 rw 0 0\n/dev/b /home/me/local ext4 rw 0 0\n"
    )
    assert is_remote(Path("/home/me/slides"), mounts)
    assert not is_remote(Path("/home/me/local/slides"), mounts)
    assert not is_remote(Path("/home/mean"), mounts)
    assert not is_remote(Path("/"), tmp_path / "missing")


@pytest.mark.parametrize("module", ["inotify", "inotify_c", "polling", "fsevents"])
def test_what_watchdog_warns_of_is_not_for_the_terminal(module: str) -> None:
    """A folder that is gone when it looks: `Watcher` looks again, and the author has nothing to mend."""
    warns = f"logging.getLogger('watchdog.observers.{module}').warning('Cannot take a snapshot')"
    words = [sys.executable, "-c", f"import logging, slidegen.serve.watch; {warns}"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr == ""
