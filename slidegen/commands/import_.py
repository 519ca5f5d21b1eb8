"""`slidegen import`: a deck of remark's, or a folder of them, into a project of its own."""

from pathlib import Path

import click

from slidegen.cache import write_atomically
from slidegen.commands.deck_files import call_of_import
from slidegen.commands.here import project_here
from slidegen.commands.plain_line import say_line
from slidegen.errors import ExitCode, UsageError
from slidegen.migrate.importer import REPORT, import_decks
from slidegen.migrate.migration_report import report_lines, report_page
from slidegen.migrate.verify import Comparison, compare
from slidegen.source.way_out import require_no_way_out


@click.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path), metavar="PAGE|FOLDER|FILE")
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Where it goes.")
@click.option(
    "--verify",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="REMARK.MIN.JS",
    help="Compare each slide with what this remark shows, in Chromium.",
)
def command(source: Path, out: Path | None, verify: Path | None) -> None:
    """Bring slides of remark (or xaringan, backslide, reveal-md, Marp, Slidev) home.

    What SOURCE holds becomes manifests, Markdown and themes in a folder of its own, which builds at once;
    what has no place here is listed with what to do about it. SOURCE is never changed.
    """
    project_here()  # whose settings come first
    given, source = source, source.resolve()
    named = out or Path(f"{source.stem}-slidegen")
    require_no_way_out(named)
    target = named.resolve()
    if target == source or source in target.parents:
        hint = f"name a folder beside it: {call_of_import(given)}"
        raise UsageError(f"{target} lies in {source}", hint=hint)
    report = import_decks(source, target)
    comparison = compare(report, verify) if verify else Comparison()
    write_atomically(target / REPORT, report_page(report, comparison).encode())
    for line in report_lines(report, comparison):
        say_line(line)
    if not all(deck.is_built for deck in report.decks):
        raise click.exceptions.Exit(ExitCode.FINDINGS)
