"""Path patterns of the settings: `exclude`, `per-file-ignores`.

As in `.gitignore`, without its negation: a pattern without a slash is about a name at any depth, one with
a slash about a path from the project's root; either also covers what is below a folder that it matches.
`*` and `?` stop at slashes, `**` does not.

Knows patterns and paths as text. Must not touch the disk.
"""

import re
from collections.abc import Iterable

from slidegen.lazy_dataclass import dataclass

_TOKEN = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^]/]*\]|.", re.S)
_REGEX = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


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
    anchored = "/" in pattern.rstrip("/")
    body = "".join(_token(token) for token in _TOKEN.findall(pattern.strip("/")))
    return f"{'' if anchored else '(?:.*/)?'}{body}(?:/.*)?\\Z"


def _token(token: str) -> str:
    if token in _REGEX:
        return _REGEX[token]
    if len(token) > 1:  # a set of characters
        inner = token[1:-1].replace("\\", "\\\\").replace("[", "\\[")
        return f"[{'^' + inner[1:] if inner.startswith('!') else inner}]"
    return re.escape(token)
