"""The properties that a slide can have, and what a misspelt one was meant to be.

Knows their names. Must not know what they do.
"""

from functools import cache

from slidegen.source.suggest import is_a_slip
from slidegen.text.properties import SLIDE_PROPERTIES

KNOWN = SLIDE_PROPERTIES | {"title"}


@cache
def meant(name: str) -> str | None:
    """The property that `name` was probably meant to be: one or two letters away, or in another case."""
    lower = name.lower().replace("_", "-")
    if lower in KNOWN and lower != name:
        return lower
    return next((known for known in sorted(KNOWN) if len(name) > 3 and is_a_slip(lower, known)), None)
