"""Who is looking at what, and the messages that reach them.

A window that is slow, asleep or late never blocks the others nor piles up messages: its queue is bounded,
and when it overflows the window is told that it is stale, upon which it fetches its page again.

Knows queues and generations. Must not know HTTP, decks or files.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import field
from typing import Literal

from slidegen.lazy_dataclass import dataclass

Role = Literal["author", "audience"]
ROLES: tuple[Role, ...] = ("author", "audience")

MOST_MESSAGES = 64  #: that wait for one window
MOST_WINDOWS = 1000  #: of an audience; an author's always has a seat
MOST_WINDOWS_AN_ADDRESS = 500  #: a room behind one address; it leaves the other half to others
HEARTBEAT = 15.0  #: seconds; keeps proxies from closing, and finds windows that are gone


@dataclass(eq=False, slots=True)
class Window:
    """One event stream. Not frozen: it falls behind."""

    deck: str
    role: Role
    address: str
    queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(MOST_MESSAGES))
    stale: bool = False

    def put(self, message: str) -> None:
        try:
            self.queue.put_nowait(message)
        except asyncio.QueueFull:
            self.stale = True


class Hub:
    """All windows. Lives in one event loop."""

    def __init__(self, run: str) -> None:
        self._run = run  #: names this server's life, so that a page of an earlier one is stale
        self._windows: set[Window] = set()
        self._counts: dict[str, int] = {}
        self._last: dict[tuple[str, Role, str], str] = {}  #: what a new window must know beside its page
        self._places: dict[str, Mapping[str, object]] = {}  #: where the presenter of a deck is

    # ---- generations
    def generation(self, deck: str) -> str:
        return f"{self._run}.{self._counts.get(deck, 0)}"

    # ---- windows
    def seat(self, window: Window) -> bool:
        """Give the window a seat if there is one: asked and taken in one step. It must `leave` again."""
        if window.role == "audience":
            audience = [each for each in self._windows if each.role == "audience"]
            mine = sum(each.address == window.address for each in audience)
            if len(audience) >= MOST_WINDOWS or mine >= MOST_WINDOWS_AN_ADDRESS:
                return False
        self._windows.add(window)
        return True

    def leave(self, window: Window) -> None:
        self._windows.discard(window)

    def followers(self, deck: str) -> int:
        """How many windows of the audience look at the deck."""
        return self._count(deck, "audience")

    def _count(self, deck: str, role: Role) -> int:
        return sum(window.deck == deck and window.role == role for window in self._windows)

    def place(self, deck: str, place: Mapping[str, object]) -> None:
        """Where the presenter is from now on: who follows goes there, who comes later too."""
        self._places[deck] = place
        self.tell(deck, "audience", "place", place, keep=True)

    def place_of_presenter(self, deck: str) -> Mapping[str, object] | None:
        """Where the presenter's windows are, if there is another one than the window that asks."""
        return self._places.get(deck) if self._count(deck, "author") > 1 else None

    @property
    def decks(self) -> frozenset[str]:
        """The decks that someone is looking at."""
        return frozenset(window.deck for window in self._windows)

    def __len__(self) -> int:
        return len(self._windows)

    async def stream(self, window: Window, generation: str) -> AsyncIterator[str]:
        """The messages for one window that has a seat."""
        yield ": hello\n\n"
        if generation != self.generation(window.deck):
            yield self._message("stale", {"generation": self.generation(window.deck)})
        for (deck, role, _), message in list(self._last.items()):
            if (deck, role) == (window.deck, window.role):
                yield message
        while True:
            yield await self._next(window)

    async def _next(self, window: Window) -> str:
        if window.stale:
            window.stale = False
            while not window.queue.empty():
                window.queue.get_nowait()
            return self._message("stale", {"generation": self.generation(window.deck)})
        try:
            return await asyncio.wait_for(window.queue.get(), HEARTBEAT)
        except TimeoutError:
            return ": still here\n\n"

    # ---- messages
    def change(self, deck: str, patches: Mapping[Role, Mapping[str, object]]) -> None:
        """A new generation of a deck, as each role may see it."""
        before = self.generation(deck)
        self._counts[deck] = self._counts.get(deck, 0) + 1
        now = {"from": before, "generation": self.generation(deck)}
        for role, patch in patches.items():
            self._send(deck, role, self._message("patch", {**patch, **now}))

    def outdated(self, deck: str) -> None:
        """The page would be another by now, though nobody has made it: who has the old one fetches it."""
        self._counts[deck] = self._counts.get(deck, 0) + 1
        for role in ROLES:
            self._send(deck, role, self._message("stale", {"generation": self.generation(deck)}))

    def tell(
        self, deck: str, role: Role, kind: str, data: Mapping[str, object], *, keep: bool = False
    ) -> None:
        """A message that changes no page; one that is kept reaches later windows too."""
        message = self._message(kind, data)
        if keep:
            self._last[deck, role, kind] = message
        self._send(deck, role, message)

    def _send(self, deck: str, role: Role, message: str) -> None:
        for window in self._windows:
            if window.deck == deck and window.role == role:
                window.put(message)

    @staticmethod
    def _message(kind: str, data: Mapping[str, object]) -> str:
        return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n"
