r"""Verbs and flags of docker that are gone, or that nobody should teach any more.

What: `docker scan`, `docker trust`, and `docker run --link` on the default network
(`slidegen/lint/data/tools.toml`).

Why: `docker scan` is no docker command any more. Links on the default network are deprecated since 1.10, and
every slide about them is a slide less about networks.

Bad:

    ```bash
    docker scan web:1.0
    ```

Bad:

    ```bash
    docker run -d --link redis:db web
    ```

Good:

    ```bash
    docker network create shop
    docker run -d --network shop --name web web
    ```

Good:

    ```bash
    docker run -d --network shop --link redis:db web
    ```

Fix: none. A network of its own replaces a link, and that is more than one command.

Since: 0.2
"""

from collections.abc import Iterator
from dataclasses import replace

from slidegen.finding import Finding, Rule, Severity
from slidegen.lint.commands import Command
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.stale import commands_of, is_mention, stale_rows
from slidegen.shell import Word

RULE = Rule("SG310", "stale-docker", Severity.WARNING, "A verb or flag of docker that is gone or given up")
NOTE = replace(RULE, severity=Severity.INFO)
#: In a network of one's own links go on: https://docs.docker.com/engine/deprecated/
NETWORK = ("--net=", "--network=", "--net", "--network")


def check(document: Document, project: Project) -> Iterator[Finding]:
    rows = stale_rows("docker", project.target, project.as_of)
    for command in commands_of(document, "docker"):
        for name, (row, *_) in rows.items():
            if word := _word_of(command, name):
                yield document.source.finding(
                    NOTE if is_mention(command) else RULE,
                    word.start,
                    word.end,
                    f"`docker {name}` is gone or given up",
                    help=row.advice,
                )


def _word_of(command: Command, name: str) -> Word | None:
    """The last word of `name` where the command is of that verb and has that flag."""
    *verb, last = name.split(" ")
    plain = [word for word in command.arguments if not word.value.startswith("-")]
    if not last.startswith("-"):
        verb, last = [], last
        return plain[0] if plain and plain[0].value == last else None
    if [word.value for word in plain[: len(verb)]] != verb:
        return None
    if last == "--link" and any(word.value.startswith(NETWORK) for word in command.arguments):
        return None
    return next((w for w in command.arguments if w.value == last or w.value.startswith(f"{last}=")), None)
