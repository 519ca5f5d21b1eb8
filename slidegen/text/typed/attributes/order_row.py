"""One spelling of an attribute behind a fence's language, and what it orders.

Knows shapes. Must not know any tool.
"""

from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

#: `excluded` not run · `fails` meant to fail · `limit` for so many seconds at the most · `pause` so many
#: seconds behind it · `hook` the name of a script that is called before and behind it · `background` it
#: goes on while what follows runs
Order: TypeAlias = Literal["excluded", "fails", "limit", "pause", "hook", "background"]


@dataclass(frozen=True, slots=True)
class OrderRow:
    """The value of an order that has one is the pattern's first group."""

    order: Order
    pattern: re.Pattern[str]


def row(order: Order, pattern: str, *, case: bool = False) -> OrderRow:
    """A row whose pattern stands between blanks, commas or brackets."""
    flags = re.NOFLAG if case else re.IGNORECASE
    return OrderRow(order, re.compile(rf"(?<![\w=-])(?:{pattern})(?![\w=-])", flags))
