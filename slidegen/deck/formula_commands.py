"""Commands of one's own in formulas, written out: `\\RR` as the `\\mathbb{R}` that it stands for.

A formula defines them (`\\newcommand{\\RR}{…}`), and they hold in it and in all that follow in the
deck, as to MathJax.

Knows TeX's commands and their arguments. Must not know slides.
"""

import math
from collections.abc import Iterable, Mapping

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.verbatim import read_verbatim

_DEPTH = 8  #: commands may be made of others, and by mistake of themselves
_ARGUMENT = re.compile(r"\\(?:[A-Za-z]+|.)|[^\s{}$`\\]")  #: one without braces
#: Up to the braces that hold what the command stands for; one with an argument of its own choice is not read.
_DEFINITION = re.compile(
    r"\\(?:(?:re|provide)?newcommand|providecommand|DeclareMathOperator)\*?\s*+(?:\{\s*+)?\\(?P<name>[A-Za-z]+)\s*+(?:\}\s*+)?"
    r"(?:\[(?P<count>[1-9])\]\s*+)?(?=\{)"
    r"|\\g?def\s*\\(?P<plain>[A-Za-z]+)\s*(?P<parameters>(?:#[1-9]\s*)*)(?=\{)"
)
_EMPTY = re.compile(r"`?(?:\$\$\s*\$\$|\$[ \t]+\$|\\{1,2}\[\s*\\{1,2}\]|\\{1,2}\(\s*\\{1,2}\))`?")
_PARAMETER = re.compile(r"#([1-9])")
_CALL = re.compile(r"\\([A-Za-z]+)")
_DEFINING = ("\\newcommand", "\\renewcommand", "\\providecommand", "\\def", "\\gdef", "\\DeclareMath")
_MOST = 10_000  #: characters of a formula


@dataclass(frozen=True, slots=True)
class FormulaMacro:
    """What a command stands for, and how many arguments it takes."""

    body: str
    count: int


#: By name: what it stands for and how many arguments it takes; as slides keep them.
Commands = tuple[tuple[str, str, int], ...]


def commands_used(texts: Iterable[str], known: Mapping[str, FormulaMacro]) -> Commands:
    """Those of the `known` commands that the texts, or what they stand for, may call."""
    used, waiting = dict[str, FormulaMacro](), list(texts)
    while waiting:
        for name in _CALL.findall(waiting.pop()):
            if name in known and name not in used:
                used[name] = known[name]
                waiting.append(known[name].body)
    return tuple((name, macro.body, macro.count) for name, macro in sorted(used.items()))


def define(texts: Iterable[str], known: dict[str, FormulaMacro]) -> None:
    """Take what the texts define into the `known` commands."""
    for text in texts:
        known |= definitions_in(text)[0]


def formula_written_out(tex: str, commands: Commands) -> str:
    """A formula without what it defines, its commands written out. Raises OverflowError for one too long."""
    rest = _without_definitions(tex, {}) if may_define(tex) else tex
    macros = {name: FormulaMacro(body, count) for name, body, count in commands}
    return _expanded(rest, macros, _MOST) if macros else rest


def may_define(text: str) -> bool:
    """Whether a look at its bytes leaves that open."""
    return any(word in text for word in _DEFINING)


def definitions_in(text: str) -> tuple[dict[str, FormulaMacro], str]:
    """The commands that formulas of the text define, outside of fenced code, and the text without that."""
    if not may_define(text):
        return {}, text
    found, parts, at = dict[str, FormulaMacro](), list[str](), 0
    for fence in read_verbatim(text).fences:
        parts += (_without_definitions(text[at : fence.start], found), text[fence.start : fence.end])
        at = fence.end
    return found, "".join((*parts, _without_definitions(text[at:], found)))


def _without_definitions(text: str, found: dict[str, FormulaMacro]) -> str:
    parts, at = list[str](), 0
    for match in _DEFINITION.finditer(text):
        end = _end_of_group(text, match.end())
        if match.start() < at or end == -1:
            continue
        found[match["name"] or match["plain"]] = _defined(match, text[match.end() + 1 : end - 1])
        parts.append(text[at : match.start()])
        at = end
    return _EMPTY.sub("", "".join((*parts, text[at:]))) if parts else text


def _defined(match: re.Match[str], body: str) -> FormulaMacro:
    if match.group().startswith("\\Declare"):
        return FormulaMacro(rf"\operatorname{{{body}}}", 0)
    return FormulaMacro(body, int(match["count"] or 0) or (match["parameters"] or "").count("#"))


def written_out(text: str, macros: Mapping[str, FormulaMacro]) -> str:
    """`text` with these commands written out, but for those in fenced code."""
    if not macros:
        return text
    parts, at = list[str](), 0
    for fence in read_verbatim(text).fences:
        parts += (_expanded(text[at : fence.start], macros), text[fence.start : fence.end])
        at = fence.end
    return "".join((*parts, _expanded(text[at:], macros)))


def _expanded(text: str, macros: Mapping[str, FormulaMacro], most: float = math.inf) -> str:
    names = "|".join(map(re.escape, sorted(macros, key=len, reverse=True)))
    command = re.compile(rf"(?<!\\)\\(?P<name>{names})(?![A-Za-z])")
    for _ in range(_DEPTH):
        pieces, at, size = list[str](), 0, 0
        while found := command.search(text, at):
            macro = macros[found["name"]]
            end, arguments = _arguments(text, found.end(), macro.count)
            pieces.append(text[at : found.start()])
            pieces.append(_filled(macro, arguments) if arguments is not None else found.group())
            size += len(pieces[-2]) + len(pieces[-1])
            if size > most:
                raise OverflowError
            at = end
        if not pieces:
            break
        text = "".join((*pieces, text[at:]))
    return text


def _filled(macro: FormulaMacro, arguments: list[str]) -> str:
    return _PARAMETER.sub(lambda number: arguments[int(number[1]) - 1], macro.body)


def _arguments(text: str, at: int, count: int) -> tuple[int, list[str] | None]:
    """The arguments that stand at `at`, and where they end; None where one is missing."""
    start, found = at, list[str]()
    for _ in range(count):
        while text[at : at + 1] == " ":
            at += 1
        single = _ARGUMENT.match(text, at)
        end = single.end() if single else _end_of_group(text, at)
        if end == -1:
            return start, None
        found.append(text[at:end] if single else text[at + 1 : end - 1])
        at = end
    return at, found


def _end_of_group(text: str, at: int) -> int:
    """Where the braces that open at `at` close; -1 where none do."""
    depth = 0
    for place in range(at, len(text) if text[at : at + 1] == "{" else at):
        depth += {"{": 1, "}": -1}.get(text[place], 0) if text[place - 1 : place] != "\\" else 0
        if depth == 0:
            return place + 1
    return -1
