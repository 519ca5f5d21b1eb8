"""The "did you mean" of unknown names: keys of manifests and settings, files, rules.

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


def _form(name: str) -> str:
    return name.replace("_", "-").lower()
