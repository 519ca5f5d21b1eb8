"""A module that is loaded when something of it is first asked for.

A commit hook looks at one text, and needs neither what mends it nor what compares two versions; each module
that is loaded for nothing costs it a million instructions. Whoever needs one seldom says

    if TYPE_CHECKING:
        from slidegen.lint import fix
    else:
        fix = lazy_module("slidegen.lint.fix")

and calls `fix.mend(...)`: type checkers, and what looks at imports, see an import as ever.

Knows how a module is loaded. Must not know any module.
"""

from importlib import import_module


class _LazyModule:
    """Stands for a module; what it was asked for once, it has from then on."""

    def __init__(self, name: str) -> None:
        self._told_name = name

    def __getattr__(self, name: str) -> object:  # called for what is not there yet
        found = getattr(import_module(self._told_name), name)
        setattr(self, name, found)
        return found


def lazy_module(name: str) -> object:
    """The module of that name, by and by."""
    return _LazyModule(name)
