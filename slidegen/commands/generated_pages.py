"""The manual's pages that follow from tables: commands, keys, rules.

Adding one: a function here and a line in `PAGES`. The site is built from them, and `slidegen help` shows
them, so that neither can lag behind the program.

Knows tables, and how click tells of a command. Must not know where pages are shown.
"""

from collections.abc import Callable, Iterator, Mapping

import click

from slidegen.errors import SlidegenError
from slidegen.lint.handbook import handbook
from slidegen.render.keyboard import GROUPS
from slidegen.source.phrases import ENGLISH

_WIDTH = 78


def commands_page(root: click.Group) -> str:
    """Every verb with its options, as `--help` tells them."""
    context = click.Context(root, info_name="slidegen")
    parts = ["# Commands\n\nEvery verb, as `slidegen VERB --help` tells it.\n"]
    for name in root.list_commands(context):
        parts.append(f"\n## slidegen {name}\n")
        parts.extend(_help(root, context, name))
    return "".join(parts)


def _help(group: click.Group, context: click.Context, name: str) -> Iterator[str]:
    try:
        command = group.get_command(context, name)
    except SlidegenError as error:  # its extra is not installed here
        yield f"\n{error.message}. {error.hint}.\n"
        return
    assert command is not None, name
    inner = click.Context(
        command, parent=context, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH
    )
    yield f"\n```text\n{command.get_help(inner).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for each in command.list_commands(inner):
            yield f"\n### {inner.command_path} {each}\n"
            yield from _help(command, inner, each)


def keys_page(_: click.Group) -> str:
    """The viewer's keys, by group."""
    parts = ["# Keys\n\nIn the browser. `h` shows them there, too; the menu (`x`) switches them off.\n"]
    for group, commands in GROUPS.items():
        parts.append(f"\n## {ENGLISH[group]}\n\n| key | what it does |\n| --- | --- |\n")
        parts += [f"| {_keys(keys)} | {ENGLISH[name]} |\n" for name, keys in commands.items()]
    return "".join(parts)


def _keys(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())


def rules_page(_: click.Group) -> str:
    return handbook()


PAGES: Mapping[str, Callable[[click.Group], str]] = {
    "commands": commands_page,
    "keys": keys_page,
    "rules": rules_page,
}
