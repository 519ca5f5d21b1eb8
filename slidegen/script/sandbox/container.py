"""Container engines: the shells run in a container of an image that has bash and what the exercises need.

Knows the options that docker and podman share. Must not know steps.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence

from slidegen.script.sandbox.process_limit import MOST
from slidegen.script.sandbox.walls import Walls

NAMES = ("docker", "podman")
IMAGE = "debian"
LABEL = "slidegen.run"


def inside_of(name: str) -> Callable[[Walls, Sequence[str]], list[str]]:
    """How words are run in a container of the engine `name`."""

    def inside(walls: Walls, words: Sequence[str]) -> list[str]:
        folder = str(walls.folder)
        found = [
            name,
            "run",
            "--rm",
            "--interactive",
            "--init",
            "--read-only",
            "--label",
            f"{LABEL}={walls.run}",
            "--pids-limit",
            str(MOST),
        ]
        found += ["--network", "host" if walls.network else "none", "--security-opt", "no-new-privileges"]
        found += [
            "--volume",
            f"{folder}:{folder}:ro",
            "--volume",
            f"{walls.temporary}:/tmp",
            "--user",
            _user(),
        ]
        for path in walls.written():
            found += ["--volume", f"{path}:{path}"]
        for path in walls.given:
            found += ["--volume", f"{path}:{path}:ro"]
        found += [word for variable in (*_VARIABLES, *walls.variables) for word in ("--env", variable)]
        # Where the shell begins: the keeper starts each in the run's home.
        return [*found, "--workdir", str(walls.home), walls.image or IMAGE, *words]

    return inside


_VARIABLES = (
    "HOME",
    "KUBECONFIG",
    "PAGER",
    "GIT_PAGER",
    "GIT_TERMINAL_PROMPT",
    "TERM",
    "LANG",
    "SLIDEGEN_RUN",
)


def _user() -> str:
    return f"{os.geteuid()}:{os.getegid()}" if sys.platform != "win32" else "0:0"


def end(name: str, walls: Walls) -> None:
    """Remove the run's containers: ending who asked for them does not end them."""
    listed = subprocess.run(
        [name, "ps", "--quiet", "--all", "--filter", f"label={LABEL}={walls.run}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if found := listed.stdout.split():
        subprocess.run([name, "rm", "--force", *found], capture_output=True, check=False)
