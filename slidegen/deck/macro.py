"""Macros, `![:name arguments](text)`: what the project, the deck or slidegen itself gives a name to.

Knows how a macro is called. Must not know how one is expanded: that is a function from the caller, since a
project's own macros are templates. What a macro returns is Markdown, and may call macros.
remark's MACRO is `!\\[:([^\\] ]+)([^\\]]*)\\](?:\\(([^\\)]*)\\))?`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from slidegen.budget import MACRO_DEPTH, Budget
from slidegen.finding import Finding
from slidegen.text.verbatim import code_spans, read_verbatim

_MACRO = re.compile(r"!\[:(?P<name>[^\] ]+)(?P<arguments>[^\]]*)\](?:\((?P<text>[^)]*)\))?")
#: slidegen's own; `render` has their templates, and `build` what `include` brings.
BUILT_IN = ("hello", "image", "include", "spacer")


@dataclass(frozen=True, slots=True)
class FailedExpansion:
    """Why a call could not be expanded."""

    message: str
    help: str
    finding: Finding | None = None  #: about the macro itself, where it is defined


#: (arguments, text in the parentheses, what the deck may grow by) -> Markdown
Expand = Callable[[tuple[str, ...], str, Budget], str | FailedExpansion]
Macros = Mapping[str, Expand]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A text with its macros expanded, as far as anybody knows them; what failed stands there as it was."""

    text: str
    unknown: tuple[str, ...]  #: the names that nobody defined, in order
    failures: tuple[tuple[str, FailedExpansion], ...] = ()  #: and those that failed


def macro_calls(prose: str) -> Iterator[tuple[str, int, int]]:
    """`(name, start, end)` of each call in text whose code is blanked out; `end` is behind the name."""
    for call in _MACRO.finditer(prose):
        yield call["name"], call.start(), call.end("name")


def call_at(text: str, start: int) -> str:
    """The whole call that begins at `start`, as `macro_calls` found it."""
    call = _MACRO.match(text, start)
    return call.group() if call else ""


def expand_macros(text: str, macros: Macros, budget: Budget) -> Expansion:
    """`text` with its macros replaced by what they return; unknown ones stay as they are."""
    if "![:" not in text:
        return Expansion(text, ())
    pass_ = _Pass(macros, budget)
    for _ in range(MACRO_DEPTH):
        pass_.last = ""
        expanded = pass_.expand(text)
        if not pass_.last:
            break
        text = expanded
    else:
        pass_.fail(pass_.last, _TOO_DEEP)
    return Expansion(text, tuple(dict.fromkeys(pass_.unknown)), tuple(pass_.failures.items()))


_TOO_DEEP = FailedExpansion(
    f"it calls itself, or others that call others, more than {MACRO_DEPTH} deep", "Let it end somewhere"
)
_SPENT = FailedExpansion(
    "with what it returns the deck grows to more than it may", "Call it less often, or return less"
)


@dataclass(slots=True)
class _Pass:
    """One text on its way through its macros."""

    macros: Macros
    budget: Budget
    unknown: list[str] = field(default_factory=list)
    failures: dict[str, FailedExpansion] = field(default_factory=dict)
    last: str = ""  #: the macro that was expanded last

    def expand(self, text: str) -> str:
        """`text` with the calls that stand in it replaced, once."""
        verbatim = read_verbatim(text)
        spans = code_spans(text)

        def value(match: re.Match[str]) -> str:
            start = match.start()
            if verbatim.covers(start) or any(low <= start < high for low, high in spans):
                return match.group()
            return self._value(match)

        return _MACRO.sub(value, text)

    def _value(self, match: re.Match[str]) -> str:
        name = match["name"]
        expand = self.macros.get(name)
        if expand is None:
            self.unknown.append(name)
        if expand is None or name in self.failures or self.budget.is_spent():
            return match.group()
        arguments = tuple(part.strip() for part in match["arguments"].split(",") if part.strip())
        result = expand(arguments, match["text"] or "", self.budget)
        if isinstance(result, str) and not self.budget.pay(len(result)):
            result = _SPENT
        if isinstance(result, FailedExpansion):
            self.fail(name, result)
            return match.group()
        self.last = name
        return result

    def fail(self, name: str, failure: FailedExpansion) -> None:
        self.failures.setdefault(name, failure)
