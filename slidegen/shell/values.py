"""Commands of a shell text as values: words that know where they stand.

Knows shapes. Must not know how a text is read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeAlias

from slidegen.lazy_dataclass import dataclass

Backticks: TypeAlias = Literal["highlight", "substitution"]
Within: TypeAlias = Literal["", "$(", "(", "<(", "`"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word, `[start, end)` in the text that was read."""

    start: int
    end: int
    raw: str  #: as written
    value: str  #: without quotes, escapes and highlights; `$X` and `$(…)` stay as written
    quoted: bool  #: whether any part of it was quoted or escaped


@dataclass(frozen=True, slots=True)
class Redirection:
    """`2>&1`, `< file`, `<<EOF`."""

    operator: str  #: with its file descriptor
    target: Word | None  #: None when the text ends before it
    body: tuple[int, int] | None = None  #: of a here-document: its lines, without the closing one

    @property
    def feeds(self) -> bool:
        """Whether what a program reads comes from here."""
        return self.operator.lstrip("0").startswith("<")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a variable may be from here on: the newest binding first."""

    name: str
    values: tuple[str, ...]
    parent: "Scope | None"


@dataclass(frozen=True, slots=True)
class ShellCommand:
    """A simple command: its words, and what stands around them."""

    start: int
    end: int
    words: tuple[Word, ...]
    assignments: tuple[Word, ...]  #: `A=b` before the first word (or alone)
    redirections: tuple[Redirection, ...]
    before: str  #: the operator to its left: ``, `|`, `&&`, `||`, `;`, `&`, newline
    after: str  #: the operator to its right
    within: Within  #: the innermost substitution or subshell it stands in
    scope: Scope | None

    @property
    def name(self) -> str:
        return self.words[0].value if self.words else ""


@dataclass(frozen=True, slots=True)
class ShellScript:
    """What `read_shell` made of a text."""

    commands: tuple[ShellCommand, ...]  #: in the order in which they start
    end: int  #: how far it read: the whole text, unless asked for one command
    unclosed: tuple[int, ...]  #: where a quote, substitution, block or here-document opens and never closes
    fed: tuple[tuple[int, int], ...] = ()  #: the loops, groups and subshells that are given what they read
    #: the here-documents that end: where their delimiter is first written, and their lines
    here_documents: tuple[tuple[int, int, int], ...] = ()

    def is_fed(self, command: ShellCommand) -> bool:
        """Whether what `command` reads comes from a redirection, its own or that of what it stands in."""
        own = any(each.feeds for each in command.redirections)
        return own or any(start <= command.start < end for start, end in self.fed)


def finished(command: ShellCommand, redirections: list[Redirection]) -> ShellCommand:
    """`command` with its redirections, whose here-documents come only after its line."""
    return replace(command, redirections=tuple(redirections)) if redirections else command


def moved(script: ShellScript, by: int) -> ShellScript:
    """`script` as if its text began `by` characters later."""
    return placed(script, lambda at: at + by)


def placed(script: ShellScript, place: Callable[[int], int]) -> ShellScript:
    """`script` by the offsets of another text, in which each character of its own has a `place`."""

    def end(at: int) -> int:
        return place(at - 1) + 1 if at else place(0)

    def word(each: Word) -> Word:
        return replace(each, start=place(each.start), end=end(each.end))

    def redirection(each: Redirection) -> Redirection:
        body = (place(each.body[0]), end(each.body[1])) if each.body else None
        return replace(each, target=word(each.target) if each.target else None, body=body)

    commands = tuple(
        replace(
            each,
            start=place(each.start),
            end=end(each.end),
            words=tuple(map(word, each.words)),
            assignments=tuple(map(word, each.assignments)),
            redirections=tuple(map(redirection, each.redirections)),
        )
        for each in script.commands
    )
    fed = tuple((place(start), end(behind)) for start, behind in script.fed)
    here = tuple((place(word), place(start), end(behind)) for word, start, behind in script.here_documents)
    return ShellScript(commands, end(script.end), tuple(map(place, script.unclosed)), fed, here)
