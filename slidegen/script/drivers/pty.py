"""The pty driver: shells on real terminals, with a screen; needs the extra `run`.

Runs what asks for keys (vim, top, watch) by the deck's own keystrokes.

Knows terminals and pyte. Must not know decks.
"""

import fcntl
import os
import select
import struct
import termios
from functools import partial
from pathlib import Path
from typing import Any

import pyte

from slidegen import lazy_re as re
from slidegen.script.drivers.bash import start
from slidegen.script.drivers.rc import make_rc
from slidegen.script.drivers.shell import Shell
from slidegen.script.plain_output import ALTERNATE_SCREEN, LEFT_SCREEN, plain
from slidegen.script.processes import Keeper

NAME = "pty"
TERMINAL = True
COLUMNS, LINES = 132, 40
_BARE_END = re.compile(rb"(?<!\r)\n")
PROMPT = b"$ "
A_PROMPT = 0.5  #: seconds in which one comes, where a deck has made none of its own
ENOUGH = 32_768  #: bytes of plain output, of which a screen shows the last 40 lines


class Screen(pyte.Screen):
    """pyte's screen for what Debian's vim says: `CSI > 4 ; 2 m` sets a key mode, not a colour.

    pyte 0.8.2 passes `private=True` for it to a method that does not take it.
    """

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attributes)

    def report_device_attributes(self, *args: Any, **kwargs: Any) -> None:
        """Answers would be typed into the program: vim does without."""

    def report_device_status(self, *args: Any, **kwargs: Any) -> None:
        """As above."""


class PtyShell(Shell):
    """A shell that has a terminal of its own."""

    before = "stty echo\n"  # programs find the terminal as a person's is
    stdin = ""
    prompt = ""  # bash prints one

    def __init__(self, pid: int, master: int, folder: Path, secret: str) -> None:
        super().__init__(pid, master, folder, secret)
        self._screen = Screen(COLUMNS, LINES)
        self._painted = -1  #: where in `output` a program last took the whole screen
        self._stream = pyte.ByteStream(self._screen)
        self._later = bytearray()  #: what no picture was asked of yet
        self._bare = 0  #: where in it the ends of lines are those of the program
        self._is_painted = False  #: whether a program has the whole screen now
        self._returns = True

    def write(self, data: bytes) -> None:
        while data:
            select.select([], [self.reader], [])  # it is the reader, too, which keeps nobody waiting
            data = data[os.write(self.reader, data) :]

    def prepare(self, *, only_prints: bool) -> None:
        """`. FILE` is not to be seen; what the deck types at a prompt is.

        What only prints needs no `\\r\\n` from the terminal: to make them Linux hands lines on one by one.
        """
        self.echo(False)
        self.returns(not only_prints)

    def press(self, keys: bytes) -> None:
        if not self.running:
            self.echo(True)
            if keys.endswith((b"\r", b"\n")):
                self.status = None  # what was typed now runs
        self.write(keys)

    def screen(self) -> str:
        self._paint()
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip("\n")

    def picture(self) -> str:
        """A screen has no blank at its edge, and what is typed at a prompt stands behind one."""
        found = self.screen()
        return found if self.running or self.place else f"{found.removesuffix('$')}$ "

    def settle(self) -> None:
        """The prompt comes behind the end of a command."""
        if not self.running:
            self.wait_until(lambda: self.output.endswith(PROMPT, self.finished), A_PROMPT)

    def forget(self) -> None:
        """What is left is where it stands: the prompt."""
        self.settle()
        super().forget()
        self.clear()
        self._later += PROMPT

    def shown(self, start: int, end: int) -> str:
        """Programs that paint the whole screen leave no lines, but a picture."""
        raw = bytes(self.output[start:end])
        if not ALTERNATE_SCREEN.search(raw):
            return self.as_said(plain(raw))
        return self.screen().removesuffix("$").rstrip()

    def shows(self, text: str, mark: int) -> bool:
        return super().shows(text, mark) or (self._painted >= mark and text in self.screen())

    def _take(self, data: bytes) -> None:
        super()._take(data)
        if ALTERNATE_SCREEN.search(data):
            self._painted, self._is_painted = len(self.output), True
            self.returns(True)
        self._later += data if self._is_painted else data[-ENOUGH:]
        if self._is_painted:
            self._paint()
            self._is_painted = not LEFT_SCREEN.search(data)
        elif len(self._later) > 2 * ENOUGH:
            self._bare = max(0, self._bare - len(self._later) + ENOUGH)
            del self._later[:-ENOUGH]

    def _paint(self) -> None:
        """Bring the picture up to date. Painting is slow, and of plain output only the end is looked at."""
        self._end_lines()
        later, self._later, self._bare = bytes(self._later), bytearray(), 0
        if later:
            self._stream.feed(later)

    def _end_lines(self) -> None:
        """Give the lines in `_later` the ends that the terminal was told not to make."""
        if not self._returns:
            self._later[self._bare :] = _BARE_END.sub(b"\r\n", self._later[self._bare :])
            self._bare = len(self._later)

    def clear(self) -> None:
        """An empty screen."""
        self._later.clear()
        self._bare = 0
        self._screen.reset()

    def _obey(self, letter: bytes, status: int, number: int, flags: str) -> None:
        super()._obey(letter, status, number, flags)
        if not self.running:
            self.returns(True)

    # ---- the modes of the terminal: the master's end may set them, whoever has it open
    def echo(self, on: bool) -> None:
        """Whether what is typed is shown."""
        self._switch(3, termios.ECHO, on)

    def returns(self, on: bool) -> None:
        """Whether a line end becomes `\\r\\n`."""
        if on != self._returns:
            self._end_lines()
            self._bare, self._returns = len(self._later), on
            self._switch(1, termios.ONLCR, on)

    def _switch(self, group: int, mode: int, on: bool) -> None:
        modes = termios.tcgetattr(self.reader)
        modes[group] = modes[group] | mode if on else modes[group] & ~mode
        termios.tcsetattr(self.reader, termios.TCSANOW, modes)


def open_shell(keeper: Keeper, env: dict[str, str], cwd: Path, folder: Path, secret: str) -> Shell:
    folder.mkdir(parents=True, exist_ok=True)
    rc = make_rc(folder, secret, PROMPT.decode())
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    pid = keeper.spawn(["bash", "--noprofile", "--norc", "--noediting", "-i"], env, cwd, (slave,))
    os.close(slave)
    shell = PtyShell(pid, master, folder, secret)
    shell.ending = partial(keeper.ending_of, pid)
    shell.echo(False)
    start(shell, rc)
    return shell
