"""Where the reports of `slidegen lint` and `slidegen check` go: to a file, or to standard output in colour.

Knows terminals and files. Must not know what is found, nor how a report is laid out.
"""

import os
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import click

from slidegen.cache import naming
from slidegen.lint.report import FORMATS
from slidegen.lint.report.contents import Result
from slidegen.source.way_out import require_no_way_out


def rendered(result: Result, form: str) -> str:
    render: Callable[[Result], str] = import_module(FORMATS[form][0]).render
    return render(result)


def write(text: str, output: Path | None) -> None:
    if output:
        write_ordered(output, text + "\n")
    elif text:
        click.echo(text.encode("utf-8", "replace"))


def write_ordered(path: Path, text: str) -> None:
    """Write the file that was asked for, but through no link of a repository to what lies outside of it.

    CI is told to write `results.sarif`; what of that name came with the repository is somebody else's.
    """
    require_no_way_out(path)
    with naming(path):
        path.write_text(text, encoding="utf-8", newline="\n")


def in_colour(output: Path | None) -> bool:
    """Whether what goes to `output` (None: standard output) is to be coloured."""
    return output is None and wants_colour(os.environ, sys.stdout.isatty())


def wants_colour(environ: Mapping[str, str], terminal: bool) -> bool:
    """https://no-color.org and https://force-color.org, when they are not empty; else: on a terminal."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return terminal and environ.get("TERM") != "dumb"
