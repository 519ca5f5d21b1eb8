"""The bash driver: shells on pipes, for machines without a terminal emulator (no extra needed).

Programs see no terminal and an empty standard input; ^C is a signal to the shell's process group.

Knows pipes. Must not know decks.
"""

import contextlib
import os
import signal
from functools import partial
from pathlib import Path

from slidegen.errors import MachineError
from slidegen.script.drivers.rc import make_rc
from slidegen.script.drivers.shell import Shell, as_bytes, sourcing
from slidegen.script.keeper import descendants, name_of
from slidegen.script.processes import Keeper
from slidegen.script.sandbox import BY_ITSELF

NAME = "bash"
TERMINAL = False  #: whether steps that need a terminal can run


class BashShell(Shell):
    """A shell that reads its orders from a pipe."""

    def __init__(self, pid: int, reader: int, writer: int, folder: Path, secret: str) -> None:
        super().__init__(pid, reader, folder, secret)
        self._writer = writer

    def write(self, data: bytes) -> None:
        with contextlib.suppress(OSError):  # the shell, or its input, is gone
            os.write(self._writer, data)

    def interrupt(self) -> None:
        """^C for all that runs, but not for the program that holds a sandbox: the shell would end with it."""
        inside = [pid for pid in descendants(self.pid) if name_of(pid) not in BY_ITSELF]
        with contextlib.suppress(ProcessLookupError):
            if name_of(self.pid) not in BY_ITSELF:
                os.killpg(self.pid, signal.SIGINT)
                return
        for pid in inside:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)

    def press(self, keys: bytes) -> None:
        """Only ^C (and ^\\) mean something to a program without a terminal."""
        if b"\x03" in keys:
            self.interrupt()
        elif keys == b"\x04" and not self.running:
            self.close_input()

    def close_input(self) -> None:
        """^D at the prompt."""
        if self._writer != -1:
            os.close(self._writer)
            self._writer = -1

    def close(self) -> None:
        super().close()
        self.close_input()


def open_shell(keeper: Keeper, env: dict[str, str], cwd: Path, folder: Path, secret: str) -> Shell:
    folder.mkdir(parents=True, exist_ok=True)
    rc = make_rc(folder, secret)
    orders_out, orders_in = os.pipe()
    output_out, output_in = os.pipe()
    argv = ["bash", "--noprofile", "--norc", "--noediting", "-i"]
    pid = keeper.spawn(argv, env, cwd, (orders_out, output_in, output_in))
    os.close(orders_out)
    os.close(output_in)
    shell = BashShell(pid, output_out, orders_in, folder, secret)
    shell.ending = partial(keeper.ending_of, pid)
    start(shell, rc)
    return shell


def start(shell: Shell, rc: Path, seconds: float = 20.0) -> None:
    """Make the shell ours, and forget what it said before (a bash without a terminal complains).

    Raises MachineError where it does not answer: what a step has left running may take the whole machine.
    """
    shell.status = None
    shell.write(as_bytes(f"{sourcing(rc)}\n"))
    if not shell.wait_until(lambda: not shell.running, seconds):
        raise MachineError(
            f"a new shell did not answer in {seconds:g} s: does what ran before fill the machine?"
        )
    shell.forget()
