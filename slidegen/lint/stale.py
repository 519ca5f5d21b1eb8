"""What the tables say of kubectl and of the tools around it: what went stale, since when, what to do.

Knows the form of `data/kubectl.toml`, `data/tools.toml` and `data/components.toml`, and how a row becomes
words and edits.
Must not know which rule a row belongs to.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Fix
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import Command, commands_by_program
from slidegen.lint.dated_tables import read_tables
from slidegen.lint.document import Document
from slidegen.lint.version import Version
from slidegen.location import Span

#: Which file holds which table: a text that has nothing to do with kubectl needs the one about tools alone.
KUBECTL, TOOLS, COMPONENTS = "kubectl.toml", "tools.toml", "components.toml"
FILES = {
    **dict.fromkeys(("flag", "run_flag", "verb", "kind"), KUBECTL),
    **dict.fromkeys(("registry", "source", "program", "helm_verb", "helm_flag"), TOOLS),
    **dict.fromkeys(("image", "chart", "docker"), TOOLS),
    **dict.fromkeys(("component", "asked", "socket", "admission"), COMPONENTS),
}


@dataclass(frozen=True, slots=True)
class StaleRow:
    """One stale thing."""

    name: str
    also: tuple[str, ...]  #: its other names
    verbs: tuple[str, ...]  #: for a flag: with which verbs; all when empty
    programs: tuple[str, ...]  #: for what other programs than kubectl and helm take: whose it was
    deprecated: Version | None
    removed: Version | None
    replacement: str
    fix: Applicability | None
    fix_from: Version | None
    advice: str
    proof: str
    day: date | None  #: the day on which it went, for what has no release of Kubernetes
    tags: str  #: for an image: a pattern of the tags that are meant; all when empty

    def has_tag(self, tag: str) -> bool:
        return not self.tags or bool(re.fullmatch(self.tags, tag))

    def is_stale(self, target: Version, as_of: date | None = None) -> bool:
        """Whether it was stale when `target` was new; by its day, when somebody says which day it is."""
        if as_of is not None and self.day is not None:
            return self.day <= as_of
        return any(version is not None and version <= target for version in (self.deprecated, self.removed))

    def is_removed(self, target: Version) -> bool:
        return self.removed is not None and self.removed <= target

    def is_fixable(self, target: Version) -> bool:
        return self.fix is not None and (self.fix_from is None or self.fix_from <= target)

    def since(self, target: Version, gone: str = "gone") -> str:
        """`is gone since 1.24`, `is deprecated since 1.21`."""
        if self.is_removed(target):
            return f"is {gone} since Kubernetes {self.removed}"
        return f"is deprecated since Kubernetes {self.deprecated}"

    @property
    def help(self) -> str:
        return self.advice or f"use `{self.replacement}`"


@cache
def rows(table: str) -> tuple[StaleRow, ...]:
    """The rows of one table: `flag`, `verb`, `registry`, …"""
    return tuple(_row(each) for each in read_tables(FILES[table])[table])


@cache
def stale_rows(table: str, target: Version, as_of: date | None = None) -> dict[str, tuple[StaleRow, ...]]:
    """The rows of `table` that are stale at `target` (or on a day), by each of their names."""
    found: dict[str, tuple[StaleRow, ...]] = {}
    for row in rows(table):
        for name in (row.name, *row.also) if row.is_stale(target, as_of) else ():
            found[name] = (*found.get(name, ()), row)
    return found


def _row(row: dict[str, Any]) -> StaleRow:
    version = {
        key: Version.parse(row[key]) for key in ("deprecated", "removed", "fix_from", "since") if key in row
    }
    return StaleRow(
        str(row["name"] if "name" in row else row["text"]),
        tuple(row.get("also", ())),
        tuple(row.get("verbs", ())),
        tuple(row.get("programs", ())),
        version.get("deprecated"),
        version.get("removed", version.get("since")),
        str(row.get("replacement", "")),
        Applicability(row["fix"]) if "fix" in row else None,
        version.get("fix_from"),
        str(row.get("advice", "")),
        str(row.get("proof", "")),
        date.fromisoformat(row["date"]) if "date" in row else None,
        str(row.get("tags", "")),
    )


# ---- commands
#: What a text holds that calls a program by another name (`slidegen.lint.unwrap.ALIASES`).
SPELLINGS = {
    "kubectl": (
        *("kubectl", "kubecolor", "KUBECTL"),
        *(f"{before}{name} " for name in ("k", "oc") for before in (" ", "\n", "`", "\t", "(")),
    )
}


class Held(dict[tuple[str, ...], bool]):
    """Whether a text holds one of some signs: each is looked for when somebody asks, and once."""

    def __init__(self, document: Document) -> None:
        super().__init__({(): True})
        self._text = document.text

    def __missing__(self, signs: tuple[str, ...]) -> bool:
        found = self[signs] = self._is_held(signs)
        return found

    def _is_held(self, signs: tuple[str, ...]) -> bool:
        """What begins a line may begin the text."""
        for sign in signs:
            if sign in self._text:
                return True
        return self._text.startswith(tuple(sign[1:] for sign in signs if sign[0] == "\n"))


def commands_of(document: Document, *programs: str) -> Iterator[Command]:
    """The commands that are one of `programs`."""
    held = document.view(Held)
    for program in programs:
        if held[SPELLINGS.get(program, (program,))]:
            yield from document.view(commands_by_program).get(program, ())


def is_mention(command: Command) -> bool:
    """Inline code: whoever reads it may type it, or may not."""
    return command.context == "inline"


def replaced(
    command: Command, document: Document, span: Span, text: str, row: StaleRow, target: Version
) -> Fix | None:
    """The row's fix at `span`; none where the text around does not parse."""
    if not command.sound or not row.is_fixable(target) or row.fix is None:
        return None
    title = f"Use `{row.replacement}`" if row.replacement else f"Leave out `{row.name}`"
    return Fix(title, (Edit(document.source.span(span.start, span.end), text),), row.fix)


def cut_of(command: Command, document: Document, start: int, end: int) -> Span:
    """`[start, end)` with the blanks (and the continued line end) before it."""
    before = [word.end for word in command.words if word.end <= start]
    return document.source.span(before[-1] if before else start, end)
