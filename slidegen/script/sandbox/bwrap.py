"""bubblewrap: user and pid namespaces of their own, the root read-only.

Knows its options. Must not know steps.
"""

from collections.abc import Sequence

from slidegen.script.sandbox.process_limit import limited
from slidegen.script.sandbox.walls import Walls

NAME = PROGRAM = "bwrap"
PACKAGE = "bubblewrap"


def inside(walls: Walls, words: Sequence[str]) -> list[str]:
    """`words` behind the walls."""
    folder = str(walls.folder)
    found = [
        "bwrap",
        "--unshare-user",
        "--unshare-pid",
        "--unshare-ipc",
        "--die-with-parent",
        "--cap-drop",
        "ALL",
    ]
    found += [] if walls.network else ["--unshare-net"]
    found += [
        "--ro-bind",
        "/",
        "/",
        "--dev",
        "/dev",
        "--proc",
        "/proc",
        "--bind",
        str(walls.temporary),
        "/tmp",
    ]
    for name in ("sys", "sysrq-trigger", "irq", "bus"):  # root's, and root of the sandbox is root there
        found += ["--ro-bind-try", f"/proc/{name}", f"/proc/{name}"]
    for path in walls.hidden():
        found += ["--tmpfs", str(path)] if path.is_dir() else ["--ro-bind", "/dev/null", str(path)]
    for path in walls.kept():
        found += ["--ro-bind", str(path), str(path)]
    found += ["--ro-bind", folder, folder]
    for path in walls.written():
        found += ["--bind", str(path), str(path)]
    return [*found, "--", *limited(words)]
