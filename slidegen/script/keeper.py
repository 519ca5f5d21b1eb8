"""The process that owns every shell of a run, and ends all of them when the runner is gone.

It runs as a program of its own, in its own session: `python -I keeper.py FD`. FD is a Unix socket to the
runner. When that socket closes, for whatever reason (the end, ^C, `kill -9`), every process that came
from here is killed. Orphans come back to the keeper because it is their subreaper (prctl(2)); should the
keeper itself be killed, each shell gets SIGKILL from the kernel and the runner sweeps up the rest.

Knows processes. Must not know decks, and imports nothing of slidegen: it must start fast and outlive it.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import select
import signal
import socket
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
MARK = "SLIDEGEN_RUN"  #: in the environment of every process of a run: its name
ENDINGS: dict[int, int | None] = {}  #: of each shell its status, None while it runs


def parents() -> dict[int, int]:
    """Of each process on this machine its parent."""
    found: dict[int, int] = {}
    if not Path("/proc/self/stat").exists():
        listing = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=False)
        return {
            int(pid): int(parent) for pid, parent in (line.split() for line in listing.stdout.splitlines())
        }
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                # The name in parentheses may hold anything: what counts stands after the last one.
                found[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    return found


def descendants(root: int) -> set[int]:
    """All that `root` started, and what those started."""
    children: dict[int, list[int]] = {}
    for pid, parent in parents().items():
        children.setdefault(parent, []).append(pid)
    found: set[int] = set()
    todo = [root]
    while todo:
        for pid in children.get(todo.pop(), []):
            if pid not in found:
                found.add(pid)
                todo.append(pid)
    return found


def name_of(pid: int) -> str:
    """What the kernel calls the program of a process; `` when it is gone, or nobody can say."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().rstrip("\n")
    except OSError:
        return ""


def marked(name: str) -> set[int]:
    """Every process, wherever it stands, whose environment says that it belongs to the run `name`."""
    wanted = f"{MARK}={name}".encode()
    found = set()
    for entry in Path("/proc").iterdir() if Path("/proc").exists() else ():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                if wanted in (entry / "environ").read_bytes().split(b"\0"):
                    found.add(int(entry.name))
    return found


def kill_all(find: Callable[[], Iterable[int]], patience: float = 0.4) -> None:
    """Ask all that `find` finds to go (as a closing terminal does), then make them, until none is left."""
    started = time.monotonic()
    signals: tuple[signal.Signals, ...] = (signal.SIGHUP, signal.SIGTERM, signal.SIGCONT)
    while True:
        reap()
        found = [pid for pid in find() if pid != os.getpid()]
        if not found or time.monotonic() - started > patience + 5:
            return
        for pid in found:
            for sent in signals:
                with contextlib.suppress(OSError):
                    os.kill(pid, sent)
        if time.monotonic() - started > patience:
            signals = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL)
        else:
            signals = ()
        time.sleep(0.02)


def reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            _note(*ended)


def _note(pid: int, how: int) -> None:
    if pid in ENDINGS and ENDINGS[pid] is None:
        code = os.waitstatus_to_exitcode(how)
        ENDINGS[pid] = code if code >= 0 else 128 - code


def ending_of(pid: int, patience: float = 1.0) -> int | None:
    """With which status a shell ended, as another shell would tell it; None where it has not."""
    end = time.monotonic() + patience
    reap()
    while pid in ENDINGS and ENDINGS[pid] is None and time.monotonic() < end:
        time.sleep(0.01)
        reap()
    return ENDINGS.get(pid)


def prctl(option: int, value: int) -> None:
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def spawn(request: dict[str, object], descriptors: list[int]) -> int:
    """Start a shell in a session of its own; `descriptors` are its 0, 1 and 2 (or one terminal for all)."""
    argv, env, directory = request["argv"], request["env"], request["cwd"]
    assert isinstance(argv, list)
    assert isinstance(env, dict)
    assert isinstance(directory, str)
    standard = descriptors * 3 if len(descriptors) == 1 else descriptors
    pid = _fork()
    if pid:
        ENDINGS[pid] = None
        return pid
    try:
        os.setsid()
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        for number, descriptor in enumerate(standard):
            os.dup2(descriptor, number)
        if len(descriptors) == 1:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.closerange(3, 256)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        os.chdir(directory)
        os.execvpe(argv[0], argv, env)
    except OSError as error:
        os.write(2, f"slidegen: {error}\n".encode())
    finally:
        os._exit(127)


def _fork() -> int:
    try:
        return os.fork()
    except BlockingIOError:  # what multiplies has all processes of the run, which goes on without it
        kill_all(lambda: descendants(os.getpid()))
        return os.fork()


def serve(link: socket.socket) -> None:
    """Answer one JSON line with one JSON line until the runner hangs up."""
    pending = b""
    descriptors: list[int] = []
    while True:
        ready, _, _ = select.select([link], [], [], 1.0)
        reap()
        if not ready:
            continue
        data, received, _, _ = socket.recv_fds(link, 65536, 8)
        descriptors += received
        if not data:
            return
        pending += data
        while b"\n" in pending:
            line, pending = pending.split(b"\n", 1)
            answer = obey(json.loads(line), descriptors)
            for descriptor in descriptors:
                os.close(descriptor)
            descriptors = []
            link.sendall(json.dumps(answer).encode() + b"\n")


def obey(request: dict[str, object], descriptors: list[int]) -> dict[str, object]:
    match request["do"]:
        case "spawn":
            return {"pid": spawn(request, descriptors)}
        case "ending":
            asked = request["pid"]
            assert isinstance(asked, int)
            return {"status": ending_of(asked)}
        case "clear":
            kill_all(lambda: descendants(os.getpid()))
            return {"left": len(descendants(os.getpid()))}
        case _:
            return {"error": "unknown"}


def main() -> None:
    link = socket.socket(fileno=int(sys.argv[1]))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    try:
        serve(link)
    except OSError:
        pass  # the runner went in the middle of a word: the end is the same
    finally:
        kill_all(lambda: descendants(os.getpid()))


if __name__ == "__main__":
    main()
