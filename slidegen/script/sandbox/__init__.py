"""Sandboxes: places of their own for the shells of a run, so that a deck changes nothing outside of it.

Adding one: a module with `NAME`, `PROGRAM` and `inside`, and a line in `SANDBOXES`.

Knows which there are and which work here. Must not know steps.
"""

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence

from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.script.sandbox import bwrap, container, unshare
from slidegen.script.sandbox.walls import Walls
from slidegen.source.program_path import program_path

Inside = Callable[[Sequence[str]], Sequence[str]]  #: words as they run where the steps are

HOST = "host"  #: none: the steps run on this machine
#: Name -> the program, and how words are run in it.
SANDBOXES: dict[str, tuple[str, Callable[[Walls, Sequence[str]], list[str]]]] = {
    each.NAME: (each.PROGRAM, each.inside) for each in (bwrap, unshare)
} | {name: (name, container.inside_of(name)) for name in container.NAMES}
#: Those that are taken unasked, the first that works; an engine needs an image that has what the deck needs.
BY_ITSELF = (bwrap.NAME, unshare.NAME)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Where the shells of a run are."""

    name: str
    walls: Walls | None = None

    def inside(self, words: Sequence[str]) -> Sequence[str]:
        """`words` as they are run in it."""
        return words if self.walls is None else SANDBOXES[self.name][1](self.walls, words)

    @property
    def has_own_programs(self) -> bool:
        """Whether it has none of this machine's: it is an image."""
        return self.name in container.NAMES

    def __str__(self) -> str:
        if self.walls is None:
            return "none: what the exercises do, they do to this machine"
        net = "the network of this machine" if self.walls.network else "no network"
        return f"{self.name}: they write in {self.walls.folder} only, with {net}"


def choose(name: str, walls: Walls, environment: Mapping[str, str]) -> Enclosure:
    """The sandbox `name`, or for `auto` the first that works; raises UsageError where that may harm."""
    if name == HOST:
        return Enclosure(HOST)
    if name != "auto":
        if problem := _why_not(name, walls, environment):
            raise UsageError(
                f"`--in {name}` does not work here: {problem}", hint="`--in auto` takes what works"
            )
        return Enclosure(name, walls)
    if found := next((each for each in BY_ITSELF if not _why_not(each, walls, environment)), None):
        return Enclosure(found, walls)
    if os.geteuid() == 0:
        raise UsageError(
            "no sandbox works here, and the exercises would run as root",
            hint=f"`--on-host` says that you mean it; else install {bwrap.PACKAGE}, or be another user",
        )
    return Enclosure(HOST)


def _why_not(name: str, walls: Walls, environment: Mapping[str, str]) -> str:
    """Why the sandbox cannot be used; `` when the shell of the exercises was run in it."""
    program, inside = SANDBOXES[name]
    if not program_path(program, environment):
        return f"{program} is not installed"
    try:
        done = subprocess.run(
            inside(walls, ["bash", "-c", "true"]), env=dict(environment), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, errors="replace", check=False, timeout=60,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return ""
    said = [line for line in done.stderr.split("\n") if line.strip() and "--help" not in line]
    return said[-1].strip() if said else f"status {done.returncode}"


def end(sandbox: Enclosure) -> None:
    """What a sandbox leaves that ending its processes does not end."""
    if sandbox.has_own_programs and sandbox.walls:
        container.end(sandbox.name, sandbox.walls)
