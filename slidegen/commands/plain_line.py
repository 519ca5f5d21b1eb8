"""A line of a verb's output. No verb itself.

File names, titles and texts are a stranger's: one of them may hold a newline that begins a command of a CI
(`::error::`, which GitHub takes with blanks before it, too), or characters that steer a terminal. Knows how a
line is said. Must not know what about.
"""

import click

from slidegen.source.printable import printable


def say_line(text: str, *, err: bool = False) -> None:
    """One line, whatever the text holds."""
    click.echo(printable(text), err=err)
