"""`slidegen lint`: what went stale and what is broken, and the fixes for it.

Knows options and where output goes. Must not know how anything is found.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slidegen.commands.foretold import foretold
from slidegen.commands.here import require_apart, settings_here
from slidegen.commands.known import BASELINE, baseline_above, save_known, without_known
from slidegen.commands.lint_options import LintOptions, lint_options
from slidegen.commands.plain_line import say_line
from slidegen.commands.reports import in_colour, rendered, write
from slidegen.commands.taken import takes
from slidegen.commands.unread import ALL_LEFT_OUT, LEFT_OUT, READ, what_was_not_held, why_unread
from slidegen.errors import ExitCode, UsageError
from slidegen.finding import Applicability, Finding, Severity
from slidegen.lazy_module import lazy_module
from slidegen.lint.project import Project
from slidegen.lint.report.contents import Result
from slidegen.lint.report.summary import NOUNS, at_least, statistics, statistics_json, summary
from slidegen.lint.session import Session, selection_of
from slidegen.lint.version import NEWEST
from slidegen.source.counted import counted
from slidegen.source.file import SourceFile
from slidegen.source.left_out import LeftOut
from slidegen.source.patterns import Patterns
from slidegen.source.schemas import require_schemas
from slidegen.source.settings import LoadedSettings
from slidegen.source.texts import Texts
from slidegen.source.workspace import Workspace

if TYPE_CHECKING:
    from slidegen.assembly import kept_findings, workers
    from slidegen.commands import bump, changed_lines, overwriting
    from slidegen.lint import fix, handbook, ignores
    from slidegen.lint.engine import Found, Piece
else:  # a commit hook looks at a few texts
    kept_findings = lazy_module("slidegen.assembly.kept_findings")
    workers = lazy_module("slidegen.assembly.workers")
    bump = lazy_module("slidegen.commands.bump")
    changed_lines = lazy_module("slidegen.commands.changed_lines")
    overwriting = lazy_module("slidegen.commands.overwriting")
    fix = lazy_module("slidegen.lint.fix")
    handbook = lazy_module("slidegen.lint.handbook")
    ignores = lazy_module("slidegen.lint.ignores")

STDIN = "-"
#: What the findings depend on, of all that can be asked.
ASKED = ("select", "extend_select", "ignore", "exclude", "kubernetes_version", "schemas", "as_of")
SEVERITIES = {noun: severity for severity, noun in NOUNS.items()}

Findings = tuple[Finding, ...]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES_OR_FOLDERS]...")
@lint_options
@takes(LintOptions)
def command(options: LintOptions) -> int:
    """Find stale commands and broken slides, and mend them.

    FILES_OR_FOLDERS are Markdown, MDX, AsciiDoc, HTML, notebooks, YAML, shell and Dockerfiles, by default
    those of this folder; `-` is standard input. Exits with 1 when there are errors or warnings, with 0 when
    there are none, or only notes.
    """
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes says which fixes, not what to do", hint="add --fix or --diff")
    require_looking(options)
    paths = tuple(path for path in options.paths if path != Path(STDIN))
    loaded = settings_here(paths, no_ignore=options.no_ignore)
    if loaded.findings:
        return report_settings(options, loaded)
    require_apart(options.output, paths or (Path.cwd(),))
    session = read_session(options, loaded, paths)
    if options.older or options.newer:
        return show_bump(options, session)
    if options.diff:
        return show_diff(options, session)
    if options.fix:
        return mend(options, session)
    if options.add_ignores:
        return add_ignores(options, session)
    if options.from_diff:
        return report_changes(options, session, options.from_diff)
    if options.show_files:
        return show_files(session)
    return report(options, session, *looked(options, session))


def looked(options: LintOptions, session: Session) -> tuple[Project, Findings]:
    """The project, and what there is to say of it, or was when it was the same."""
    if session.stdin is not None:
        return session.look()

    def remember(find: Callable[[], Findings]) -> Findings:
        asked = [getattr(options, name) for name in ASKED]
        question = repr((session.paths, options.no_ignore, *asked))
        return kept_findings.KeptFindings(session.workspace, question).remember(find)

    return session.look_again(remember)


# ---- what was asked for
def read_session(options: LintOptions, loaded: LoadedSettings, paths: tuple[Path, ...]) -> Session:
    settings, texts = loaded.settings, Texts.at(loaded.root)
    if options.schemas or settings.lint.schemas:
        require_schemas()
    stdin = read_stdin(options, texts.workspace) if Path(STDIN) in options.paths else None
    session = Session(
        texts,
        settings,
        tuple(Path.cwd() / path for path in paths) if paths or stdin else (Path.cwd(),),
        selection_of(
            settings.lint, select=options.select, extend_select=options.extend_select, ignore=options.ignore
        ),
        LeftOut.of(loaded, (*settings.lint.exclude, *options.exclude)),
        options.kubernetes_version,
        stdin,
        schemas=options.schemas,
        as_of=options.as_of.date() if options.as_of else None,
        rehearsal=partial(foretold, loaded),
        share=share,
    )
    if stdin is None:
        require_something(options, session, paths)
    return session


def share(pieces: "Sequence[Piece]") -> "list[Found]":
    """The work of many documents, done by as many processes as the machine has for it."""
    return workers.shared(pieces)


def require_something(options: LintOptions, session: Session, paths: tuple[Path, ...]) -> None:
    """Says which of the named files are not read. Raises UsageError when there is nothing to read at all."""
    unread = [(path, why) for path in paths if (why := why_unread(session, path))]
    for path, why in unread:
        say(options, f"{path} {why}")
    if any(session.names()) or any(why in LEFT_OUT for _, why in unread):
        return
    if unread:
        raise UsageError("nothing was linted", hint=f"name {READ}")
    where = ", ".join(map(str, paths)) or "this folder"
    is_left_out = any(replace(session, excluded=Patterns.of(())).names())
    hint = ALL_LEFT_OUT if is_left_out else f"lint reads {READ}"
    raise UsageError(f"there is nothing to lint in {where}", hint=hint)


def read_stdin(options: LintOptions, workspace: Workspace) -> SourceFile:
    name = workspace.name(Path.cwd() / (options.stdin_filename or "stdin.md"))
    return SourceFile.from_bytes(name, sys.stdin.buffer.read())


# ---- what changed, and what there is
def require_looking(options: LintOptions) -> None:
    """Raises UsageError where lines would move while they are compared with those of a diff."""
    if options.from_diff == "":  # a variable of a CI that is not set
        raise UsageError("--from-diff names no revision", hint="such as main, or HEAD~1")
    changes = options.fix or options.diff or options.add_ignores or options.write_baseline
    if options.from_diff and changes:
        raise UsageError("--from-diff reports, and changes nothing", hint="name the files that are to change")


def report_changes(options: LintOptions, session: Session, revision: str) -> int:
    """What stands on lines that differ from `revision`, judged by all of the project as ever."""
    root, changed = session.workspace.root, changed_lines.changed_since(session.workspace.root, revision)
    session = replace(session, paths=tuple(root / n for n in session.names() if n in changed.paths))
    if options.show_files:
        return show_files(session)
    project, findings = session.look()
    return report(options, session, project, tuple(filter(changed.touch, findings)))


def show_files(session: Session) -> int:
    for name in sorted(session.names()):
        say_line(_shown_name(session.workspace)(name))
    return ExitCode.CLEAN


# ---- what a newer version changes
def show_bump(options: LintOptions, session: Session) -> int:
    """Exits with 1 when something breaks. A file whose name ends in `.html` gets the page."""
    older, newer = bump.versions_of(options)
    if newer > NEWEST:
        say(options, f"nothing is known of what Kubernetes changed after {NEWEST}")
    found = bump.bump_between(session, older, newer)
    write(bump.rendered_bump(found, _shown_name(session.workspace), options.output), options.output)
    if options.output is not None:
        say(options, bump.headline(found))
    return ExitCode.FINDINGS if found.breaks and not options.exit_zero else ExitCode.CLEAN


# ---- what is mended
def mended(options: LintOptions, session: Session) -> "fix.Mended":
    unsafe = {Applicability.UNSAFE} if options.unsafe_fixes else set()
    root, allowed = session.workspace.root, frozenset({Applicability.SAFE, *unsafe})
    shown = options.diff or session.stdin is not None  # then nothing is written
    result = fix.mend(session.look, allowed, lambda path: shown or overwriting.is_writable(root / path))
    for refusal in result.refusals:
        say(options, f"not mended, “{refusal.fix.title}”: {refusal.reason}")
    return result


def show_diff(options: LintOptions, session: Session) -> int:
    """Exits with 1 when there is something to mend."""
    result = mended(options, session)
    write(result.diff().removesuffix("\n"), options.output)
    unsafe = [f for f in result.findings if f.fix and f.fix.applicability is Applicability.UNSAFE]
    more = f", {len(unsafe)} more with --unsafe-fixes" if unsafe and not options.unsafe_fixes else ""
    say(options, f"{counted(result.fixed, 'finding')} could be mended{more}")
    return ExitCode.FINDINGS if result.after and not options.exit_zero else ExitCode.CLEAN


def mend(options: LintOptions, session: Session) -> int:
    result = mended(options, session)
    for path, source in result.after.items():
        if session.stdin is None or path != session.stdin.path:
            overwriting.overwrite(session.workspace.root / path, source.raw)
    project = session.project(result.after)  # what is left to say of it is known
    if session.stdin is not None:  # as filters do: the text itself is the product
        click.echo(result.after.get(session.stdin.path, session.stdin).raw, nl=False)
        options = replace(options, output=Path(os.devnull))
    return report(options, session, project, result.findings, result.fixed)


def add_ignores(options: LintOptions, session: Session) -> int:
    _, findings = session.look()
    for path, source in list((changed := ignores.suppressed(session.look)).items()):
        if overwriting.is_writable(session.workspace.root / path):
            overwriting.overwrite(session.workspace.root / path, source.raw)
        else:
            del changed[path]
            say(options, f"{path} is not writable; it is left as it is")
    _, left = session.look(changed)
    gone = counted(len(findings) - len(left), "finding")
    say(options, f"{gone} suppressed in {counted(len(changed), 'file')}")
    for path in sorted({finding.path for finding in left if finding.path.endswith(ignores.JSON)}):
        say(options, f"{path} is JSON, which has no comments: name it in `lint.per-file-ignores`")
    return ExitCode.CLEAN


# ---- what is said
def report_settings(options: LintOptions, loaded: LoadedSettings) -> int:
    """What is wrong with the settings, at its place; nothing else is judged by settings that may be wrong."""
    assert loaded.path is not None, "what is wrong with the environment is raised"
    source = SourceFile.read(loaded.root, loaded.path.name)
    shown = _shown_name(Workspace.at(loaded.root))
    result = Result(loaded.findings, {source.path: source}, "", shown, colour=in_colour(options.output))
    write(rendered(result, options.form), options.output)
    say(options, f"{counted(len(loaded.findings), 'finding')} in the settings; nothing else was linted")
    return ExitCode.USAGE


def report(
    options: LintOptions, session: Session, project: Project, findings: Findings, fixed: int = 0
) -> int:
    sources = {document.path: document.written for document in project.asked}
    known, folder = baseline_path(options, session)
    if options.write_baseline:
        place = known if known and not folder else session.workspace.root / BASELINE
        path = save_known(place, findings, sources)
        say(options, f"{counted(len(findings), 'finding')} known from now on: {path}")
        return ExitCode.CLEAN
    if known and not options.no_baseline:
        findings = _new_ones(options, (known, folder), findings, sources, session.workspace.exists)
    if options.min_severity:
        findings = at_least(findings, SEVERITIES[options.min_severity])
    result = Result(
        findings,
        edited_sources(project, findings, sources),
        str(project.target),
        _shown_name(session.workspace),
        colour=in_colour(options.output),
        show_fixes=options.show_fixes,
        fixed=fixed,
        page=handbook.page_about if options.form == "sarif" else None,
    )
    if options.statistics:
        shown = statistics_json(findings) if options.form == "json" else statistics(findings)
    else:
        shown = rendered(result, options.form)
    write(shown, options.output)
    say(options, summary(findings, fixed, len(project.asked)))
    for line in what_was_not_held(project):
        say(options, line)
    failed = any(finding.rule.severity is not Severity.INFO for finding in findings)
    return ExitCode.FINDINGS if failed and not options.exit_zero else ExitCode.CLEAN


def _new_ones(
    options: LintOptions,
    known: tuple[Path, str],
    findings: Findings,
    sources: Mapping[str, SourceFile],
    exists: Callable[[str], bool],
) -> Findings:
    """The findings that no baseline knows; whether some of those are gone is said."""
    path, folder = known
    if not path.is_file():
        raise UsageError(f"the baseline {path} does not exist", hint="`--write-baseline` writes it")
    findings, gone = without_known(path, findings, sources, exists, folder)
    if gone and not options.paths:  # who names files has not looked for the others
        say(options, f"{counted(gone, 'finding')} of the baseline are gone; --write-baseline forgets them")
    return findings


def baseline_path(options: LintOptions, session: Session) -> tuple[Path | None, str]:
    """The baseline that a flag or the settings name, else the one that `--write-baseline` wrote; and what
    the project's folder is called from there, when it stands above.
    """
    root, setting = session.workspace.root, session.settings.lint.baseline
    if options.baseline or setting:
        return options.baseline or root / str(setting), ""
    path = baseline_above(session.workspace)
    return path, "" if path is None or path.parent == root else root.relative_to(path.parent).as_posix()


def edited_sources(
    project: Project, findings: Findings, sources: dict[str, SourceFile]
) -> dict[str, SourceFile]:
    """The sources, with those of the files that a fix would change though nobody asked for them."""
    edited = {edit.span.path for f in findings if f.fix for edit in f.fix.edits}
    if edited <= sources.keys():
        return sources
    return {d.path: d.written for d in project.documents if d.path in edited} | sources


def say(options: LintOptions, text: str) -> None:
    if not options.quiet:
        say_line(text, err=True)


def _shown_name(workspace: Workspace) -> Callable[[str], str]:
    """A file's name as one would type it here."""
    here = Path.cwd()
    if here == workspace.root:
        return str
    return lambda path: Path(os.path.relpath(workspace.root / path, here)).as_posix()
