"""The options of `slidegen lint`, in the order of its help.

Knows click. Must not know what any of them does.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from slidegen.commands.here import no_ignore
from slidegen.commands.known import BASELINE
from slidegen.commands.taken import option_list
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.report import FORMATS
from slidegen.lint.report.summary import NOUNS, ORDER

Codes = tuple[str, ...]
F = TypeVar("F", bound=Callable[..., object])


def split_codes(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> Codes:
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


@dataclass(frozen=True, slots=True)
class LintOptions:
    """What `lint` is asked."""

    paths: tuple[Path, ...]
    select: Codes
    extend_select: Codes
    ignore: Codes
    exclude: tuple[str, ...]
    kubernetes_version: str | None
    older: str | None
    newer: str | None
    schemas: bool
    as_of: datetime | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    show_fixes: bool
    add_ignores: bool
    baseline: Path | None
    no_baseline: bool
    write_baseline: bool
    form: str
    output: Path | None
    statistics: bool
    min_severity: str | None
    exit_zero: bool
    stdin_filename: str | None
    from_diff: str | None
    show_files: bool
    no_ignore: bool
    quiet: bool


def codes(name: str, help: str) -> Callable[[F], F]:
    return click.option(name, multiple=True, metavar="CODES", callback=split_codes, help=help)


lint_options = option_list(
    codes("--select", "Apply only these rules: codes, names or prefixes such as SG1."),
    codes("--extend-select", "Apply these rules beside the selected ones."),
    codes("--ignore", "Do not apply these rules."),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out these paths too."),
    click.option("--kubernetes-version", metavar="VERSION", help="Judge for this version, over all else."),
    click.option(
        "--from", "older", metavar="VERSION", help="With --to: tell what a newer Kubernetes changes."
    ),
    click.option("--to", "newer", metavar="VERSION", help="The newer version; the newest known by default."),
    click.option(
        "--schemas", is_flag=True, help="Hold manifests against the API schemas of the target, too."
    ),
    click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        help="Judge hosts, images and charts by this day, not by the version's time.",
    ),
    click.option("--fix", is_flag=True, help="Apply the safe fixes."),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: apply the unsafe fixes too."),
    click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing."),
    click.option("--show-fixes", is_flag=True, help="Show each fix's edits."),
    click.option("--add-ignores", is_flag=True, help="Write a suppression for each finding that is left."),
    click.option("--baseline", type=click.Path(path_type=Path), help="Leave out what this file knows."),
    click.option("--no-baseline", is_flag=True, help="Show what the baseline knows as well."),
    click.option("--write-baseline", is_flag=True, help=f"Make all findings known ({BASELINE} by default)."),
    click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True),
    click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file."),
    click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them."),
    click.option(
        "--min-severity",
        type=click.Choice([NOUNS[severity] for severity in ORDER]),
        help="Leave out what matters less, in the report and in the exit code.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found."),
    click.option("--stdin-filename", metavar="PATH", help="The name that the text of `-` goes by."),
    click.option(
        "--from-diff", metavar="REV", help="Report only on lines that differ from this git revision."
    ),
    click.option("--show-files", is_flag=True, help="List the files that would be linted, and end."),
    no_ignore,
    click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error."),
)
