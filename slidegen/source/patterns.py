"""Path patterns of the settings: `exclude`, `per-file-ignores`.

As in `.gitignore`, without its negation: a pattern without a slash is about a name at any depth, one with
a slash about a path from the project's root; either also covers what is below a folder that it matches.
`*` and `?` stop at slashes; `**` for a whole name stands for any folders.

Knows patterns and paths as text. Must not touch the disk.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from slidegen.lazy_dataclass import dataclass
from slidegen.source.linear_glob import ABOVE, FOLDERS, STAR, linear

_TOKEN = re.compile(r"\*|\?|\[!?\]?[^]/]*\]|.", re.S)
_REGEX = {"*": STAR, "?": "[^/]"}


@dataclass(frozen=True, slots=True)
class Patterns:
    """A list of patterns as one question."""

    regex: re.Pattern[str] | None

    @classmethod
    def of(cls, patterns: Iterable[str]) -> "Patterns":
        alternatives = [_valid(pattern) for pattern in patterns if pattern.strip("/ ")]
        return cls(re.compile("|".join(alternatives)) if alternatives else None)

    def match(self, path: str) -> bool:
        """Whether `path` (with forward slashes) or a folder that it is in matches."""
        return self.regex is not None and self.regex.match(path) is not None

    def match_named(self, path: str) -> bool:
        """The same for a path that is named on the command line."""
        return self.match(path)


def _valid(pattern: str) -> str:
    """The pattern as a regular expression; one that cannot be meant (`[z-a]`) is taken by the letter."""
    regex = _translate(pattern)
    try:
        re.compile(regex)
    except re.error:
        return re.escape(pattern)
    return regex


def _translate(pattern: str) -> str:
    pattern = pattern.strip().removeprefix("./")
    segments = pattern.strip("/").split("/")
    runs = ["/".join(map(_segment, run)) for is_any, run in groupby(segments, _is_any) if not is_any]
    if not runs:
        return r".*\Z"
    is_anywhere = _is_any(segments[0]) or "/" not in pattern.rstrip("/")
    below = "/.*" if _is_any(segments[-1]) else "(?:/.*)?"
    return linear(f"{ABOVE if is_anywhere else ''}{FOLDERS.join(runs)}{below}\\Z")


def _is_any(segment: str) -> bool:
    return segment == "**"


def _segment(segment: str) -> str:
    return "".join(map(_token, _TOKEN.findall(segment)))


def _token(token: str) -> str:
    if token in _REGEX:
        return _REGEX[token]
    if len(token) > 1:  # a set of characters
        inner = token[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return f"[{'^' + inner[1:] if inner.startswith('!') else inner}]"
    return re.escape(token)
