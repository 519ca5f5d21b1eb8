"""The properties that a slide can have, and what a misspelt one was meant to be.

Knows their names, and what some of them take. Must not know what they do.
"""

from functools import cache

from slidegen.source.planned_time import TAKES, read_minutes
from slidegen.source.suggest import is_a_slip
from slidegen.text.properties import SLIDE_PROPERTIES

KNOWN = SLIDE_PROPERTIES | {"title", "minutes", "highlight-style"}

_FLAG = ("true", "false")


def takes(name: str, value: str) -> str:
    """What the property takes, where it is not what `value` is; `` for all that has its effect."""
    match name:
        case "minutes":
            return "" if read_minutes(value) is not None else TAKES
        case "count" | "layout" | "continued":
            return "" if value in _FLAG else "`true` or `false`"
        case "exclude":  # remark heeds its case no more than we do
            return "" if value.lower() in _FLAG else "`true` or `false`"
    return ""


@cache
def meant(name: str) -> str | None:
    """The property that `name` was probably meant to be: one or two letters away, or in another case."""
    lower = name.lower().replace("_", "-")
    if lower in KNOWN and lower != name:
        return lower
    return next((known for known in sorted(KNOWN) if len(name) > 3 and is_a_slip(lower, known)), None)
