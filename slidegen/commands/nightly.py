"""`slidegen nightly`: decks, beds and versions of Kubernetes, run each night; the rest is planned.

Knows options and exit codes. Must not know how a deck is run, nor how a trend is made.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from slidegen.assembly.git import last_commit
from slidegen.cache import write_atomically
from slidegen.commands.here import require_there
from slidegen.commands.nights_page import MARKS, render, said
from slidegen.commands.plain_line import say_line
from slidegen.commands.unattended import objection
from slidegen.errors import ExitCode, UsageError
from slidegen.script.history import NightOutcome, NightRow, add_row, read_history, take_in, trends
from slidegen.script.night import Cell, Night, read_night
from slidegen.script.night_plan import github
from slidegen.script.night_run import run_cell, why_not_here
from slidegen.source.counted import counted
from slidegen.source.settings_reader import load_settings

Planned = list[tuple[Cell, str]]


@click.command("nightly")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Run without asking first.")
@click.option("--list", "only_list", is_flag=True, help="Say what would be run, and what not; run nothing.")
@click.option("--plan", is_flag=True, help="Print a workflow for GitHub that runs what this machine cannot.")
@click.option(
    "--merge",
    "others",
    type=click.Path(path_type=Path),
    metavar="HISTORY",
    multiple=True,
    help="Take in the history of another machine, and renew the page; run nothing.",
)
def command(file: Path, yes: bool, only_list: bool, plan: bool, others: tuple[Path, ...]) -> int:
    """Run the decks of FILE on its beds, and keep what was found, night by night.

    FILE is TOML: decks, and beds with versions of Kubernetes. What this machine can is run, after a yes; the
    rest is listed, and `--plan` prints a workflow for it. Each run is a line of the history, and a page
    shows the trend: since when something is broken, and what changed that night. `--merge` takes in what
    other machines found. Exits as `run` does.
    """
    require_there((file,), "name a file of nights: `slidegen help nights` shows one")
    night = read_night(file, objection)
    here, planned = _shared_out(night)
    if plan:
        install = load_settings(Path.cwd()).require_valid().settings.run.install or ""
        click.echo(github([cell for cell, _ in planned], install), nl=False)
        return ExitCode.CLEAN
    if others:
        return _merge(night, others, planned)
    for cell in here:
        say_line(f"here: {cell.name}", err=not only_list)
    for cell, why in planned:
        say_line(f"not here: {cell.name}: {why}", err=not only_list)
    if only_list:
        return ExitCode.CLEAN
    if here and not yes:
        _ask()
    done = [_run(night, cell) for cell in here]
    _tell(night, planned)
    return _worst([row.outcome for row in done])


def _merge(night: Night, others: tuple[Path, ...], planned: Planned) -> int:
    """The histories of several machines as one; what the last night of each cell says decides."""
    require_there(others, "name histories: `results.jsonl` of one run is no night")
    number = take_in(night.history, others)
    say_line(f"{counted(number, 'night')} taken in", err=True)
    _tell(night, planned)
    return _worst([trend.last.outcome for trend in trends(read_history(night.history), night.cells())])


def _ask() -> None:
    if not sys.stdin.isatty():
        raise UsageError("nothing was run: nobody is here to agree", hint="`--yes` agrees beforehand")
    click.confirm("Run the exercises here?", abort=True, err=True)


def _shared_out(night: Night) -> tuple[list[Cell], Planned]:
    """What this machine can run, and what not."""
    here: list[Cell] = []
    planned: Planned = []
    for cell in night.cells():
        if why := why_not_here(cell, os.environ):
            planned.append((cell, why))
        else:
            here.append(cell)
    return here, planned


def _run(night: Night, cell: Cell) -> NightRow:
    say_line(f"== {cell.name}", err=True)
    folder = night.path.parent
    reports = night.history.with_suffix("")
    row = run_cell(cell, folder, reports, os.environ, last_commit(folder))
    add_row(night.history, row)
    return row


def _tell(night: Night, planned: Planned) -> None:
    """The page, and a line for each deck on each bed."""
    found = tuple(trends(read_history(night.history), night.cells()))
    today = datetime.now(UTC).date()
    write_atomically(night.page, render(night.path.stem, found, planned, today).encode())
    for trend in found:
        last = trend.last
        say_line(f"{MARKS[last.outcome]} {last.name}: {said(trend, today)}")
        for reason in trend.because():
            say_line(f"    {reason}")
    click.echo(f"Trend: {night.page}", err=True)


def _worst(outcomes: list[NightOutcome]) -> int:
    if NightOutcome.STOPPED in outcomes or NightOutcome.RED in outcomes:
        return ExitCode.FINDINGS
    if NightOutcome.SUSPECT in outcomes:
        return ExitCode.SUSPECT
    return ExitCode.CLEAN if NightOutcome.GREEN in outcomes else ExitCode.NOTHING_RUNNABLE
