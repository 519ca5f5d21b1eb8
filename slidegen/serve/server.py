"""`slidegen serve` as a whole: the server, the watcher, and what happens between a save and the browser.

    watcher -> glance (milliseconds; what can be shown at once) -> whole (the truth) -> lint
            each -> patches to the windows, a line to the terminal

Knows the order and the threads: one event loop, one thread that glances, one that builds. Must not know
how anything is rendered.
"""

import asyncio
import contextlib
import secrets
import signal
import socket
import time
import traceback
from collections.abc import Callable, Generator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import uvicorn

from slidegen.lazy_dataclass import dataclass
from slidegen.serve.addresses import bind
from slidegen.serve.app import make_app
from slidegen.serve.connections import Connection, Doors, ask_for_descriptors
from slidegen.serve.desk import Desk
from slidegen.serve.editor import Editor
from slidegen.serve.editor_link import EditorLink
from slidegen.serve.events import Hub
from slidegen.serve.real_paths import real_paths
from slidegen.serve.saved_files import SavedFiles
from slidegen.serve.security import EVENTS, Hosts, Rate
from slidegen.serve.show import Show
from slidegen.serve.studio import Studio
from slidegen.serve.trouble import Trouble, is_error
from slidegen.serve.update import Update
from slidegen.serve.watch import Watcher

#: After a glance there is time: the eye is served, and the next save may come.
AFTER_A_GLANCE = 0.15
HUGE_HEAD = 16 * 1024
MOST_STRANGERS = 10  #: foreign host names that are told of


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the server stands."""

    host: str = "127.0.0.1"
    port: int = 8000
    allowed_hosts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()  #: of this machine, for an audience
    presenter_token: str = ""
    poll: bool | None = None
    framed_by: tuple[str, ...] = ()  #: whose pages may show ours in a frame, beside our own


class Server:
    """One run of the dev server.

    `say` gets lines for the terminal; `ready` is told the port when it listens.
    """

    def __init__(
        self,
        show: Show,
        stand: Stand,
        editor: Editor,
        say: Callable[[str], None],
        ready: Callable[[int, Studio], None] = lambda *_: None,
    ) -> None:
        self.stand, self.editor, self.say, self.ready = stand, editor, say, ready
        self.studio = Studio(show)
        self.saved_files = SavedFiles(self.studio)
        self.hub = Hub(secrets.token_hex(4))
        self.worker = ThreadPoolExecutor(1, "slidegen-whole")
        self.glancer = ThreadPoolExecutor(1, "slidegen-glance")
        self.watcher = Watcher(self.studio.workspace.root, self._saved, poll=stand.poll)
        self._changes: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        self._dirty: set[str] = set()
        self._building: asyncio.Task[None] | None = None
        self._known: set[Trouble] = set()
        self._links: Mapping[Path, frozenset[Path]] = {}
        self._told_of_polling = False
        self._strangers: set[str] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self) -> None:
        """Serve until ^C or SIGTERM; KeyboardInterrupt or SystemExit is raised when all is closed."""
        listener = bind(self.stand.host, self.stand.port)
        try:
            asyncio.run(self._serve(listener))
        finally:
            listener.close()

    # ---- the life of the server
    async def _serve(self, listener: socket.socket) -> None:
        self._loop = asyncio.get_running_loop()
        self.watcher.start()
        self._watch()
        try:
            await self._answer(listener)
        finally:
            self.watcher.stop()
            self.worker.shutdown(wait=False, cancel_futures=True)
            self.glancer.shutdown(wait=False, cancel_futures=True)

    def _saved(self, paths: frozenset[Path]) -> None:
        """From the watcher's thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._changes.put_nowait, paths)

    async def _answer(self, listener: socket.socket) -> None:
        server = _QuietServer(self._config(listener.getsockname()[1]))
        interrupted = _stop_on_signals(server)
        following = asyncio.create_task(self._follow_changes())
        self.ready(listener.getsockname()[1], self.studio)
        if isinstance(self.editor, EditorLink):
            self._attend(self.editor, server)
        try:
            await server.serve(sockets=[listener])
        finally:
            following.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await following
        if signal.SIGTERM in interrupted:
            raise SystemExit(128 + signal.SIGTERM)
        if interrupted:
            raise KeyboardInterrupt

    def _config(self, port: int) -> uvicorn.Config:
        stand = self.stand
        desk = Desk(
            studio=self.studio,
            hub=self.hub,
            hosts=Hosts(frozenset(stand.allowed_hosts), frozenset(stand.addresses)),
            worker=self.worker,
            open_editor=self._open,
            presenter_token=stand.presenter_token,
            address=self._network_address(port),
            rate=Rate() if stand.presenter_token else None,
            bug=self._bug,
            refused=self._refused,
        )
        return uvicorn.Config(
            make_app(desk, self._watch, stand.framed_by),
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            http=partial(Connection, Doors(ask_for_descriptors()), EVENTS),  # type: ignore[arg-type]  # it is called
            ws="none",
            h11_max_incomplete_event_size=HUGE_HEAD,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=0,
            proxy_headers=False,
        )

    def _network_address(self, port: int) -> str:
        everywhere = self.stand.host in ("0.0.0.0", "::")
        host = next(iter(self.stand.addresses), "") if everywhere else self.stand.host
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/" if host else ""

    def _open(self, path: str, line: int) -> None:
        problem = self.editor.open(self.studio.workspace.root / path, line)
        if problem:
            self.say(problem)

    def _attend(self, editor: EditorLink, server: uvicorn.Server) -> None:
        """Show what the editor asks for, and end when it has gone."""
        loop = asyncio.get_running_loop()

        def find(path: Path, line: int) -> tuple[str, str] | None:
            return asyncio.run_coroutine_threadsafe(self._show(path, line), loop).result()

        def gone() -> None:
            loop.call_soon_threadsafe(_stop, server)

        editor.attend(find, gone)

    async def _show(self, path: Path, line: int) -> tuple[str, str] | None:
        """Turn the windows to the slide that this line became; its deck and its id, or None."""
        loop, decks = asyncio.get_running_loop(), self.hub.decks
        name = self.studio.workspace.name(path.resolve())
        found = await loop.run_in_executor(self.worker, self.studio.slide_at, name, line, decks)
        if found is None:
            return None
        if found[0] not in decks:  # it may have been built for this
            await loop.run_in_executor(self.worker, self._watch)
        self.hub.tell(found[0], "author", "show", {"id": found[1]})
        return found

    def _refused(self, host: str) -> None:
        """Somebody called the server by a name that is not its own: said once for each name."""
        if host not in self._strangers and len(self._strangers) < MOST_STRANGERS:
            self._strangers.add(host)
            self.say(f"Refused: this server was called {host!r}. To allow that, set `serve.allowed-hosts`.")

    def _bug(self, error: Exception) -> None:
        where = traceback.extract_tb(error.__traceback__)[-1:]
        place = "".join(f" ({frame.name}, {Path(frame.filename).name}:{frame.lineno})" for frame in where)
        self.say(f"slidegen: a bug of slidegen's, please report it: {type(error).__name__}: {error}{place}")

    def _watch(self) -> None:
        """Watch what the decks use now; a page that was built for the first time uses more."""
        files = self.studio.watched_files()
        self._links = real_paths(files)
        self.watcher.watch(files | self._links.keys(), self.studio.watched_folders())
        if self.watcher.reason and not self._told_of_polling:
            self._told_of_polling = True
            self.say(
                f"The system does not tell of changes ({self.watcher.reason}); looking for them instead."
            )

    def _names_of(self, paths: Iterable[Path]) -> frozenset[str]:
        """What the files are called by those who read them, by way of links too."""
        every = {path: (path, *self._links.get(path, ())) for path in paths}
        return frozenset(self.studio.workspace.name(each) for names in every.values() for each in names)

    # ---- from a save to the browser
    async def _follow_changes(self) -> None:
        while True:
            paths = await self._changes.get()
            started = time.perf_counter()
            names = self._names_of(paths)
            self.studio.saved(names)
            glanced = await self._run(self.glancer, self.studio.glance, names)
            self._publish(glanced, names, started)
            self._dirty |= names
            if self._building is None or self._building.done():
                self._building = asyncio.create_task(self._build(AFTER_A_GLANCE if glanced else 0.0))

    async def _build(self, pause: float) -> None:
        """The whole of what changed; what changes meanwhile comes next."""
        while self._dirty:
            await asyncio.sleep(pause)
            names, self._dirty = frozenset(self._dirty), set()
            started = time.perf_counter()
            updates = await self._run(self.worker, self.studio.whole, names)
            # Its page may be on the way to a browser that has not come for events yet.
            for deck in self.studio.outdated:
                self.hub.outdated(deck)
            for line in self.studio.take_news():
                self.say(line)
            self._publish(updates, names, started, quiet=pause > 0)
            await asyncio.get_running_loop().run_in_executor(self.worker, self._watch)
            await self._lint(names)

    async def _run(
        self,
        executor: ThreadPoolExecutor,
        step: Callable[[frozenset[str], frozenset[str]], list[Update]],
        names: frozenset[str],
    ) -> list[Update]:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(executor, step, names, self.hub.decks)
        except Exception as error:  # a bug of ours must not end the trainer's session
            self._bug(error)
            return []

    def _publish(
        self, updates: Iterable[Update], names: frozenset[str], started: float, *, quiet: bool = False
    ) -> None:
        milliseconds = round((time.perf_counter() - started) * 1000)
        for update in updates:
            if not update.patch.is_empty:
                author = update.patch.as_data() | ({"edited": update.edited} if update.edited else {})
                self.hub.change(update.deck, {"author": author, "audience": update.audience.as_data()})
            if update.troubles is not None:
                self._tell_troubles(update)
            if update.patch.edited and not quiet:
                self.say(_summary(update, names, milliseconds))

    def _tell_troubles(self, update: Update) -> None:
        troubles = update.troubles or ()
        data = {"troubles": [trouble.as_data() for trouble in troubles[:50]], "blocked": update.blocked}
        self.hub.tell(update.deck, "author", "troubles", data, keep=True)
        for trouble in troubles:
            if trouble not in self._known and is_error(trouble):
                self.say(f"{trouble}" + (f" ({trouble.help})" if trouble.help else ""))
        if self._known and not any(is_error(trouble) for trouble in troubles):
            self.say(f"{update.deck}: mended")
        self._known = {trouble for trouble in troubles if is_error(trouble)}

    async def _lint(self, names: frozenset[str]) -> None:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self.worker, self.saved_files.lint, names)
        except Exception as error:  # as above; the deck is shown all the same
            self._bug(error)
            return
        data = {"troubles": [trouble.as_data() for trouble in found[:50]]}
        for deck in self.hub.decks:
            self.hub.tell(deck, "author", "lint", data, keep=True)


def _summary(update: Update, names: frozenset[str], milliseconds: int) -> str:
    slides = update.patch.edited
    shown = ", ".join(f"#{slide}" for slide in slides[:3]) + (
        f" and {len(slides) - 3} more" if slides[3:] else ""
    )
    return f"{', '.join(sorted(names)[:3])} → {update.deck} {shown} ({milliseconds} ms)"


# ---- signals
class _QuietServer(uvicorn.Server):
    """uvicorn without its own handling of signals: ^C ends at once, open event streams or not."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _stop_on_signals(server: uvicorn.Server) -> list[int]:
    """The list fills when a signal has come."""
    interrupted: list[int] = []

    def stop(number: int) -> None:
        interrupted.append(number)
        _stop(server)

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(number, stop, number)
    return interrupted


def _stop(server: uvicorn.Server) -> None:
    server.should_exit = server.force_exit = True
