r"""`docker-compose`, the first version of Compose.

What: a command `docker-compose …`, from the time of Kubernetes 1.28 on.

Why: Compose v1 ended in July 2023 and is no longer shipped with Docker: `docker-compose: command not found`.

Bad:

    ```bash
    docker-compose up -d
    ```

Good:

    ```bash
    docker compose up -d
    ```

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

from slidegen.finding import Applicability, Edit, Finding, Fix, Rule, Severity
from slidegen.lint.commands import Command
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention
from slidegen.lint.version import Version

RULE = Rule("SG301", "docker-compose-v1", Severity.WARNING, "`docker-compose` instead of `docker compose`")
NOTE = replace(RULE, severity=Severity.INFO)
#: Released a month after Compose v1 ended: https://docs.docker.com/compose/releases/migrate/
SINCE = Version(1, 28)
OLD, NEW = "docker-compose", "docker compose"


def check(document: Document, project: Project) -> Iterator[Finding]:
    if project.target < SINCE:
        return
    for command in commands_of(document, OLD):
        word = command.words[0]
        yield document.source.finding(
            NOTE if is_mention(command) else RULE,
            word.start,
            word.end,
            "`docker-compose` ended in July 2023",
            help="use `docker compose`",
            fix=_fix(document, command),
        )


def _fix(document: Document, command: Command) -> Fix | None:
    word = command.words[0]
    if word.raw != OLD or not command.sound or "scale" in command.values:
        return None
    safety = Applicability.UNSAFE if is_mention(command) else Applicability.SAFE
    return Fix("Use `docker compose`", (Edit(document.source.span(word.start, word.end), NEW),), safety)
