"""`slidegen doctor`: what is here, what verbs will miss, and what mends it.

Knows how lines are shown. Must not know what is looked at.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from slidegen.commands.health import Line, Patient, State, examine
from slidegen.errors import ExitCode
from slidegen.source.settings_reader import load_settings

MARKS = {State.GOOD: ("ok", "green"), State.ABSENT: ("--", "yellow"), State.WRONG: ("!!", "red")}


@click.command("doctor")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(form: str) -> int:
    """Look at this machine and this project: what is here, what verbs will miss, what mends it.

    `ok` is there, `--` is not there and only some verbs would use it, `!!` is wrong: then the exit code is 1.
    Nothing is installed, sent or changed.
    """
    lines = []
    for line in examine(Patient(load_settings(Path.cwd()), os.environ)):
        lines.append(line)
        if form == "text":
            _show(line)
    if form == "json":
        rows = [asdict(line) | {"state": line.state.value} for line in lines]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    return ExitCode.FINDINGS if any(line.state is State.WRONG for line in lines) else ExitCode.CLEAN


def _show(line: Line) -> None:
    mark, colour = MARKS[line.state]
    click.echo(f"{click.style(mark, fg=colour)} {line.name:16}  {line.found}")
    if line.misses:
        click.echo(f"{'':21}without it: {line.misses}")
    if line.mend:
        click.echo(f"{'':21}mend it: {line.mend}")
