"""`slidegen check`: decks looked at in a browser; what the room would see, as findings.

Knows options and where output goes. Must not know how anything is measured.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import click

from slidegen.commands.built_deck import PageOnDisk, asked_decks, page_of
from slidegen.commands.here import no_ignore, require_apart
from slidegen.commands.in_threads import in_threads
from slidegen.commands.lint_options import split_codes
from slidegen.commands.plain_line import say_line
from slidegen.commands.progress import progress_bar
from slidegen.commands.reports import in_colour, rendered, write
from slidegen.commands.taken import takes
from slidegen.errors import ExitCode
from slidegen.finding import Finding, Severity
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.browser_rules import LOOKS, accessibility
from slidegen.lint.document import Document
from slidegen.lint.engine import identities
from slidegen.lint.report import FORMATS
from slidegen.lint.report.contents import Result
from slidegen.lint.selection import Selection, make_selection
from slidegen.lint.suppress import covering
from slidegen.lint.target import default_target
from slidegen.render.browser import find_chromium, open_browser, require_playwright
from slidegen.render.check.findings import findings_of, path_of
from slidegen.render.check.look import DeckLook, find_axe, look_at
from slidegen.source.counted import counted
from slidegen.source.file import SourceFile
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace, read_source

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What `check` is asked."""

    decks: tuple[Path, ...]
    theme: str | None
    select: Codes
    ignore: Codes
    axe: bool
    jobs: int
    form: str
    output: Path | None
    no_ignore: bool
    exit_zero: bool
    quiet: bool


@click.command("check")
@click.argument("decks", nargs=-1, type=click.Path(path_type=Path), metavar="[DECK]...")
@click.option("--theme", help="Use this theme, whatever manifests say.")
@click.option("--select", multiple=True, metavar="CODES", callback=split_codes, help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="CODES", callback=split_codes, help="Not these rules.")
@click.option("--axe/--no-axe", default=True, help="Ask axe-core as well, when it is there [--axe].")
@click.option("-j", "--jobs", type=click.IntRange(min=1), default=1, help="Decks at once [1].")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file.")
@no_ignore
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error.")
@takes(CheckOptions)
def command(options: CheckOptions) -> int:
    """Look at every slide of decks in an installed Chromium: overflow, titles, pictures, requests, errors.
    axe-core, where it is installed, is asked in the light scheme and in the dark one.

    A DECK is a manifest, a Markdown file, or a page that `slidegen build` wrote; without any, the whole
    project is looked at. `slidegen rule SG6` explains what is found; the suppressions of `slidegen lint` hold
    here too. Exits with 1 when there are errors or warnings. Needs the extra `browser`.
    """
    asked = asked_decks(options.decks, "check", no_ignore=options.no_ignore)
    require_apart(options.output, asked)
    require_playwright()
    find_chromium()
    found: dict[Finding, None] = {}
    sources: dict[str, SourceFile] = {}
    slides = 0
    with ExitStack() as stack:
        pages = [stack.enter_context(page_of(deck, options.theme)) for deck in asked]
        selections = {page.path: _selection(page.loaded, options.select, options.ignore) for page in pages}
        looks = in_threads(_looking(options, selections), pages, options.jobs)
        for page, seen in zip(pages, looks, strict=True):
            desk = _CheckDesk(page.loaded, sources)
            findings = findings_of(seen, page.manifest or path_of(page.loaded.root, page.path), desk.read)
            applies = selections[page.path].applies
            kept = (f for f in findings if applies(f.rule, f.path) and not desk.suppressed(f))
            found.update(dict.fromkeys(kept))
            slides += len(seen.slides)
    ordered = tuple(sorted(found, key=lambda finding: finding.sort_key))
    _write(ordered, sources, options.form, options.output)
    if not options.quiet:
        say_line(_summary(ordered, slides), err=True)
    failed = any(finding.rule.severity is not Severity.INFO for finding in ordered)
    return ExitCode.FINDINGS if failed and not options.exit_zero else ExitCode.CLEAN


class _CheckDesk:
    """The texts that findings are about, and what their authors asked us not to say."""

    def __init__(self, loaded: LoadedSettings, sources: dict[str, SourceFile]) -> None:
        self.workspace = Workspace.at(loaded.root)
        self.sources = sources
        self._document = cache(self._open)

    def read(self, path: str) -> SourceFile | None:
        if path not in self.sources and self.workspace.exists(path):
            source = read_source(self.workspace, path).source
            if source is not None:
                self.sources[path] = source
        return self.sources.get(path)

    def suppressed(self, finding: Finding) -> bool:
        document = self._document(finding.path)
        return document is not None and bool(covering(document, finding))

    def _open(self, path: str) -> Document | None:
        source = self.read(path)
        if source is None or path.endswith(".html"):
            return None
        return Document(source, "yaml" if path.endswith((".yml", ".yaml")) else "markdown")


def _selection(loaded: LoadedSettings, select: Codes, ignore: Codes) -> Selection:
    """All rules of `check` unless flags choose; the settings' `select` is about `slidegen lint` alone."""
    settings = loaded.settings.lint
    return make_selection(
        identities(),
        select=select or tuple(rule.code for rule in LOOKS),
        ignore=(*settings.ignore, *ignore),
        per_file_ignores=settings.per_file_ignores,
    )


def _looking(options: CheckOptions, selections: Mapping[Path, Selection]) -> Callable[[PageOnDisk], DeckLook]:
    """What looks at one page; axe-core is asked of those whose findings are wanted."""
    code = accessibility.RULE.code
    wanted = options.axe and any(code in chosen.codes for chosen in selections.values())
    text = _axe_text(options.quiet) if wanted else None

    def look(page: PageOnDisk) -> DeckLook:
        asked = text if code in selections[page.path].codes else None
        with progress_bar("Looking", options.quiet or options.jobs > 1) as tell, open_browser() as browser:
            return look_at(browser, page.path, asked, tell)

    return look


def _axe_text(quiet: bool) -> str | None:
    path = find_axe(Path.cwd())
    if path is not None:
        return path.read_text(encoding="utf-8")
    if not quiet:
        click.echo(
            "axe-core is not here, so nothing is said about accessibility: `npm install axe-core`, "
            "or SLIDEGEN_AXE=/path/to/axe.min.js, or --no-axe",
            err=True,
        )
    return None


# ---- what is said
def _write(
    findings: tuple[Finding, ...], sources: dict[str, SourceFile], form: str, output: Path | None
) -> None:
    result = Result(findings, sources, str(default_target(None, None)), colour=in_colour(output))
    write(rendered(result, form), output)


def _summary(findings: tuple[Finding, ...], slides: int) -> str:
    if not findings:
        return f"no findings on {counted(slides, 'slide')}"
    by_rule = Counter(f"{finding.rule.code} {finding.rule.name}" for finding in findings)
    shares = ", ".join(f"{count} {rule}" for rule, count in sorted(by_rule.items()))
    return f"{counted(len(findings), 'finding')} on {counted(slides, 'slide')}: {shares}"
