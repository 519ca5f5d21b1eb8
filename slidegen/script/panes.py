"""The panes of a session: shells beside each other, one of them in front, as `tmux` has them.

Knows which shell is in front. Must not know what runs in them.
"""

from collections.abc import Callable
from pathlib import Path

from slidegen.script.drivers.shell import Shell


class Panes:
    """Shells by number; there is always one in front."""

    def __init__(self, open_shell: Callable[[int, Path | None], Shell], state: Path) -> None:
        self._open = open_shell
        self._state = state
        self._count = 0
        self.shells: list[Shell] = []
        self._front = 0
        self._last = 0
        self.clipboard = ""
        self.on_switch: Callable[[Shell], None] = unseen

    @property
    def front(self) -> Shell:
        return self.shells[self._front]

    @property
    def state(self) -> Path:
        """Where the front pane's variables and directory are kept."""
        return self._state / f"pane{self._front}"

    def open(self, *, resume: bool = False, state: Path | None = None) -> Shell:
        """A further pane, in front; with `resume` as its state was saved, or another's."""
        state = state or self._state / f"pane{len(self.shells)}"
        shell = self._open(self._count, state if resume and state.exists() else None)
        self._count += 1
        self.shells.append(shell)
        self._select(len(self.shells) - 1)
        return shell

    def show(self, place: str) -> bool:
        """The pane that stands in `place` in front; whether there is one."""
        found = next((number for number, shell in enumerate(self.shells) if shell.place == place), None)
        if found is not None:
            self._select(found)
        return found is not None

    def beside(self) -> Shell:
        """A pane at its prompt in front, as it was when a place was opened that stays open in another."""
        free = (n for n, shell in enumerate(self.shells) if not (shell.place or shell.running or shell.ended))
        if (found := next(free, None)) is not None:
            self._select(found)
            return self.front
        return self.open(resume=True, state=self.state)

    def revive(self) -> Shell:
        """The front pane anew, where its shell is gone or cannot be stopped."""
        state = self.state
        old = self.front
        fresh = self._open(self._count, state if state.exists() else None)
        self._count += 1
        self.shells[self._front] = fresh
        old.close()
        self.on_switch(fresh)
        return fresh

    def drop_ended(self) -> None:
        """Panes whose shell has ended are gone, as long as another is left."""
        while len(self.shells) > 1 and self.front.ended:
            self.front.close()
            del self.shells[self._front]
            self._last = min(self._last, len(self.shells) - 1)
            self._select(self._last)

    def obey(self, words: list[str]) -> str:
        """A `tmux` command; what is wrong with it, `` when it was obeyed."""
        match words:
            case ["split-pane" | "split-window" | "splitw" | "new-window", *_]:
                self.open()
            case ["last-pane" | "lastp" | "last-window", *_]:
                self._select(self._last)
            case ["select-pane" | "selectp" | "select-window", *rest]:
                return self._choose(rest)
            case ["kill-pane" | "killp", *_]:
                self.front.press(b"\x04")
            case ["resize-pane" | "resizep" | "select-layout" | "selectl", *_]:
                pass
            case _:
                return f"slidegen has no `tmux {' '.join(words)}`"
        return ""

    def _choose(self, rest: list[str]) -> str:
        target = rest[-1].lstrip(":.") if rest else ""
        if "-l" in rest:
            self._select(self._last)
        elif target.isdigit() and int(target) < len(self.shells):
            self._select(int(target))
        elif target in {"-L", "-U", "-", "-1"}:
            self._select((self._front - 1) % len(self.shells))
        elif target in {"-R", "-D", "+", "+1"}:
            self._select((self._front + 1) % len(self.shells))
        else:
            return f"there is no pane {target or '?'}: {len(self.shells)} are open"
        return ""

    def _select(self, number: int) -> None:
        if number != self._front:
            self._last = self._front
        self._front = min(number, len(self.shells) - 1)
        self.on_switch(self.front)

    def pump(self, seconds: float) -> None:
        """Take what the panes behind have printed; a full pipe would stop them."""
        for shell in self.shells:
            if not shell.ended:
                shell.pump(seconds if shell is self.front else 0)

    def close(self) -> None:
        for shell in self.shells:
            shell.close()
        self.shells.clear()


def unseen(shell: Shell) -> None:
    """Who comes to the front when nobody records it."""
