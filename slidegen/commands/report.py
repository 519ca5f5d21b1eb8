"""`slidegen report`: what runs have found, again: joined, or in another form.

Knows options. Must not know what a report looks like.
"""

from dataclasses import replace
from pathlib import Path

import click

from slidegen.commands.results import require_results
from slidegen.commands.run import exit_code
from slidegen.errors import ExitCode
from slidegen.script.merge import merge
from slidegen.script.report.catalogue import REPORTS
from slidegen.script.report.jsonl import read_run
from slidegen.script.report.recording import NAME as RECORDING
from slidegen.script.report.recording import marks_of
from slidegen.script.report.text import render
from slidegen.script.result import Run
from slidegen.script.whole_run import write_reports


@click.group("report")
def command() -> None:
    """Show what runs have found: joined, or in another form."""


@command.command("merge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write all reports there.")
def merge_command(files: tuple[Path, ...], out: Path | None) -> int:
    """Join the results.jsonl FILES of shards into one report."""
    whole = merge([_read(path) for path in files])
    if out:
        write_reports(whole, out)
    click.echo(render(whole), nl=False)
    return exit_code(whole)


@command.command("show")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(REPORTS)), default="report.txt", show_default=True)
def show_command(file: Path, form: str) -> int:
    """Print the results of one run in another form."""
    click.echo(REPORTS[form](_read(file)), nl=False)
    return ExitCode.CLEAN


def _read(path: Path) -> Run:
    require_results(path, some=False)
    file = path / "results.jsonl" if path.is_dir() else path
    return replace(read_run(file), marks=marks_of(file.parent / RECORDING))
