"""The regular expression of a path pattern, so that no name is tried in more ways than it is long.

A pattern of twelve stars is somebody's, in a `.gitignore` or in settings, and so is the name of 200 letters
that nearly matches it: by backtracking that takes years. But where a star is followed by another one, what
stands between them may be taken where it is first found: whatever comes later finds the more in the rest.
The same goes for `**`. Python does not come back to what `(?>…)` took.

Knows the regular expressions that pathspec and `patterns.py` make. Must not know files.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re

STAR, FOLDERS, ABOVE = "[^/]*", "(?:/.+)?/", "(?:.+/)?"  #: `*`, `/**/` and `**/` at the beginning
_TOKEN = re.compile(r"\[\^/\][*+]|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)
_NO_CHARACTER = frozenset("()|*+?.^$/")


def linear(regex: str) -> str:
    """What means the same, and ends soon."""
    *runs, last = map(_linear_run, regex.split(FOLDERS))
    if not runs:
        return last
    start = "^" * runs[0].startswith("^")
    first = runs[0].removeprefix("^")
    above = "(?:.+?/)??" * first.startswith(ABOVE)
    return "".join(
        (
            f"{start}(?>{above}{first.removeprefix(ABOVE)}(?=/))",
            *(f"(?>(?:/.+?)??/{run}(?=/))" for run in runs[1:]),
            FOLDERS,
            last,
        )
    )


def _linear_run(regex: str) -> str:
    return "".join(_pieces(_TOKEN.findall(regex)))


def _pieces(tokens: list[str]) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        end = at + 1
        if tokens[at] == STAR:
            while end < len(tokens) and _is_character(tokens[end]):
                end += 1
            is_between = tokens[end : end + 1] == [STAR]
            between = "".join(tokens[at + 1 : end])
            yield (f"(?>[^/]*?{between})" if between else "") if is_between else STAR + between
        else:
            yield tokens[at]
        at = end


def _is_character(token: str) -> bool:
    return token not in _NO_CHARACTER and token != STAR and token != "[^/]+"
