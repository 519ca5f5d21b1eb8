"""The "did you mean" of unknown names: keys of manifests and settings, files, rules, programs, properties.

Two questions, and no other module compares names: what somebody who is told of an error may have meant, and
what is nothing but a slip of the keys.

Knows spelling. Must not know what the names stand for.
"""

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known name that `name` was probably meant to be; dashes, underscores and case are one."""
    from difflib import get_close_matches  # only paid for when something is wrong

    by_form = {_form(candidate): candidate for candidate in known}
    exact = by_form.get(_form(name))
    if exact:
        return exact
    close = get_close_matches(_form(name), by_form, n=1, cutoff=cutoff)
    return by_form[close[0]] if close else None


def is_a_slip(name: str, meant: str) -> bool:
    """Whether one wrong key makes `name` of `meant`, two of a longer one: it is no name of its own then."""
    return name != meant and _slips(_form(name), _form(meant), 1 + (len(meant) > 8))


def _slips(left: str, right: str, limit: int) -> bool:
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


def _form(name: str) -> str:
    return name.replace("_", "-").lower()
