"""`slidegen docs`: what pages the manual has.

Knows how they are listed. Must not know what any page says.
"""

import click

from slidegen.commands.manual import KINDS, manual_pages


@click.command("docs")
@click.pass_context
def command(context: click.Context) -> None:
    """List the pages of the manual; `slidegen help NAME` shows one."""
    root = context.find_root().command
    assert isinstance(root, click.Group)
    pages = manual_pages(root)
    width = max(len(page.name) for page in pages)
    for kind, heading in KINDS.items():
        click.echo(f"{heading}:")
        for page in pages:
            if page.kind == kind:
                click.echo(f"  {page.name.ljust(width)}  {page.title}")
