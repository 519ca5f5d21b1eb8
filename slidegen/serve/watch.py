"""Files that change: which ones, told once they have settled.

Watches the folders of the files that decks use, one level each, and the folders of themes whole; never a
project's root with all that lies below it. Editors write in bursts, through temporary files, and truncate
before they write: a change is told after `QUIET` without another, when the file holds still and is not
empty, and after `PATIENCE` in any case.

Knows watchdog and clocks. Must not know decks.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileClosedNoWriteEvent, FileOpenedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

#: A folder that comes and goes while it looks is a warning of watchdog's; `Watcher` looks again, and the
#: terminal is for what authors can mend.
logging.getLogger("watchdog").addHandler(logging.NullHandler())

QUIET = 0.012  #: seconds without an event that end a burst
PATIENCE = 0.25  #: seconds after which a burst is told though it goes on
POLL_EVERY = 0.5

#: file systems whose changes on other machines the kernel does not see
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "vboxsf", "fuse.sshfs", "afs"})

_Stamp = tuple[int, int, int]


def is_remote(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether `path` lies on a file system that must be polled."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        fields = line.split()
        if len(fields) > 2 and path.is_relative_to(fields[1]) and len(fields[1]) >= len(best):
            best, kind = fields[1], fields[2]
    return kind in _REMOTE


class Watcher:
    """Calls `tell` with the files that changed, from a thread of its own."""

    def __init__(
        self, root: Path, tell: Callable[[frozenset[Path]], None], *, poll: bool | None = None
    ) -> None:
        self.root = root.resolve()
        self.polls = is_remote(self.root) if poll is None else poll
        self.reason = ""  #: why it polls though nobody asked for that
        self._tell = tell
        self._observer = self._make_observer()
        self._watches: dict[Path, ObservedWatch] = {}
        self._files: frozenset[Path] = frozenset()
        self._trees: frozenset[Path] = frozenset()
        self._pending: dict[Path, None] = {}
        self._first = self._last = 0.0
        self._wake = threading.Condition()
        self._changing = threading.Lock()
        self._stopped = False
        self._teller = threading.Thread(target=self._run, name="slidegen-watch", daemon=True)

    def _make_observer(self) -> BaseObserver:
        if not self.polls:
            try:
                return Observer()
            except OSError as error:  # other programs have taken all that the kernel gives
                self._poll_since(error)
        return PollingObserver(timeout=POLL_EVERY)

    def _poll_since(self, error: OSError) -> None:
        self.polls, self.reason = True, str(error.strerror or error)

    def start(self) -> None:
        try:
            self._observer.start()
        except OSError as error:  # no inotify here
            self._poll_since(error)
            self._observer = self._make_observer()
            self._observer.start()
        self._teller.start()

    def stop(self) -> None:
        with self._wake:
            self._stopped = True
            self._wake.notify()
        self._teller.join(2)
        self._observer.stop()
        self._observer.join(2)

    def watch(self, files: Iterable[Path], trees: Iterable[Path] = ()) -> None:
        """From now on, these files and these whole folders."""
        self._files, self._trees = frozenset(files), frozenset(trees)
        with self._changing:
            self._arrange()

    # ---- what is watched
    def _wanted(self) -> dict[Path, bool]:
        """folder -> whether with all below it. The folders above count too: one of them may be moved away."""
        wanted = {tree: True for tree in self._trees if tree.is_dir()}
        above = {tree.parent for tree in self._trees - wanted.keys()}  # it may come to be
        for folder in {file.parent for file in self._files} | above:
            for here in (folder, *folder.parents):
                if here.is_dir():
                    wanted.setdefault(here, False)
                if here == self.root or here in self.root.parents:
                    break
        return wanted

    def _arrange(self) -> None:
        wanted = self._wanted()
        for folder in set(self._watches) - set(wanted):
            self._drop(folder)
        for folder in set(wanted) - set(self._watches):
            self._add(folder, recursive=wanted[folder])

    def _add(self, folder: Path, *, recursive: bool) -> None:
        try:
            self._watches[folder] = self._observer.schedule(_Handler(self), str(folder), recursive=recursive)
        except OSError as error:
            if not self.polls and error.errno is not None:
                self._poll_since(error)
                self._start_polling()

    def _drop(self, folder: Path) -> None:
        watch = self._watches.pop(folder)
        try:
            self._observer.unschedule(watch)
        except (KeyError, OSError):
            return  # the folder is gone, and the watch with it

    def _start_polling(self) -> None:
        """The kernel has no more watches to give: look for ourselves."""
        self._observer.stop()
        self._watches = {}
        self._observer = self._make_observer()
        self._observer.start()
        self._arrange()

    # ---- what happens
    def happened(self, event: FileSystemEvent) -> None:
        """An event from the observer's thread."""
        if isinstance(event, FileOpenedEvent | FileClosedNoWriteEvent):
            return
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        if event.is_directory:
            self._folder_happened(paths, modified=event.event_type == "modified")
            return
        relevant = [path for path in paths if self._is_relevant(path)]
        if relevant:
            self._note(relevant)

    def _is_relevant(self, path: Path) -> bool:
        if path in self._files:
            return True
        # A manifest that was not there before; other new files concern nobody.
        if path.suffix in (".yml", ".yaml") and path.parent in self._watches:
            return not path.name.startswith(".")
        return any(path.is_relative_to(tree) for tree in self._trees)

    def _folder_happened(self, paths: list[Path], *, modified: bool) -> None:
        """A folder came, went or moved: its watches are those of the old one, and its files may be others."""
        if modified:
            return
        concerned = (*self._files, *self._trees)
        below = [file for file in concerned if any(file.is_relative_to(path) for path in paths)]
        if not below:
            return
        self._note(below)
        threading.Thread(target=self._rearrange, args=(paths,), daemon=True).start()

    def _rearrange(self, paths: list[Path]) -> None:
        """Not in the observer's own thread, which unscheduling would wait for."""
        with self._changing:
            for folder in [f for f in self._watches if any(f.is_relative_to(path) for path in paths)]:
                self._drop(folder)
            self._arrange()

    def _note(self, paths: Iterable[Path]) -> None:
        with self._wake:
            now = time.monotonic()
            self._first = now if not self._pending else self._first
            self._last = now
            self._pending.update(dict.fromkeys(paths))
            self._wake.notify()

    # ---- telling
    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._pending and not self._stopped:
                    self._wake.wait()
                if self._stopped:
                    return
                now = time.monotonic()
                over = now - self._first >= PATIENCE
                quiet = now - self._last >= QUIET
                if not over and not quiet:
                    self._wake.wait(min(self._last + QUIET, self._first + PATIENCE) - now)
                    continue
                paths = frozenset(self._pending)
            stamps = {path: _stamp(path) for path in paths}
            if not over and not self._are_settled(stamps):
                continue
            with self._wake:
                for path in paths:
                    self._pending.pop(path, None)
                self._first = time.monotonic()
            self._tell(paths)

    def _are_settled(self, stamps: dict[Path, _Stamp | None]) -> bool:
        """Whether no file is empty, missing, or still being written; else there is more to wait for."""
        suspicious = [path for path, stamp in stamps.items() if stamp is None or stamp[0] == 0]
        if not suspicious:
            return True
        time.sleep(QUIET)
        return False


class _Handler(FileSystemEventHandler):
    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._watcher.happened(event)


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino
