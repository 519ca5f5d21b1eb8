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

Fix: safe or unsafe. Blanks behind a `\` are removed; a `\` is put where one is missing (unsafe).

Since: 0.1
"""

import re
from collections.abc import Iterator

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import PROMPT, SHELL_INFO, Command, commands_in
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.lint.yaml_block import info_word
from slidegen.text.model import Fence

RULE = Rule("SG502", "lost-continuation", Severity.ERROR, "A command that breaks off in the middle")
BLANKS = re.compile(r"(?<!\\)\\([ \t]+)$", re.M)
LAST = re.compile(r"(?<!\\)\\\s*\Z")
FLAG = re.compile(r"--?[a-zA-Z]")


def check(document: Document, _project: Project) -> Iterator[Finding]:
    for fence in document.view(fragment_of).fences:
        if info_word(fence.info) in SHELL_INFO and "\\" in fence.text:
            yield from _in_fence(document, fence)
    for command in document.view(commands_in):
        if FLAG.match(command.words[0].value) and _starts_line(document, command):
            yield _flag(document, command)


def _in_fence(document: Document, fence: Fence) -> Iterator[Finding]:
    source, span = document.source, fence.text_span
    has_prompts = PROMPT.search(fence.text) is not None
    for match in BLANKS.finditer(document.text, span.start, span.end):
        if has_prompts and not _in_command(document, match.start()):
            continue  # output: a picture of letters, a progress bar
        edit = Edit(source.span(*match.span(1)), "")
        fix = Fix("Remove the blanks behind the `\\`", (edit,), Applicability.SAFE)
        message = "blanks behind a `\\`: the command ends here"
        yield source.finding(RULE, *match.span(), message, help="remove the blanks", fix=fix)
    if LAST.search(fence.text) and fence.closed and not has_prompts:
        at = document.text.rfind("\\", span.start, span.end)
        if at >= 0:
            message = "the last line of the fence ends with a `\\`"
            yield source.finding(RULE, at, at + 1, message, help="remove it, or add what is missing")


def _in_command(document: Document, offset: int) -> bool:
    return any(
        word.start <= offset < word.end
        for command in document.view(commands_in)
        if command.span.start <= offset < command.span.end
        for word in command.words
    )


def _starts_line(document: Document, command: Command) -> bool:
    """Whether the flag is the first word of a line of a shell fence that is no continuation."""
    if command.context != "fence" or command.fence is None or info_word(command.fence.info) not in SHELL_INFO:
        return False
    if command.wrappers or command.shell.within:
        return False
    line_start = document.text.rfind("\n", 0, command.span.start) + 1
    above = document.text[command.fence.text_span.start : line_start].strip()
    if not above or FLAG.match(above):  # a list of flags
        return False
    return not document.text[line_start : command.span.start].strip()


def _flag(document: Document, command: Command) -> Finding:
    start, end = command.words[0].start, command.words[0].end
    above = len(document.text[:start].rstrip())
    line_end = document.text.index("\n", above)
    fix = None
    if document.text.count("\n", above, start) == 1:
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
