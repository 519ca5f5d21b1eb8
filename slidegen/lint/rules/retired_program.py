r"""A program that was retired.

What: `docker-machine`, `apt-key`, `tiller` or `gcloud docker` as a command (`slidegen/lint/data/tools.toml`).

Why: it is archived, or the systems of today do not have it any more.

Bad (setup.sh):

    curl -fsSL https://example.com/key.gpg | sudo apt-key add -

Good (setup.sh):

    curl -fsSL https://example.com/key.gpg | sudo gpg --dearmor -o /etc/apt/keyrings/example.gpg

Good (1.12, setup.sh):

    curl -fsSL https://example.com/key.gpg | sudo apt-key add -

Bad (push.sh):

    gcloud docker -- push gcr.io/cinema/seats:v1

Good (push.sh):

    gcloud auth configure-docker
    docker push gcr.io/cinema/seats:v1

Fix: none. What takes its place is used differently.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.commands import Command
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention, stale_rows
from slidegen.shell import Word

RULE = Rule("SG306", "retired-program", Severity.WARNING, "A program that was retired")
NOTE = replace(RULE, severity=Severity.INFO)


def check(document: Document, project: Project) -> Iterator[Finding]:
    retired = stale_rows("program", project.target, project.as_of)
    programs = dict.fromkeys(name.partition(" ")[0] for name in retired)
    for command in commands_of(document, *programs):
        for name, last in _names_of(command):
            if name in retired:
                yield document.source.finding(
                    NOTE if is_mention(command) else RULE,
                    command.words[0].start,
                    last.end,
                    f"`{name}` is retired",
                    help=retired[name][0].help,
                )


def _names_of(command: Command) -> Iterator[tuple[str, Word]]:
    """The program, and the program with its verb; the words that these end with."""
    yield command.program, command.words[0]
    verb = next((word for word in command.arguments if not word.value.startswith("-")), None)
    if verb is not None:
        yield f"{command.program} {verb.value}", verb
