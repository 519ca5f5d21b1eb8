"""`slidegen config`: every setting, its value, and where that comes from.

Knows the table of settings and how values look in TOML. Must not know what a setting does.
"""

import os
from collections.abc import Sequence

import click

from slidegen.commands.here import project_here
from slidegen.commands.plain_line import say_line
from slidegen.errors import UsageError
from slidegen.source.origin import Origin, origins
from slidegen.source.printable import printable_json
from slidegen.source.settings import BY_KEY, TABLES
from slidegen.source.suggest import did_you_mean


@click.command("config")
@click.argument("key", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
def command(key: str | None, form: str) -> None:
    """Show every setting, its value here, and where that is from; KEY shows one, or a table such as `lint`.

    A value is from the environment, from a line of slidegen.toml or pyproject.toml, or the default. Flags of
    a command are above all three.
    """
    loaded = project_here()
    shown = [origin for origin in origins(loaded, os.environ) if _is_asked(origin, key)]
    if not shown:
        guess = did_you_mean(key or "", [*BY_KEY, *TABLES])
        raise UsageError(
            f"there is no setting `{key}`",
            hint=f"Did you mean `{guess}`?" if guess else "`slidegen config` lists them",
        )
    if form == "json":
        click.echo(printable_json([_as_json(each) for each in shown], indent=1))
        return
    if key in BY_KEY:
        click.echo(f"# {shown[0].setting.doc}")
    for line in _lines(shown):
        say_line(line)


def _is_asked(origin: Origin, key: str | None) -> bool:
    return key is None or key in (origin.setting.key, origin.setting.table)


def _as_json(origin: Origin) -> dict[str, object]:
    setting = origin.setting
    return {
        "key": setting.key,
        "value": _plain(origin),
        "from": origin.where,
        "variable": setting.variable if setting.is_in_environment else None,
        "doc": setting.doc,
    }


def _lines(shown: Sequence[Origin]) -> list[str]:
    rows = [(f"{each.setting.key} = {_toml(_plain(each))}", each.where) for each in shown]
    width = min(max(len(left) for left, _ in rows), 60)
    return [f"{left.ljust(width)}  # {where}" for left, where in rows]


def _plain(origin: Origin) -> object:
    """The value as JSON has it: pairs are tables, tuples are lists."""
    value = origin.value
    if origin.setting.kind == "table" and isinstance(value, tuple):
        return dict(value)
    if origin.setting.kind == "table-of-texts" and isinstance(value, tuple):
        return {name: list(texts) for name, texts in value}
    return list(value) if isinstance(value, tuple) else value


def _toml(value: object) -> str:
    match value:
        case None:
            return "(not set)"
        case dict() if value:
            pairs = (f"{_toml(name)} = {_toml(inner)}" for name, inner in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case list():
            return f"[{', '.join(_toml(item) for item in value)}]"
    return printable_json(value)
