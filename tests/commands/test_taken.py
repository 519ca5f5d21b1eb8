"""The types that verbs say their options have are those that click makes of them."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import datetime
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import click
import pytest

from slidegen.cli import cli

MOST = 5  #: a verb that is asked more takes one value


def verbs(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from verbs(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


VERBS = dict(verbs(cli))
TYPES: dict[type[click.ParamType[Any]], object] = {
    click.Path: Path,
    click.Choice: str,
    click.IntRange: int,
    click.FloatRange: float,
    click.DateTime: datetime,
    type(click.STRING): str,
    type(click.INT): int,
    type(click.FLOAT): float,
    type(click.BOOL): bool,
}


def made_by_click(parameter: click.Parameter, context: click.Context) -> object:
    one = TYPES[type(parameter.type)]
    if isinstance(parameter.type, click.Path):
        assert parameter.type.type is Path, "click would make a text of it"
    if parameter.nargs == -1 or getattr(parameter, "multiple", False):
        return tuple[one, ...]  # type: ignore[valid-type]
    may_be_none = not parameter.required and context.params[parameter.name or ""] is None
    return one | None if may_be_none else one  # type: ignore[operator]


def plain(hint: Any) -> Any:
    """`Literal["a", "b"]` as the type of its values."""
    match get_origin(hint):
        case origin if origin is Literal:
            return type(get_args(hint)[0])
        case origin if origin in (Union, UnionType):
            return Union[tuple(map(plain, get_args(hint)))]  # noqa: UP007
    return hint


def asked(command: click.Command) -> dict[str, object]:
    """What the verb says that it is asked, by name."""
    verb = command.callback
    hints = get_type_hints(getattr(verb, "__wrapped__", verb))
    hints = {name: hint for name, hint in hints.items() if name != "return" and hint is not click.Context}
    for one in hints.values():
        if is_dataclass(one):
            params: Any = one.__dataclass_params__  # type: ignore[union-attr]  # typeshed has no word of it
            assert params.frozen
            assert len(hints) == 1
            return {name: plain(hint) for name, hint in get_type_hints(one).items()}
    assert len(hints) <= MOST, "give it a frozen dataclass, and `@takes`"
    return {name: plain(hint) for name, hint in hints.items()}


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_asked_what_click_reads(name: str) -> None:
    command = VERBS[name]
    context = command.make_context(name, [], resilient_parsing=True)
    named = [p for p in command.params if p.expose_value and p.name]
    assert {p.name: made_by_click(p, context) for p in named} == asked(command)
