"""Shell text as slides write it, split into commands of words that know where they stand.

No shell's own parser accepts slides: `<placeholders>`, here-documents that never end, apostrophes in
half a sentence, backtick pairs that highlight. This one takes any text, never raises, and reads each
character a bounded number of times. What it does not understand becomes words.

Knows POSIX shell and bash syntax. Must not know any program, Markdown, or files.
"""

from slidegen.memory import remembered
from slidegen.shell.expansion import expand, values_of
from slidegen.shell.reader import Reader
from slidegen.shell.values import (
    Backticks,
    Redirection,
    Scope,
    ShellCommand,
    ShellScript,
    Within,
    Word,
    finished,
    moved,
    placed,
)

__all__ = [
    "Backticks",
    "Redirection",
    "Scope",
    "ShellCommand",
    "ShellScript",
    "Within",
    "Word",
    "commands_of_text",
    "expand",
    "moved",
    "placed",
    "read_shell",
    "script_of_text",
    "values_of",
]

MOST_READINGS = 4


def read_shell(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    backticks: Backticks = "highlight",
    first_only: bool = False,
) -> ShellScript:
    """The commands of `text[start:end]`. With `first_only` up to the first line end that ends a command.

    A quote that never closes is taken for an apostrophe, and the text is read once more.
    """
    apostrophes: set[int] = set()
    for _ in range(MOST_READINGS):
        reader = Reader(text, start, len(text) if end is None else end, backticks == "highlight")
        reader.first_only = first_only
        reader.apostrophes = apostrophes
        reader.read_list("")
        if not reader.open_quotes:
            break
        apostrophes.add(min(reader.open_quotes))
    commands = sorted(reader.drafts, key=lambda draft: (draft[0].start, -draft[0].end))
    unclosed = sorted({*reader.unclosed, *apostrophes})
    finished_commands = tuple(finished(*draft) for draft in commands)
    return ShellScript(
        finished_commands, reader.at, tuple(unclosed), tuple(reader.fed), tuple(reader.here_documents)
    )


def commands_of_text(text: str) -> tuple[ShellCommand, ...]:
    """The commands of all of `text`, in which backticks are what they are to a shell."""
    return script_of_text(text).commands


@remembered  # what it makes, wants, asks for and may harm are questions about one command
def script_of_text(text: str) -> ShellScript:
    """All of `text`, in which backticks are what they are to a shell."""
    return read_shell(text, backticks="substitution")
