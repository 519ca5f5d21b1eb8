"""What a verb is asked, as one value: a frozen dataclass with a field for each of its parameters.

Knows click's way to hand parameters over. Must not know any verb. Whether the types of the fields are those
that click makes is held by `tests/commands/test_taken.py`.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Asked = TypeVar("Asked")
Made = TypeVar("Made")
F = TypeVar("F", bound=Callable[..., object])


def takes(options: Callable[..., Asked]) -> Callable[[Callable[[Asked], Made]], Callable[..., Made]]:
    """The verb takes what click read as one value of the class `options`."""

    def taking(verb: Callable[[Asked], Made]) -> Callable[..., Made]:
        @wraps(verb)
        def called(**read: object) -> Made:
            return verb(options(**read))

        return called

    return taking


def option_list(*options: Callable[[F], F]) -> Callable[[F], F]:
    """These options as one decorator, in the order of the help."""

    def with_options(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return with_options
