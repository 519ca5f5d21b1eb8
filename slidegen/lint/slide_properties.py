"""The properties that a slide can have, and what a misspelt one was meant to be.

Knows their names. Must not know what they do.
"""

from functools import cache

from slidegen.text.properties import SLIDE_PROPERTIES

KNOWN = SLIDE_PROPERTIES | {"title"}


@cache
def meant(name: str) -> str | None:
    """The property that `name` was probably meant to be: one or two letters away, or in another case."""
    lower = name.lower().replace("_", "-")
    if lower in KNOWN and lower != name:
        return lower
    if len(name) < 4:
        return None
    return next(
        (known for known in sorted(KNOWN) if _distance_at_most(lower, known, 1 + (len(known) > 8))), None
    )


def _distance_at_most(left: str, right: str, limit: int) -> bool:
    """Whether `limit` insertions, deletions, replacements and swaps of neighbours make one of the other."""
    if abs(len(left) - len(right)) > limit:
        return False
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        following = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return row[-1] <= limit
