"""unshare (util-linux): the same by hand, for machines without bubblewrap. The walls are built by unshare.sh.

Knows its options. Must not know steps.
"""

import os
from collections.abc import Sequence
from importlib.resources import files

from slidegen.script.sandbox.process_limit import limited
from slidegen.script.sandbox.walls import Walls

NAME = PROGRAM = "unshare"

#: In the inner namespace the mounts are another's: nobody there can make them writable again.
OUTER = ("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc")


def inside(walls: Walls, words: Sequence[str]) -> list[str]:
    """`words` behind the walls."""
    (walls.folder / "dev").mkdir(exist_ok=True)
    builder = files("slidegen.script.sandbox").joinpath("unshare.sh").read_text(encoding="utf-8")
    hidden = [str(path) for path in walls.hidden()]
    kept = [str(path) for path in walls.kept()]
    own_network = [] if walls.network else ["--net"]
    who = f"{os.geteuid()}:{os.getegid()}"
    written = [str(path) for path in walls.written()]
    lists = [word for paths in (hidden, kept, written) for word in (str(len(paths)), *paths)]
    outside = [*OUTER, *own_network, "sh", "-c", builder, "walls", str(walls.folder), who, *lists]
    return [*outside, *limited(words)]
