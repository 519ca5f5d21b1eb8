"""Where a command ends: what a shell would run now, and what it asks for more lines of.

Reads as a shell does, not as slides are written: an apostrophe opens a quote, a here-document ends at its own
line. What bash itself says of the same texts is the test's oracle.

Knows lines. Must not know prompts, nor what a command is for.
"""

from collections.abc import Iterator

from slidegen.lazy_dataclass import dataclass
from slidegen.shell.reader import Reader
from slidegen.shell.syntax import CONTINUING


@dataclass(frozen=True, slots=True)
class CommandEnd:
    """Where the first command of a text ends."""

    at: int  #: behind its last line, without the line end
    is_complete: bool  #: False when a shell would ask for more
    missing: str  #: the line that would end an open here-document, `` when none is open


def command_end(text: str, start: int = 0, end: int | None = None) -> CommandEnd:
    """The end of the command, with all blocks, quotes and here-documents, that begins at `start`.

    Lines of blanks and comments before it are a part of it; there may be nothing else.
    """
    end = len(text) if end is None else end
    reader = Reader(text, start, end, highlights=False)
    reader.first_only = reader.strict = True
    reader.read_list("")
    waiting = [document.delimiter.value for document in reader.waiting]
    missing = next(iter((*reader.missing, *waiting)), "")
    is_open = reader.open_quotes or reader.unclosed or reader.blocks or reader.expects_body or reader.is_cut
    at = reader.at - (reader.before == "\n" == text[max(reader.at - 1, start) : reader.at])
    return CommandEnd(at, not (is_open or missing or reader.before in CONTINUING), missing)


def is_complete(text: str) -> bool:
    """Whether a shell would run all of `text` now."""
    at = 0
    while True:
        found = command_end(text, at)
        if not found.is_complete or found.at >= len(text):
            return found.is_complete
        at = found.at + 1


def unfinished(text: str) -> str:
    """The line that the last command of `text`, a here-document, lacks; `` when it lacks none."""
    last = max(command_spans(text), default=(0, 0))
    return command_end(text, last[0]).missing


def split(text: str) -> tuple[str, ...]:
    """The complete commands of `text` in order; what never becomes complete is the last, whole."""
    return tuple(text[start:end] for start, end in command_spans(text))


def command_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where the complete commands of `text` stand, without the blank lines and comments between them."""
    if "\n" not in text:  # a shell looks at the whole of a line, whatever is in it: most texts are one
        yield from () if is_blank(text) else ((0, len(text)),)
        return
    at = 0
    while at <= len(text):
        at = _behind_blank_lines(text, at)
        if at >= len(text):
            return
        found = command_end(text, at)
        end = found.at if found.is_complete else len(text.rstrip("\n"))
        yield at, max(end, at)
        at = max(end, at) + 1


def is_blank(text: str) -> bool:
    """Nothing to run: blank lines and comments only."""
    return _behind_blank_lines(text, 0) >= len(text)


def _behind_blank_lines(text: str, at: int) -> int:
    while at < len(text):
        line_end = text.find("\n", at)
        line_end = len(text) if line_end == -1 else line_end
        line = text[at:line_end].lstrip()
        if line and not line.startswith("#"):
            return at
        at = line_end + 1
    return at
