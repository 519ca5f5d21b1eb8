"""The standard library's `re`, each pattern compiled when it is first asked for something.

Compiling is what costs most of loading a module: a commit hook loads more than 250 patterns and uses half of
them, which was a tenth of its instructions. A module says `from slidegen import lazy_re as re`, and all else
is as ever; to type checkers it is `re` itself. Whoever compiles what a stranger wrote wants to know at once
what is wrong with it, and imports `re`.

PyYAML's reader in Python has a pattern of what is printable that takes as long to compile as all of ours in a
hook; libyaml, which reads for us, has no use for it. So a package may be imported like that, too.

Knows how a pattern is compiled. Must not know any pattern.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from re import ASCII as ASCII
from re import DOTALL as DOTALL
from re import IGNORECASE as IGNORECASE
from re import MULTILINE as MULTILINE
from re import NOFLAG as NOFLAG
from re import VERBOSE as VERBOSE
from re import I as I
from re import M as M
from re import Match as Match
from re import Pattern as Pattern
from re import S as S
from re import X as X
from re import error as error
from re import escape as escape
from re import findall as findall
from re import finditer as finditer
from re import fullmatch as fullmatch
from re import match as match
from re import search as search
from re import split as split
from re import sub as sub
from threading import get_ident
from typing import TYPE_CHECKING

from slidegen.ghost import become

_at_once = re.compile  #: the library's, whatever stands there for a while

if TYPE_CHECKING:
    from re import compile as compile  # noqa: A004 - as the library calls it
else:

    class _CompiledPattern:
        """A pattern that has what `re`'s has. A class with `__getattr__` would be asked in a slower way."""

        def __repr__(self):
            return repr(self.compiled)

    class _LazyPattern(_CompiledPattern):
        """One that compiles itself when it is first asked for something."""

        def __init__(self, pattern, flags):
            self.pattern, self._told_flags = pattern, flags

        def __getattr__(self, name):
            compiled = _at_once(self.pattern, self._told_flags)
            known = {told: getattr(compiled, told) for told in _TOLD} | {"compiled": compiled}
            for told, value in known.items():
                setattr(self, told, value)
            become(self, _CompiledPattern)
            return getattr(self, name)

    _TOLD = [name for name in dir(re.Pattern) if not name.startswith("_")]

    def compile(pattern, flags=0):  # noqa: A001 - as the library calls it
        """As `re.compile`."""
        return _LazyPattern(pattern, flags)


@contextmanager
def patterns_later() -> Iterator[None]:
    """What this thread imports in here compiles its patterns when it first asks them something, as we do."""
    here = get_ident()

    def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
        make = compile if get_ident() == here else _at_once  # others want to know at once
        return make(pattern, flags)

    re.compile = compile_later  # type: ignore[assignment]  # as we call it, without bytes
    try:
        yield
    finally:
        re.compile = _at_once
