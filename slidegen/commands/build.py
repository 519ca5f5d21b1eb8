"""`slidegen build`: options in, decks and messages out."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from slidegen.assembly.driver import BuildResult, build
from slidegen.assembly.request import BuildRequest
from slidegen.commands.here import decks_here, no_ignore, out_here, project_here, require_theme
from slidegen.commands.plain_line import say_line
from slidegen.commands.progress import progress_bar
from slidegen.commands.results import require_results
from slidegen.commands.taken import takes
from slidegen.errors import ExitCode
from slidegen.finding import Finding, few_of_each_kind
from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What `build` is asked."""

    paths: tuple[Path, ...]
    out: Path | None
    theme: str | None
    standalone: bool
    fresh: bool
    jobs: int | None
    strict: bool
    run_report: Path | None
    record_ids: bool
    no_ignore: bool
    quiet: bool
    verbose: bool


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Where decks go [dist].")
@click.option("--theme", help="Use this theme, whatever manifests say.")
@click.option("--standalone", is_flag=True, help="Put everything that a deck needs into its one file.")
@click.option("--fresh", is_flag=True, help="Make everything again, also what has not changed.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="Processes that share the work [as many as this machine has processors, where that pays].",
)
@click.option("--strict", is_flag=True, help="Exit with 1 when there are findings.")
@click.option(
    "--run-report",
    type=click.Path(path_type=Path),
    help="Show the verdicts of a `slidegen run` (its results.jsonl) at the exercises.",
)
@click.option(
    "--record-ids",
    is_flag=True,
    help="Write each deck's slide ids beside its manifest.",
)
@no_ignore
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Name the files that are written; say how long each stage took."
)
@takes(BuildOptions)
def command(options: BuildOptions) -> None:
    """Render decks to static HTML.

    PATHS are manifests, Markdown files or folders; without any, the whole project is built.
    """
    loaded = project_here(options.paths, no_ignore=options.no_ignore)
    decks_here(loaded, options.paths, "build")
    require_theme(loaded, options.theme)
    if options.run_report is not None:
        require_results(options.run_report)
    request = BuildRequest(
        out=out_here(loaded, options.out),
        paths=options.paths,
        theme=options.theme,
        standalone=options.standalone,
        fresh=options.fresh,
        jobs=options.jobs or 0,
        run_report=options.run_report,
        record_ids=options.record_ids,
    )
    started = time.process_time()
    with progress_bar("Building", options.quiet, alone=True) as tell:
        result = build(loaded, request, lambda progress: tell(progress.name, progress.done, progress.total))
    _tell(result, request.out, options.quiet, options.verbose)
    if options.verbose:
        for line in _times((("start Python and read settings", started), *result.seconds)):
            say_line(line, err=True)
    if result.failed or result.refusals or (options.strict and result.findings):
        raise click.exceptions.Exit(ExitCode.FINDINGS)


def _tell(result: BuildResult, out: Path, quiet: bool, verbose: bool) -> None:
    for finding in few_of_each_kind(result.findings):
        if not quiet or finding.rule.severity.value == "error":
            say_line(_line(finding), err=True)
    for removed in result.removed:
        say_line(f"{removed.path}: its page was removed, since {removed.why}", err=True)
    for refusal in result.refusals:
        say_line(f"{refusal.message} ({refusal.hint})", err=True)
    for path in result.failed:
        say_line(f"{path}: not built; what stood in {out} is left as it was", err=True)
    if verbose:
        for path in result.written:
            say_line(path)
    if not quiet:
        say_line(_summary(result, out))


def _times(seconds: Sequence[tuple[str, float]]) -> Iterator[str]:
    """A line for each stage, in the order of the build, with its share of the whole."""
    whole = sum(took for _, took in seconds)
    width = max(len(stage) for stage, _ in seconds)
    for stage, took in (*seconds, ("all", whole)):
        yield f"{stage:{width}}  {took:7.3f} s  {took / whole:4.0%}"


def _line(finding: Finding) -> str:
    advice = f" ({finding.help})" if finding.help else ""
    return f"{finding}{advice}"


def _summary(result: BuildResult, out: Path) -> str:
    same = len(result.decks) - len(result.made) - len([p for p in result.failed if p in result.decks])
    parts = [
        f"{len(result.made)} built",
        f"{same} unchanged" if same else "",
        f"{len(result.failed)} failed" if result.failed else "",
    ]
    return f"{out}: {', '.join(part for part in parts if part)}"
