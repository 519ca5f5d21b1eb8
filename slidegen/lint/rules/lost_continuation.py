r"""Commands that break off in the middle.

What: a `\` with blanks behind it, a `\` on the last line of a fence, or a line of a shell fence that starts
with a flag, because the line above has lost its `\`.

Why: the shell runs the first half, and then looks for a program called `--something`.

Bad:

    ```bash
    helm upgrade cert-manager cert-manager --install
        --namespace cert-manager
    ```

Bad:

    ```bash
    kubectl get pods \␠␠
      --namespace blue
    ```

Bad:

    ```bash
    kubectl get pods \
    ```

Good:

    ```bash
    kubectl get pods \
      --namespace blue
    ```

Good:

    ```bash
    helm upgrade cert-manager cert-manager --install \
        --namespace cert-manager
    ```

Fix: safe or unsafe. Blanks behind a `\` are removed; a `\` is put where one is missing (unsafe).

Since: 0.1
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.typed_code import CONTINUATIONS, typed_fences
from slidegen.text.typed import TypedFence, language_of

RULE = Rule("SG502", "lost-continuation", Severity.ERROR, "A command that breaks off in the middle")
BLANKS = re.compile(r"[ \t]+\Z")
FLAG = re.compile(r"--?[a-zA-Z]")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for found in document.view(typed_fences):
        if found.typed.language.is_linted:
            yield from _in_fence(document, found)
    for command in document.view(commands_in):
        if FLAG.match(command.words[0].value) and _starts_line(document, command):
            yield _flag(document, command)


def _in_fence(document: Document, found: TypedFence) -> Iterator[Finding]:
    for command, pieces in zip(found.typed.commands, found.pieces(), strict=True):
        mark = CONTINUATIONS.get(command.dialect)
        if mark is None or mark not in command.text:
            continue
        for start, end in pieces:
            yield from _blanks(document, start, end, mark)
        whole = command.text.rstrip()
        if not found.typed.is_transcript and found.fence.closed and _is_marked(whole, mark):
            at = document.text.rfind(mark, pieces[0][0], pieces[-1][1])
            message = f"the last line of the fence ends with a `{mark}`"
            yield document.source.finding(RULE, at, at + 1, message, help="remove it, or add what is missing")


def _blanks(document: Document, start: int, end: int, mark: str) -> Iterator[Finding]:
    line = document.text[start:end]
    blanks = BLANKS.search(line)
    if blanks is None or not _is_marked(line[: blanks.start()], mark):
        return
    at = start + blanks.start()
    edit = Edit(document.source.span(at, end), "")
    fix = Fix(f"Remove the blanks behind the `{mark}`", (edit,), Applicability.SAFE)
    message = f"blanks behind a `{mark}`: the command ends here"
    yield document.source.finding(RULE, at - 1, end, message, help="remove the blanks", fix=fix)


def _is_marked(line: str, mark: str) -> bool:
    """Whether the line ends with the mark, and with one that counts: two backslashes are one character."""
    return (len(line) - len(line.rstrip(mark))) % 2 == 1


def _starts_line(document: Document, command: Command) -> bool:
    """Whether the flag is the first word of a line of a shell fence that is no continuation."""
    if command.context != "fence" or command.fence is None or language_of(command.fence.info).dialect != "sh":
        return False
    if command.wrappers or command.shell.within:
        return False
    line_start = document.text.rfind("\n", 0, command.span.start) + 1
    above = document.text[command.fence.text_span.start : line_start].strip()
    if not above or FLAG.match(above):  # a list of flags
        return False
    return not document.text[line_start : command.span.start].strip()


def _ends_a_word(document: Document, offset: int) -> bool:
    """Whether a command's word ends there: behind a comment a `\\` continues nothing."""
    return any(word.end == offset for command in document.view(commands_in) for word in command.words)


def _flag(document: Document, command: Command) -> Finding:
    start, end = command.words[0].start, command.words[0].end
    above = len(document.text[:start].rstrip())
    line_end = document.text.index("\n", above)
    fix = None
    if document.text.count("\n", above, start) == 1 and _ends_a_word(document, above):
        edit = Edit(document.source.span(above, line_end), " \\")
        fix = Fix("Continue the line above", (edit,), Applicability.UNSAFE)
    return document.source.finding(
        RULE,
        start,
        end,
        f"`{command.words[0].value}` is a command of its own here",
        help="write a `\\` at the end of the line above",
        fix=fix,
    )
