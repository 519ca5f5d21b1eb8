"""Macros, `![:name arguments](text)`: what the project, the deck or slidegen itself gives a name to.

Knows how a macro is called. Must not know how one is expanded: that is a function from the caller, since a
project's own macros are templates. What a macro returns is Markdown, and may call macros.
remark's MACRO is `!\\[:([^\\] ]+)([^\\]]*)\\](?:\\(([^\\)]*)\\))?`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from slidegen.text.verbatim import code_spans, read_verbatim

_MACRO = re.compile(r"!\[:(?P<name>[^\] ]+)(?P<arguments>[^\]]*)\](?:\((?P<text>[^)]*)\))?")
#: slidegen's own; `render` has their templates, and `build` what `include` brings.
BUILT_IN = ("hello", "image", "include", "spacer")
_MAX_DEPTH = 16  #: macros that call themselves stop here

#: (arguments, text in the parentheses) -> Markdown
Expand = Callable[[tuple[str, ...], str], str]
Macros = Mapping[str, Expand]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A text with its macros expanded, as far as anybody knows them."""

    text: str
    unknown: tuple[str, ...]  #: the names that nobody defined, in order


def macro_calls(prose: str) -> Iterator[tuple[str, int, int]]:
    """`(name, start, end)` of each call in text whose code is blanked out; `end` is behind the name."""
    for call in _MACRO.finditer(prose):
        yield call["name"], call.start(), call.end("name")


def expand_macros(text: str, macros: Macros) -> Expansion:
    """`text` with its macros replaced by what they return; unknown ones stay as they are."""
    if "![:" not in text:
        return Expansion(text, ())
    unknown: list[str] = []
    for _ in range(_MAX_DEPTH):
        expanded = _expand_once(text, macros, unknown)
        if expanded == text:
            break
        text = expanded
    return Expansion(text, tuple(dict.fromkeys(unknown)))


def _expand_once(text: str, macros: Macros, unknown: list[str]) -> str:
    verbatim = read_verbatim(text)
    spans = code_spans(text)

    def value(match: re.Match[str]) -> str:
        start = match.start()
        if verbatim.covers(start) or any(low <= start < high for low, high in spans):
            return match.group()
        expand = macros.get(match["name"])
        if expand is None:
            unknown.append(match["name"])
            return match.group()
        arguments = tuple(part.strip() for part in match["arguments"].split(",") if part.strip())
        return expand(arguments, match["text"] or "")

    return _MACRO.sub(value, text)
