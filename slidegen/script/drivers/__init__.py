"""The drivers: ways to have a shell that steps run in.

Adding one: a module with `NAME`, `TERMINAL` and `open_shell`, and a line in `DRIVERS`.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from slidegen.distribution import install
from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.script.drivers.rc import require_spare
from slidegen.script.drivers.shell import Shell
from slidegen.script.processes import Keeper

#: Name -> module, and what must be installed for it.
DRIVERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "pty": ("slidegen.script.drivers.pty", ("pyte",)),
    "bash": ("slidegen.script.drivers.bash", ()),
}


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver that can be used here."""

    name: str
    terminal: bool  #: whether programs get a terminal that keys can be typed at
    open_shell: Callable[[Keeper, dict[str, str], Path, Path, str], Shell]


def load_driver(name: str = "auto") -> Driver:
    """The driver `name`; `auto` is the first in the table that is installed."""
    if name == "auto":
        name = next(each for each in DRIVERS if not missing_for(each))
    if name not in DRIVERS:
        raise UsageError(f"there is no driver `{name}`", hint=f"drivers: auto, {', '.join(DRIVERS)}")
    if missing := missing_for(name):
        raise UsageError(
            f"the {name} driver needs {', '.join(missing)}",
            hint=f"{install('run')}, or `--driver bash`",
        )
    require_spare()
    module = import_module(DRIVERS[name][0])
    return Driver(module.NAME, module.TERMINAL, module.open_shell)


def missing_for(name: str) -> tuple[str, ...]:
    return tuple(module for module in DRIVERS[name][1] if find_spec(module) is None)
