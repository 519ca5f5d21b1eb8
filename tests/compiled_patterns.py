"""Every pattern that a module of slidegen compiles when it is loaded, as lines of JSON. Not a test itself.

A process of its own: it must stand between the modules and the library before the first of them is loaded.
"""

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Callable
from typing import Any

#: What runs when it is loaded.
PROGRAMS = ("slidegen.__main__", "slidegen.render.mermaid_child")


def collected() -> dict[tuple[str, str, int], None]:
    found: dict[tuple[str, str, int], None] = {}
    re.compile = _noting(re.compile, found)  # type: ignore[assignment]
    from slidegen import lazy_re

    lazy_re.compile = _noting(lazy_re.compile, found)  # type: ignore[assignment]
    import slidegen

    for module in pkgutil.walk_packages(slidegen.__path__, "slidegen."):
        if module.name not in PROGRAMS:
            importlib.import_module(module.name)
    return found


def _noting(compile: Callable[..., Any], found: dict[tuple[str, str, int], None]) -> Callable[..., Any]:
    def noted(pattern: Any, flags: int = 0) -> Any:
        module = sys._getframe(1).f_globals.get("__name__", "")
        if module.startswith("slidegen.") and module != "slidegen.lazy_re" and isinstance(pattern, str):
            found[module, pattern, int(flags)] = None
        return compile(pattern, flags)

    return noted


if __name__ == "__main__":
    for each in sorted(collected()):
        print(json.dumps(each))
