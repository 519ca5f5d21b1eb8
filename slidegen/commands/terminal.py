"""Markdown on a terminal: with colours and tables where somebody looks, as it is where a program reads.

Knows rich. Must not know what is shown.
"""

import sys

import click


def show_markdown(text: str) -> None:
    """Print it; rich is loaded for terminals only."""
    if not sys.stdout.isatty():
        click.echo(text, nl=not text.endswith("\n"))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console(width=min(Console().width, 100)).print(Markdown(text))
