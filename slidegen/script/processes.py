"""The runner's side of the keeper: start shells, end them all, and be sure of it.

Knows the keeper's words. Must not know what runs in the shells.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from slidegen.errors import MachineError
from slidegen.script import keeper
from slidegen.script.sandbox.process_limit import count_of, enter, group_of_run, leave


class Keeper:
    """A context: inside it shells can be started, after it none of their processes is left."""

    def __init__(self, name: str, inside: Callable[[Sequence[str]], Sequence[str]] = list) -> None:
        self.inside = inside  #: how words are run in the sandbox
        self.name = name  #: of the run; stands in the environment of each of its processes
        ours, theirs = socket.socketpair()
        self._link = ours
        self._lines = b""
        self._group = group_of_run(name)
        program = Path(keeper.__file__)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", str(program), str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
                stdin=subprocess.DEVNULL,
            )
        if self._group:
            enter(self._group, self._process.pid)

    def __enter__(self) -> "Keeper":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def spawn(
        self, argv: Sequence[str], env: Mapping[str, str], cwd: Path, descriptors: Sequence[int]
    ) -> int:
        """Start `argv` with three descriptors, or with one that is a terminal; its process number."""
        request = {
            "do": "spawn",
            "argv": list(self.inside(argv)),
            "env": {**env, keeper.MARK: self.name},
            "cwd": str(cwd),
        }
        pid = self._ask(request, descriptors)["pid"]
        assert isinstance(pid, int)
        return pid

    def ending_of(self, pid: int) -> int | None:
        """The status with which a shell has ended; None where nobody knows."""
        status = self._ask({"do": "ending", "pid": pid})["status"]
        assert status is None or isinstance(status, int)
        return status

    def count(self) -> int:
        """How many processes the run has now."""
        if self._group and (said := count_of(self._group)):
            return said
        return len(keeper.descendants(self._process.pid))

    def clear(self) -> None:
        """End every process of every shell."""
        self._ask({"do": "clear"})

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._link.close()
        try:
            self._process.wait(8)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        sweep(self.name)
        if self._group:
            leave(self._group)

    def _ask(self, request: Mapping[str, object], descriptors: Sequence[int] = ()) -> dict[str, object]:
        line = json.dumps(request).encode() + b"\n"
        try:
            sent = socket.send_fds(self._link, [line], list(descriptors))
            self._link.sendall(line[sent:])
            while b"\n" not in self._lines:
                data = self._link.recv(65536)
                if not data:
                    raise ConnectionError("the keeper of the shells is gone")
                self._lines += data
        except OSError as error:
            raise MachineError(
                f"the shells of this run were ended from outside: {error}", hint="`--resume` continues"
            ) from error
        answer, self._lines = self._lines.split(b"\n", 1)
        found = json.loads(answer)
        assert isinstance(found, dict)
        return found


def sweep(name: str) -> None:
    """End what is left of the run `name`, if its keeper was killed before it could."""
    own = os.getpid()
    if keeper.marked(name) - {own}:
        keeper.kill_all(lambda: keeper.marked(name) - {own})


def kill_under(shell: int, names: Collection[str]) -> bool:
    """Kill what runs under a shell by one of `names`, so that it can tell nobody; whether there was any."""
    parents: dict[int, tuple[int, str]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            text = path.read_text(errors="replace")
            name, rest = text[text.index("(") + 1 : text.rindex(")")], text[text.rindex(")") + 2 :].split()
            parents[int(path.parent.name)] = (int(rest[1]), name)
    found = [pid for pid, (_, name) in parents.items() if name in names and _is_under(pid, shell, parents)]
    for pid in found:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    return bool(found)


def _is_under(pid: int, shell: int, parents: Mapping[int, tuple[int, str]]) -> bool:
    while pid in parents and pid != shell:
        pid = parents[pid][0]
    return pid == shell
