"""`slidegen help`: a page of the manual, or a verb's options, in the terminal.

Knows how a topic is asked for. Must not know what any page says.
"""

import click

from slidegen.commands.manual import find_page, manual_pages, nearest
from slidegen.commands.terminal import show_markdown
from slidegen.errors import UsageError


@click.command("help")
@click.argument("topic", required=False)
@click.pass_context
def command(context: click.Context, topic: str | None) -> None:
    """Show a page of the manual, or what a verb takes; `slidegen docs` lists the pages."""
    root = context.find_root()
    assert isinstance(root.command, click.Group)
    if topic is None:
        click.echo(root.get_help())
        return
    if topic in root.command.list_commands(root):
        verb = root.command.get_command(root, topic)
        assert verb is not None
        click.echo(verb.get_help(click.Context(verb, parent=root, info_name=topic)))
        return
    pages = manual_pages(root.command)
    page = find_page(pages, topic)
    if page is None:
        guess = nearest(pages, topic)
        advice = f"Did you mean `{guess}`?" if guess else "`slidegen docs` lists the pages"
        raise UsageError(f"the manual has no page `{topic}`", hint=advice)
    show_markdown(page.text())
