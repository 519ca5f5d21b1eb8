"""Where a text stands in a document, and in what: code, inline code, or prose.

Knows fences, code spans and comments of shell and YAML. Must not know why the text is looked for.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.finding import Edit, Fix
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.commands import shell_regions
from slidegen.lint.document import Document
from slidegen.lint.inline import code_spans_in
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.lint.stale import StaleRow, stale_rows
from slidegen.lint.typed_code import typed_fences
from slidegen.lint.version import Version
from slidegen.text.typed.shown import shown_word

#: `output` is what a transcript, or a fence that says nothing, shows of an answer: nobody types it
Where: TypeAlias = Literal["code", "output", "inline", "prose"]
#: Info strings of fences that say nothing of what they show.
_SAYS_NOTHING = frozenset(("", "text", "txt", "plain", "plaintext", "none", "console", "output"))
#: What a comment has before a value that is to be put in by whoever needs it: `#  image: "`.
_SETTING_OFF = re.compile(r"[ \t]*#[# \t]*(?:-[ \t]+)?[\w./-]+:[ \t]+[\"']?")
#: What has a sentence for a value, in a manifest or a policy: who reads it follows its addresses, or not.
_SAID = re.compile(r"[ \t]*(?:-[ \t]+)?[\w./-]{0,100}\b(?:description|summary|message|title|notes?):[ \t]")
#: What stands below such a command is a file's text, as it is or is to be.
_SHOWS_A_FILE = re.compile(
    r"\s*(?:sudo\s+(?:-\S+\s+)*)?(?:cat|vim?|nvim|nano|less|more|emacs|gedit)\s+(?!.*[|<>])"
)
#: What an archive has before the address of a page as it was: there it is not gone.
_ARCHIVED = re.compile(r"\bweb\.archive\.org/web/[\w*]{1,20}/\Z")
WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A row's text, `[start, end)` in the document."""

    row: StaleRow
    start: int
    end: int
    where: Where
    fix: Fix | None


def occurrences(document: Document, project: Project, table: str) -> Iterator[Occurrence]:
    """Where the stale rows of `table` stand."""
    for name, (row, *_) in stale_rows(table, project.target, project.as_of).items():
        if name not in document.text:
            continue
        at = -1
        while (at := document.text.find(name, at + 1)) != -1:
            if at and document.text[at - 1] in WORD:
                continue  # the end of a longer name: my-k8s.gcr.io
            if _ARCHIVED.search(document.text, max(0, at - 60), at):
                continue
            end = at + len(name)
            if (where := where_is(document, at)) is not None:
                fix = None if where == "output" else replacement_of(document, row, at, end, project.target)
                yield Occurrence(row, at, end, where, fix)


def where_is(document: Document, offset: int) -> Where | None:
    """What the text at `offset` is part of; None for a comment in a script or manifest. A setting that YAML
    has in a comment, and what a sentence of it says, is as inline code: whoever reads it may use it.
    """
    before = _line_before(document, offset) if document.kind == "yaml" else ""
    if before and (_SETTING_OFF.fullmatch(before) or _SAID.match(before)):
        return "inline"
    if document.kind != "markdown":
        return None if is_commented(document, offset) else "code"
    fences = [(fence.span.start, fence.span.end) for fence in document.view(fragment_of).fences]
    index = bisect_right(fences, (offset, len(document.text))) - 1
    if index >= 0 and offset < fences[index][1]:
        if is_commented(document, offset):
            return None
        if _SAID.match(_line_before(document, offset)):
            return "inline"
        return "output" if _is_printed(document, offset) else "code"
    if any(code.start <= offset < code.end for code in document.view(code_spans_in)):
        return "inline"
    return "prose"


def _is_printed(document: Document, offset: int) -> bool:
    """Whether the text at `offset` stands in a transcript, and in none of its commands; or in a fence that
    says nothing, as programs print it.
    """
    for found in document.view(typed_fences):
        span = found.fence.text_span
        if span.start <= offset < span.end:
            if not found.typed.is_transcript:
                return shown_word(found.fence) in _SAYS_NOTHING and _looks_printed(document, offset)
            pieces = (piece for command in found.pieces() for piece in command)
            return not any(first <= offset < last for first, last in pieces)
    return False


def _looks_printed(document: Document, offset: int) -> bool:
    """Whether nothing, a column or `Image:` of `describe` stands before it, and no command has it."""
    before = _line_before(document, offset)
    said = before.rstrip(" \t")
    is_column = len(before) - len(said) > 1 and not said.endswith((":", "="))
    if said and not is_column and said.strip() != "Image:":
        return False
    return not any(start <= offset < end for start, end in document.view(_commanded))


def _commanded(document: Document) -> tuple[tuple[int, int], ...]:
    return tuple(shell_regions(document))


def is_of_a_file(document: Document, offset: int) -> bool:
    """Whether the text at `offset` stands in a transcript behind a command that shows or writes a file."""
    for found in document.view(typed_fences):
        span = found.fence.text_span
        if span.start <= offset < span.end:
            before = [
                command
                for command, pieces in zip(found.typed.commands, found.pieces(), strict=True)
                if pieces[-1][1] <= offset
            ]
            return bool(before and _SHOWS_A_FILE.match(before[-1].text))
    return False


def is_commented(document: Document, offset: int) -> bool:
    line = _line_before(document, offset)
    return line.lstrip().startswith("#") or " # " in line


def _line_before(document: Document, offset: int) -> str:
    return document.text[document.text.rfind("\n", 0, offset) + 1 : offset]


def replacement_of(document: Document, row: StaleRow, start: int, end: int, target: Version) -> Fix | None:
    """What takes the place of a row's text, without the `/` at its end where none is written."""
    if row.fix is None or not row.replacement or not row.is_fixable(target):
        return None
    plain = row.replacement.rstrip("/")
    is_short = row.name.endswith("/") and document.text[end - 1] != "/"
    text = plain if is_short else row.replacement
    return Fix(f"Use `{plain}`", (Edit(document.source.span(start, end), text),), row.fix)
