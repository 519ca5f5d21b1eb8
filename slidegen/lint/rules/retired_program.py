r"""A program that was retired.

What: `docker-machine`, `apt-key`, `tiller` as a command (`slidegen/lint/data/tools.toml`).

Why: it is archived, or the systems of today do not have it any more.

Bad (setup.sh):

    curl -fsSL https://example.com/key.gpg | sudo apt-key add -

Good (setup.sh):

    curl -fsSL https://example.com/key.gpg | sudo gpg --dearmor -o /etc/apt/keyrings/example.gpg

Good (1.12, setup.sh):

    curl -fsSL https://example.com/key.gpg | sudo apt-key add -

Fix: none. What takes its place is used differently.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention, stale_rows

RULE = Rule("SG306", "retired-program", Severity.WARNING, "A program that was retired")
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    retired = stale_rows("program", project.target, project.as_of)
    for command in commands_of(document, *retired):
        word = command.words[0]
        yield document.source.finding(
            NOTE if is_mention(command) else RULE,
            word.start,
            word.end,
            f"`{command.program}` is retired",
            help=retired[command.program][0].help,
        )
