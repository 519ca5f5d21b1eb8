r"""`docker-compose`, the first version of Compose.

What: a command `docker-compose …`, from the time of Kubernetes 1.28 on. In a sentence that names one
(`docker-compose up`), with its quotes or without, a note.

Why: Compose v1 ended in July 2023 and is no longer shipped with Docker: `docker-compose: command not found`.

Bad:

    ```bash
    docker-compose up -d
    ```

Good:

    ```bash
    docker compose up -d
    ```

Good:

    Each service of a docker-compose file has a name; read on about docker-compose.

Good (1.12):

    ```bash
    docker-compose up -d
    ```

Fix: safe in a command, unsafe in prose. The name becomes `docker compose`. None for `docker-compose scale`:
say `docker compose up --scale`. Names of containers have `-` for `_` now.

Since: 0.1
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import Command
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.prose import prose_of
from slidegen.lint.stale import commands_of, is_mention
from slidegen.lint.version import Version

RULE = Rule("SG301", "docker-compose-v1", Severity.WARNING, "`docker-compose` instead of `docker compose`")
NOTE = replace(RULE, severity=Severity.INFO)
#: Released a month after Compose v1 ended: https://docs.docker.com/compose/releases/migrate/
SINCE = Version(1, 28)
OLD, NEW = "docker-compose", "docker compose"
#: A command in a sentence; many a verb is a word of the sentence, too: "with docker-compose run it".
_SAID = re.compile(
    r"docker-compose(?<![\w./-]docker-compose)"
    r"(?=[ ](?:up|down|ps|rm|exec|pull|push|logs)(?![\w-])|[ ][a-z]{2,10}[ ]--?[a-z])"
)


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < SINCE:
        return
    for command in commands_of(document, OLD):
        word = command.words[0]
        rule = NOTE if is_mention(command) else RULE
        yield _finding(document, rule, word.start, word.end, _fix(document, command))
    if f"{OLD} " in document.text:
        for said in _SAID.finditer(document.view(prose_of)):
            edit = Edit(document.source.span(*said.span()), NEW)
            fix = Fix(f"Use `{NEW}`", (edit,), Applicability.UNSAFE)
            yield _finding(document, NOTE, *said.span(), fix)


def _finding(document: Document, rule: Rule, start: int, end: int, fix: Fix | None) -> Finding:
    message = f"`{OLD}` ended in July 2023"
    return document.source.finding(rule, start, end, message, help=f"use `{NEW}`", fix=fix)


def _fix(document: Document, command: Command) -> Fix | None:
    word = command.words[0]
    if word.raw != OLD or not command.sound or "scale" in command.values:
        return None
    safety = Applicability.UNSAFE if is_mention(command) else Applicability.SAFE
    return Fix(f"Use `{NEW}`", (Edit(document.source.span(word.start, word.end), NEW),), safety)
