"""How many processes a run may have at once: what multiplies in a deck does not fill the machine.

The kernel's limit for a user (`ulimit -u`) counts what is in a user namespace, and does not bind root; a
control group binds whoever is in it, and mostly only root may make one. So a run has both, and an engine
is told the number.

Knows control groups. Must not know what runs in them.
"""

import contextlib
import time
from collections.abc import Sequence
from pathlib import Path

MOST = 2048  #: processes and threads: a dozen times what a workshop's exercises start together
ROOT = Path("/sys/fs/cgroup")
_NAME = "slidegen-"
_LONG_AGO = 60  #: seconds: a group without processes that is older was left by a run that was killed


def limited(words: Sequence[str]) -> list[str]:
    """`words`, where the limit of each user is known: the sandbox' first program says it."""
    return ["bash", "-c", 'ulimit -u "$0" 2>/dev/null; exec "$@"', str(MOST), *words]


def group_of_run(run: str) -> Path | None:
    """A new control group for the processes of `run`; none where this user may make none."""
    above = _place()
    if above is None:
        return None
    group = above / f"{_NAME}{run}"
    try:
        _remove_left(above)
        group.mkdir()
        (group / "pids.max").write_text(str(MOST))
    except OSError:
        leave(group)
        return None
    return group


def enter(group: Path, pid: int) -> None:
    """Put a process into a group, and with it all that it starts from now on."""
    with contextlib.suppress(OSError):
        (group / "cgroup.procs").write_text(str(pid))


def count_of(group: Path) -> int:
    """The processes and threads of a group; 0 where nobody says."""
    said = _said(group / "pids.current").strip()
    return int(said) if said.isdigit() else 0


def leave(group: Path) -> None:
    """Remove a group, when its last process is gone."""
    with contextlib.suppress(OSError):
        group.rmdir()


def _place() -> Path | None:
    """Where a group that counts processes can stand: beside our own, or below it at the top."""
    for line in _said(Path("/proc/self/cgroup")).splitlines():
        _, kinds, path = line.split(":", 2)
        if "pids" in kinds.split(","):  # the first version: a tree for each kind
            return ROOT / "pids" / path.lstrip("/")
        if not kinds:
            own = ROOT / path.lstrip("/")
            above = own if own == ROOT else own.parent  # a group with processes has no groups that count
            if "pids" in _said(above / "cgroup.subtree_control").split():
                return above
    return None


def _said(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _remove_left(above: Path) -> None:
    for group in above.glob(f"{_NAME}*"):
        with contextlib.suppress(OSError):
            if time.time() - group.stat().st_mtime > _LONG_AGO:
                group.rmdir()  # as long as it has processes, this fails
