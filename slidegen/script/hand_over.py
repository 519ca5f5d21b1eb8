"""A shell of a run, given to the person at the keyboard, in the state in which a step left it.

Knows terminals. Must not know steps or verdicts. What is typed there is the person's own: it is neither
recorded nor reported.
"""

import contextlib
import os
import select
from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.script.drivers.shell import Shell

#: What tells the driver of prompts and ends: of no use to people.
_MARKS = re.compile(rb"\x1b\]133;[^\x07]*\x07")


def hand_over(shell: Shell, keyboard: int = 0, screen: int = 1) -> None:
    """Pass keys on to the shell, and what it shows to `screen`, until it is left (`exit`, ^D)."""
    with _raw(keyboard):
        _size_as(keyboard, shell.reader)
        shell.show_status()
        shell.press(b"\r")  # a prompt
        while _pass_on(shell, keyboard, screen):
            pass


def _pass_on(shell: Shell, keyboard: int, screen: int) -> bool:
    """One turn; False when the shell has ended, or nobody is at the keyboard any more."""
    ready, _, _ = select.select((keyboard, shell.reader), (), ())
    if shell.reader in ready:
        try:
            data = os.read(shell.reader, 65_536)
        except OSError:  # Linux says so when the last process has closed the terminal
            return False
        if not data:
            return False
        _write(screen, _MARKS.sub(b"", data))
    if keyboard in ready:
        keys = os.read(keyboard, 4096)
        if not keys:
            return False
        shell.write(keys)
    return True


def _write(screen: int, data: bytes) -> None:
    while data:
        data = data[os.write(screen, data) :]


@contextlib.contextmanager
def _raw(keyboard: int) -> Iterator[None]:
    import termios  # Windows has none of them, and no such run
    import tty

    before = termios.tcgetattr(keyboard)
    tty.setraw(keyboard, termios.TCSANOW)  # what was typed already is not lost
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)


def _size_as(keyboard: int, terminal: int) -> None:
    import fcntl
    import termios

    with contextlib.suppress(OSError):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, fcntl.ioctl(keyboard, termios.TIOCGWINSZ, b"\0" * 8))
