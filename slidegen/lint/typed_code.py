"""The fences of a document as a shell reads them: what is typed at its place, blanks for all else.

Prompts, output, quote marks and highlights are blanked, so that whoever reads commands finds words where the
file has them.

Knows fences and dialects that are read like a shell's. Must not know what any command means.
"""

from collections.abc import Iterator

from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of
from slidegen.text.blanked import blank
from slidegen.text.typed import TypedFence, typed_in
from slidegen.text.typed.languages import DialectName

#: What continues a line, by dialect; `sh` needs no translation.
CONTINUATIONS: dict[DialectName, str] = {"sh": "\\", "fish": "\\", "powershell": "`", "cmd": "^"}


def typed_fences(document: Document) -> tuple[TypedFence, ...]:
    """What is typed in each fence of a Markdown file."""
    return tuple(
        typed_in(document.text, fence, document.marks) for fence in document.view(fragment_of).fences
    )


def readable(document: Document) -> str:
    """The text of `document`, with blanks for all of its fences that no shell reads."""
    text, parts, at = document.text, list[str](), 0
    for found in document.view(typed_fences):
        if found.is_moved or _is_foreign(found):
            start, end = found.fence.text_span.start, found.fence.text_span.end
            parts += (text[at:start], _blanked(text, found))
            at = end
    return "".join((*parts, text[at:])) if parts else text


def _is_foreign(found: TypedFence) -> bool:
    return any(command.dialect in ("powershell", "cmd") for command in found.typed.commands)


def _blanked(text: str, found: TypedFence) -> str:
    start, end = found.fence.text_span.start, found.fence.text_span.end
    kept = list(blank(text[start:end]))
    for (first, last), shown in _kept(text, found):
        kept[first - start : last - start] = shown
    return "".join(kept)


def _kept(text: str, found: TypedFence) -> Iterator[tuple[tuple[int, int], str]]:
    """What stays of a fence: where, and how a shell is to read it."""
    stars = {start for start, _ in found.lines()} if found.marks.lines else set()
    for command, pieces in zip(found.typed.commands, found.pieces(), strict=True):
        for first, last in pieces:
            line = text[first:last]
            starred = line.startswith("* ") and first in stars
            yield (first, last), _as_shell(f"  {line[2:]}" if starred else line, command.dialect)
    if not found.typed.commands:
        yield from (((first, last), text[first:last]) for first, last in found.lines())


def _as_shell(line: str, dialect: DialectName) -> str:
    """The line of another dialect as a shell would write it, character for character."""
    mark = CONTINUATIONS.get(dialect, "\\")
    if mark == "\\":
        return line
    line = line.replace("\\", "/")
    return line.replace(mark, "\\") if mark == "`" else f"{line[:-1]}\\" if line.endswith(mark) else line
