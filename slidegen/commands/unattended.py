"""What a file may ask of `slidegen run` where nobody looks on: each night, it is told when the file is read.

Knows the options of `run`. Must not know files of nights.
"""

from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

import click
from click.core import ParameterSource

from slidegen.commands.run import command, vetted
from slidegen.commands.run_options import RunOptions
from slidegen.errors import UsageError

#: Options that say what a night says itself, or with which it would not run a whole deck, and why.
NOT_AT_NIGHT = {
    "decks": "decks stand under `decks`",
    "only_list": "then nothing is run",
    "plan": "then nothing is run",
    "stop": "it wants somebody at a terminal",
    "report": "a night has its reports beside its history",
    "context": "a bed's context stands under `context`",
    "resume": "a night runs a deck anew",
    "failed": "a night runs a deck anew",
}
HELP = frozenset({"-h", "--help"})


def objection(words: Sequence[str], folder: Path) -> str:
    """What is wrong with these words for `slidegen run` in `folder`, for any deck; `` if nothing is."""
    if not HELP.isdisjoint(words):
        return "they ask for help; then nothing is run"
    if any(len(word.splitlines()) > 1 for word in words):
        return "a word of them has an end of line, and workflows have none"
    with chdir(folder):
        try:
            context = command.make_context("run", list(words))
            if found := _not_at_night(context):
                return found
            vetted(RunOptions(**context.params))
        except click.ClickException as error:
            return error.format_message()
        except UsageError as error:
            return error.message
    return ""


def _not_at_night(context: click.Context) -> str:
    for parameter in context.command.params:
        name = parameter.name or ""
        said = context.get_parameter_source(name) is ParameterSource.COMMANDLINE and context.params[name]
        if said and name in NOT_AT_NIGHT:
            return f"`{_written(parameter, said)}`: {NOT_AT_NIGHT[name]}"
    return ""


def _written(parameter: click.Parameter, said: object) -> str:
    match said:
        case (first, *_) if isinstance(parameter, click.Argument):
            return str(first)
    return parameter.opts[0]
