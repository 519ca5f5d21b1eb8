"""Connections, and how long each may take: who only waits at the door keeps nobody out.

A connection waits until the head of a request has come; that has `HEAD_SECONDS`. Those that wait may take a
quarter of the descriptors, and those of one address half of these, which is more than a room of phones that
arrive at once. One more, and the one that waits longest must go: a flood pushes out itself. An answer that
nobody takes is given up after `ANSWER_SECONDS`; event streams alone may stay.

Knows uvicorn's protocol and clocks. Must not know what is asked for.
"""

import asyncio
import contextlib

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

HEAD_SECONDS = 10.0
ANSWER_SECONDS = 120.0
DESCRIPTORS = 8192  #: that the server asks its system for


class Doors:
    """The connections that wait, the oldest first, by their address."""

    def __init__(self, descriptors: int = DESCRIPTORS) -> None:
        self.most = descriptors // 4
        self.most_of_one = self.most // 2
        self._waiting: dict[str, dict[Connection, None]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def enter(self, connection: "Connection") -> None:
        mine = self._waiting.setdefault(connection.address, {})
        mine[connection] = None
        self._count += 1
        if len(mine) > self.most_of_one:
            next(iter(mine)).give_up()
        elif self._count > self.most:
            most = max(self._waiting.values(), key=len)
            next(iter(most)).give_up()

    def leave(self, connection: "Connection") -> None:
        mine = self._waiting.get(connection.address, {})
        if connection in mine:
            del mine[connection]
            self._count -= 1
        if not mine:
            self._waiting.pop(connection.address, None)


class Connection(H11Protocol):
    """uvicorn's connection, with limits of time."""

    def __init__(
        self,
        doors: Doors,
        streams: str,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.doors = doors
        self.streams = streams  #: the path that may be answered for ever
        self.address = ""
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self._wait()

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        super().data_received(data)
        if self.cycle is not None and self.cycle is not before and not self.cycle.response_complete:
            self._answer()

    def on_response_complete(self) -> None:
        before = self.cycle
        super().on_response_complete()
        if self.cycle is before:  # else the next request was here already
            self._wait()
        else:
            self._answer()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def give_up(self) -> None:
        """Close, whatever the other side still has to say."""
        self._stop()
        self.transport.abort()

    def _wait(self) -> None:
        self._stop()
        if not self.transport.is_closing():
            self._timer = self.loop.call_later(HEAD_SECONDS, self.give_up)
            self.doors.enter(self)

    def _answer(self) -> None:
        self._stop()
        if self.scope["path"] != self.streams:
            self._timer = self.loop.call_later(ANSWER_SECONDS, self.give_up)

    def _stop(self) -> None:
        self.doors.leave(self)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def ask_for_descriptors() -> int:
    """More than the usual 1,024 open sockets, where the system has such a limit and lets us; how many."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return DESCRIPTORS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return DESCRIPTORS if soft == resource.RLIM_INFINITY else min(soft, DESCRIPTORS)
