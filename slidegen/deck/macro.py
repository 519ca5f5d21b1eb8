"""Macros, `![:name arguments](text)`: what the project, the deck or slidegen itself gives a name to.

Knows how a macro is called. Must not know how one is expanded: that is a function from the caller, since a
project's own macros are templates. What a macro returns is Markdown, and may call macros.
remark's MACRO is `!\\[:([^\\] ]+)([^\\]]*)\\](?:\\(([^\\)]*)\\))?`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from slidegen.budget import MACRO_DEPTH, Budget
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.text.verbatim import in_code

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


@dataclass(frozen=True, slots=True)
class Call:
    """A call by its offsets; `name_end` is behind its name."""

    start: int
    name_end: int
    end: int
    name: str
    arguments: tuple[str, ...]
    text: str


#: Of the call of a macro that nobody defines: to Markdown it is a picture, or a text in brackets.
UNKNOWN = "nobody defines the macro `{}`; the call is shown as a picture, or as it stands"
UNKNOWN_HELP = (
    "define it under `macros:` in the manifest or in the settings; "
    "`slidegen import PAGE` takes it from a page of remark"
)


def macro_calls(text: str, start: int = 0) -> Iterator[Call]:
    """The calls in `text` from `start` on, code or not. Each bracket is looked for once."""
    at, last_closing = text.find("![:", start), text.rfind(")")
    while at != -1:
        close = text.find("]", at)
        if close == -1:
            return
        name, _, arguments = text[at + 3 : close].partition(" ")
        end = close + 1
        if name:
            closing = text.find(")", end) if text.startswith("(", end) and end < last_closing else -1
            content = text[end + 1 : closing] if closing != -1 else ""
            end = closing + 1 if closing != -1 else end
            parts = tuple(part.strip() for part in arguments.split(",") if part.strip())
            yield Call(at, at + 3 + len(name), end, name, parts, content)
        at = text.find("![:", end if name else at + 3)


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
    """One text on its way through its macros, hence not frozen."""

    macros: Macros
    budget: Budget
    unknown: list[str] = field(default_factory=list)
    failures: dict[str, FailedExpansion] = field(default_factory=dict)
    last: str = ""  #: the macro that was expanded last

    def expand(self, text: str) -> str:
        """`text` with the calls that stand in it replaced, once."""
        is_code = in_code(text)
        pieces, at = [], 0
        for call in macro_calls(text):
            if call.start < at or is_code(call.start):
                continue
            pieces += [text[at : call.start], self._value(call, text[call.start : call.end])]
            at = call.end
        return "".join([*pieces, text[at:]])

    def _value(self, call: Call, written: str) -> str:
        expand = self.macros.get(call.name)
        if expand is None:
            self.unknown.append(call.name)
        if expand is None or call.name in self.failures or self.budget.is_spent():
            return written
        result = expand(call.arguments, call.text, self.budget)
        if isinstance(result, str) and not self.budget.pay(len(result)):
            result = _SPENT
        if isinstance(result, FailedExpansion):
            self.fail(call.name, result)
            return written
        self.last = call.name
        return result

    def fail(self, name: str, failure: FailedExpansion) -> None:
        self.failures.setdefault(name, failure)
