"""`slidegen run`: the exercises of a deck, run end to end, a verdict for each.

Knows options, the question, and exit codes. Must not know how a step runs.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from slidegen.commands.chosen_steps import chosen
from slidegen.commands.exercises import Exercises, LoadedScript, data_pairs, pairs
from slidegen.commands.here import require_there
from slidegen.commands.plain_line import say_line
from slidegen.commands.renewed_outputs import renew
from slidegen.commands.run_options import RunOptions, run_options
from slidegen.commands.taken import takes
from slidegen.distribution import install
from slidegen.errors import ExitCode, UsageError
from slidegen.script.bed import Bed, read_bed
from slidegen.script.ci_words import word
from slidegen.script.classify import programs_of
from slidegen.script.dangers import DANGERS, PIPED_FROM_THE_NET
from slidegen.script.drivers import load_driver
from slidegen.script.drivers.shell import Shell
from slidegen.script.ground import CHANGE_CLUSTERS
from slidegen.script.hand_over import hand_over
from slidegen.script.hooks import hooks_of
from slidegen.script.laid_file import drop_links
from slidegen.script.model import Script, ScriptSection
from slidegen.script.notice import BedNotice, Notice
from slidegen.script.own_paths import own_paths
from slidegen.script.plan import PLANS, Work, provided, shortage
from slidegen.script.preflight import find_repository, known_before
from slidegen.script.report.jsonl import NAME, read_rows
from slidegen.script.report.text import render
from slidegen.script.result import GOOD, Run, StepResult, Verdict
from slidegen.script.run_request import Request
from slidegen.script.runner import Orders
from slidegen.script.sandbox import HOST
from slidegen.script.shard import Shard
from slidegen.script.view import choose_view
from slidegen.script.whole_run import report_nothing
from slidegen.script.whole_run import run as run_session
from slidegen.script.workplace import HOME, Workplace
from slidegen.source.printable import printable_lines
from slidegen.source.workspace import Workspace


@click.command("run")
@click.argument("decks", nargs=-1, type=click.Path(path_type=Path), metavar="[DECK]...")
@run_options
@takes(RunOptions)
def command(options: RunOptions) -> int:
    """Run the exercises of DECKs (manifests or Markdown files) and say what became of each.

    Without any, those of the whole project. They run as you, in a sandbox where one works (`--in`), in a HOME
    of their own with a copy of your kubeconfig; nothing runs before you have said yes. Exits with 1
    when there is something to mend, with 5 when nothing could be run, with 6 when nothing is wrong for sure
    and something is suspect.
    """
    bed = vetted(options)
    exercises = Exercises.here(options.decks, no_ignore=options.no_ignore)
    decks = exercises.decks(options.decks, "run")
    codes = []
    for deck in decks:
        codes.append(_run_deck(exercises, deck, options, bed, several=len(decks) > 1))
        if codes[-1] == ExitCode.INTERRUPTED:
            break
    return worst(codes)


def vetted(options: RunOptions) -> Bed:
    """The bed, where nothing of what was asked is wrong whatever the deck is. Raises UsageError."""
    require_there(options.paths, "name what is there")
    data_pairs(options.values)
    pairs(options.raw_values)
    _allowed(options.allow)
    if options.shard:
        Shard.parse(options.shard)
    return read_bed(options.bed) if options.bed else Bed()


def worst(codes: list[int]) -> int:
    """What several decks come to: nothing could be run only when that is so of all of them."""
    for code in (ExitCode.INTERRUPTED, ExitCode.FINDINGS, ExitCode.SUSPECT, ExitCode.CLEAN):
        if code in codes:
            return code
    return ExitCode.NOTHING_RUNNABLE


def _run_deck(exercises: Exercises, deck: Path, options: RunOptions, bed: Bed, *, several: bool) -> int:
    values = {**data_pairs(options.values), **pairs(options.raw_values)}
    loaded = exercises.load(deck, values, options.fences)
    if loaded is None:
        return ExitCode.FINDINGS
    if options.plan and not options.only_list:
        document = "---\n" if several else ""  # of YAML: each deck has its own
        work = _work(exercises, loaded, deck, options)
        click.echo(document + PLANS[options.plan](work), nl=False)
        for lacking in provided(work, options.plan).lacking:
            say_line(f"{deck}: {shortage(lacking)}", err=True)
        return ExitCode.CLEAN
    shard = f"-{options.shard.replace('/', '-of-')}" if options.shard else ""
    folder = work_folder(exercises.workspace.root, loaded.script.name + shard)
    _tell_twin(folder, loaded.script, exercises.workspace.root, options)
    sections = chosen(loaded.script, options, work_folder(exercises.workspace.root, loaded.script.name))
    told = _told(exercises, loaded, sections, deck, options)
    if told is not None:
        return told
    request = _request(exercises, loaded, sections, folder, options)
    request = replace(
        request,
        bed=bed,
        orders=replace(request.orders, values={**dict(loaded.manifest.vars), **values}),
        report=_report_folder(options.report, loaded.script.name, several=several),
    )
    if not any(section.steps for section in sections):
        say_line(f"Nothing of {deck} falls to shard {options.shard}.", err=True)
        report_nothing(request)
        return ExitCode.CLEAN
    return _run_whole(_stopping(request) if options.stop else request, exercises, folder, options)


def _tell_twin(folder: Path, script: Script, root: Path, options: RunOptions) -> None:
    """Say whose reports these take the place of: SG028, where the other deck ran in a call of its own.

    Raises UsageError where that run would be gone on with.
    """
    twin = _ran_last(folder)
    if not twin or twin == script.path or not (root / twin).is_file() or options.only_list:
        return
    message = f"the last run in {folder} is that of {twin}, not of {script.path}"
    advice = "both have one page; give one of them another: `html: name.html`"
    if options.resume or options.failed:
        raise UsageError(message, hint=advice)
    say_line(f"slidegen: {message} ({advice})", err=True)


def _ran_last(folder: Path) -> str:
    try:
        with (folder / NAME).open(encoding="utf-8", errors="replace") as journal:
            return str(next(read_rows(journal.readline()), {}).get("path", ""))
    except OSError:
        return ""


def _told(
    exercises: Exercises,
    loaded: LoadedScript,
    sections: tuple[ScriptSection, ...],
    deck: Path,
    options: RunOptions,
) -> int | None:
    """How it ends where nothing is run, since it was not asked for, or since there is nothing."""
    if options.only_list:
        known = known_before(loaded.script, _repository(exercises, loaded, options), loaded.manifest.gitrepo)
        for line in listing(sections, known):
            say_line(line)
        return ExitCode.CLEAN
    if any(section.steps for section in sections) or (options.shard and any(loaded.script.steps)):
        return None
    others = "" if options.all_fences else "; shell fences outside of exercises are run by `--all-fences`"
    say_line(f"slidegen: {deck}: no step to run{others}", err=True)
    return ExitCode.NOTHING_RUNNABLE


def _run_whole(request: Request, exercises: Exercises, folder: Path, options: RunOptions) -> int:
    total = sum(len(section.steps) for section in request.sections)
    view = choose_view(total, verbose=options.verbose or options.stop)
    done = run_session(request, view, partial(_agrees, options))
    click.echo(render(done), nl=False)
    renew(done, exercises.workspace.root if options.update else None)
    say_line(f"Reports: {request.report or folder}", err=True)
    stopped = options.stop and any(result.is_unexpected for result in done.results)
    return ExitCode.FINDINGS if stopped else exit_code(done)


def _agrees(options: RunOptions, notice: Notice | BedNotice) -> bool:
    click.echo(printable_lines(str(notice)), err=True)
    if options.yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError("nothing was run: nobody is here to agree", hint="`--yes` agrees beforehand")
    return click.confirm(notice.question, err=True)


def _stopping(request: Request) -> Request:
    """The same, with a person who takes over at the first failure. Raises UsageError where nobody can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("--stop gives you a shell, and this is no terminal", hint="run it in a terminal")
    if not load_driver(request.driver).terminal:
        raise UsageError("--stop needs shells with a terminal", hint=f"`--driver pty` ({install('run')})")

    def at_failure(result: StepResult, shell: Shell) -> None:
        say_line(f"{result.place}: {result.why}", err=True)
        click.echo("This is the shell as the step left it. `exit` ends it, and the run.", err=True)
        hand_over(shell)
        click.echo("`slidegen run --resume` goes on behind this step.", err=True)

    return replace(request, orders=replace(request.orders, at_failure=at_failure))


def _work(exercises: Exercises, loaded: LoadedScript, deck: Path, options: RunOptions) -> Work:
    """What a plan is to share out."""
    used = {name for step in loaded.script.steps for name in programs_of(step.text)}
    return Work(
        loaded.script.name,
        _path_in_ci(exercises.workspace, deck),
        shards=options.shards,
        minutes=60,
        options=f" --durations {word(str(options.durations))}" if options.durations else "",
        install=exercises.settings.run.install or "",
        cluster=not CHANGE_CLUSTERS.isdisjoint(used),
        repository=loaded.manifest.gitrepo,
        steps=tuple(loaded.script.steps),
        needs=loaded.manifest.needs,
    )


def _path_in_ci(workspace: Workspace, deck: Path) -> str:
    """From the root of the checkout, which is where jobs begin; that of this machine means nothing there."""
    root = workspace.boundary if (workspace.boundary / ".git").exists() else workspace.root
    place = deck.resolve()
    path = place.relative_to(root).as_posix() if place.is_relative_to(root) else deck.as_posix()
    return f"./{path}" if path.startswith("-") else path


def listing(sections: tuple[ScriptSection, ...], known: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """A line a step, and what is wrong with it already."""
    for section in sections:
        for step in section.steps:
            yield f"{step.kind:<12} {step.id}  {step.place}" + (f"  ({step.why})" if step.why else "")
            yield from (f"{'':<12} known: {note}" for note in known.get(step.id, ()))


def exit_code(done: Run) -> int:
    if not done.complete:
        return ExitCode.INTERRUPTED
    if any(result.is_unexpected for result in done.results):
        return ExitCode.FINDINGS
    if done.count(Verdict.SUSPECT) or any(result.stale for result in done.results):
        return ExitCode.SUSPECT
    if not done.count(*GOOD):
        return ExitCode.NOTHING_RUNNABLE
    return ExitCode.CLEAN


# ---- how
def _request(
    exercises: Exercises,
    loaded: LoadedScript,
    sections: tuple[ScriptSection, ...],
    folder: Path,
    options: RunOptions,
) -> Request:
    settings = exercises.settings.run
    scale = options.timeout_scale
    place, repository = Workplace(folder), _repository(exercises, loaded, options)
    orders = Orders(
        own=own_paths(place, repository, loaded.manifest.gitrepo),
        timeout_scale=settings.timeout_scale if scale is None else scale,
        keep_going=options.keep_going,
        pipefail=settings.pipefail,
        allowed=_allowed((*settings.allow, *options.allow)),
        hooks=hooks_of(loaded.script, exercises.workspace.root),
    )
    return Request(
        script=loaded.script,
        sections=sections,
        workplace=place,
        driver=options.driver or settings.driver,
        orders=orders,
        strict=options.strict,
        needs=loaded.manifest.needs,
        sandbox=HOST if options.on_host else options.sandbox,
        network=options.network,
        image=options.image,
        fresh=options.fresh,
        clean_up=options.clean_up,
        context=options.context,
        given=(*settings.env, *options.given),
        resume=options.resume,
        repository=repository,
        address=loaded.manifest.gitrepo,
        page=exercises.workspace.root / exercises.settings.out / f"{loaded.script.name}.html",
        published=loaded.manifest.slides,
        shard=options.shard or "",
    )


def _report_folder(given: Path | None, deck: str, *, several: bool) -> Path | None:
    """Where reports go: each deck of several has a folder of its own."""
    return given / deck if given and several else given


def _allowed(names: tuple[str, ...]) -> frozenset[str]:
    known = [*(danger.name for danger in DANGERS), PIPED_FROM_THE_NET]
    for name in names:
        if name not in known:
            raise UsageError(f"there is no danger `{name}` to allow", hint=f"dangers: {', '.join(known)}")
    return frozenset(names)


def _repository(exercises: Exercises, loaded: LoadedScript, options: RunOptions) -> Path | None:
    """The workshop's own: as given, the git repository around the deck, or a folder that must be it."""
    if options.repository:
        return options.repository.resolve()
    root, boundary = exercises.workspace.root, exercises.workspace.boundary
    if (boundary / ".git").exists():
        return boundary
    return find_repository(loaded.script, loaded.manifest.gitrepo, (root, boundary))


def work_folder(root: Path, deck: str) -> Path:
    """Where runs of the deck happen: beside the settings, or in the user's cache if that is read-only, or a
    link leads from there out of the repository.
    """
    folder = root / ".slidegen" / "run" / deck
    try:
        if not folder.resolve().is_relative_to(Workspace.at(root).boundary):
            raise OSError(f"{folder} leads elsewhere")
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        name = "-".join(part for part in root.parts[1:])
        folder = Path(cache) / "slidegen" / "run" / name / deck
        folder.mkdir(parents=True, exist_ok=True)
    drop_links(folder, but=HOME)
    return folder.resolve()
