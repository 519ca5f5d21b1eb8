"""`slidegen lint --from A --to B`: two looks at one project, and what differs by lecture, as text or a page.

Knows the text, and which module makes the page. Must not know how the difference is found.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from slidegen.commands.lint_options import LintOptions
from slidegen.errors import UsageError
from slidegen.finding import Finding
from slidegen.lint.bump import Bump, Lecture, bump_of
from slidegen.lint.session import Session
from slidegen.lint.version import NEWEST, Version
from slidegen.source.counted import counted
from slidegen.source.printable import printable

#: The end of a file's name -> the module whose `render` makes it.
PAGES = {".html": "slidegen.commands.bump_page", ".htm": "slidegen.commands.bump_page"}


#: What a list of what a newer version changes has no use for.
NOT_TAKEN = (
    *("kubernetes_version", "fix", "diff", "add_ignores", "baseline", "no_baseline", "write_baseline"),
    *("statistics", "min_severity", "from_diff", "show_files"),
)


def versions_of(options: LintOptions) -> tuple[Version, Version]:
    """The older and the newer version. Raises UsageError where they cannot be compared, or not so."""
    if not options.older:
        raise UsageError("--to needs --from", hint="say from which version: --from 1.27 --to 1.37")
    if also := next((name for name in NOT_TAKEN if getattr(options, name)), None):
        message = f"--from compares two versions, and takes no --{also.replace('_', '-')}"
        raise UsageError(message, hint="leave one of them out")
    older, newer = Version.parse(options.older), Version.parse(options.newer) if options.newer else NEWEST
    if older >= newer:
        raise UsageError(f"{older} is not older than {newer}", hint="give the older version to --from")
    return older, newer


def bump_between(session: Session, older: Version, newer: Version) -> Bump:
    _, before = replace(session, version=str(older)).look()
    project, after = replace(session, version=str(newer)).look()
    return bump_of(project, older, newer, before, after)


def headline(bump: Bump) -> str:
    """`From 1.27 to 1.37: 3 places break, 12 have a better form`."""
    breaks, betters = counted(bump.breaks, "place"), counted(bump.betters, "place")
    verb, has = ("breaks" if bump.breaks == 1 else "break"), ("has" if bump.betters == 1 else "have")
    return f"From {bump.older} to {bump.newer}: {breaks} {verb}, {betters} {has} a better form"


def as_text(bump: Bump, name: Callable[[str], str]) -> str:
    return "\n".join(_lines(bump, name))


def _lines(bump: Bump, name: Callable[[str], str]) -> Iterator[str]:
    yield headline(bump)
    for deck in bump.decks:
        yield f"\n# {printable(deck.name) or 'Other files'}"
        for lecture in deck.lectures:
            yield f"\n## {printable(lecture.title)}"
            yield from _told(lecture, name)


def _told(lecture: Lecture, name: Callable[[str], str]) -> Iterator[str]:
    for mark, findings in (("breaks", lecture.breaks), ("better", lecture.betters)):
        yield from (f"{mark}  {_line(finding, name)}" for finding in findings)


def _line(finding: Finding, name: Callable[[str], str]) -> str:
    advice = f": {printable(finding.help)}" if finding.help else ""
    place = f"{printable(name(finding.path))}:{finding.start}"
    return f"{place} {finding.rule.code} {printable(finding.message)}{advice}"


def rendered_bump(bump: Bump, name: Callable[[str], str], output: Path | None) -> str:
    """Jinja is loaded for a page only: a commit hook never asks for one."""
    module = PAGES.get(output.suffix) if output else None
    if module is None:
        return as_text(bump, name)
    render: Callable[[Bump, str, Callable[[str], str]], str] = import_module(module).render
    return render(bump, headline(bump), name)
