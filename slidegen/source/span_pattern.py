"""The pattern by which an author says what is highlighted in code (`highlightSpans`), and which one may be.

It is a stranger's, and runs at build: with two repeats or alternatives a pattern can take time beyond all
measure for one line (`(a+)+b`), and no engine of ours counts its steps. So it may have one.
Must not know what code is, nor who highlights.
"""

import re
from functools import lru_cache

TAKES = "a pattern with a group, and one repeat or alternative at the most"
_MOST_CHARACTERS = 200
#: An escape, a set and the head of a group hold signs that repeat nothing.
_NO_REPEAT = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P?<?\w*>?[=!:]?)", re.DOTALL)
_REPEAT = re.compile(r"(?:[*+?]|\{[0-9,]*\})[?+]?|\|")


@lru_cache(maxsize=16)
def span_pattern(regexp: str, flags: str) -> re.Pattern[str] | None:
    """The author's pattern; None when Python does not take it, it has no group, or may take too long."""
    if len(regexp) > _MOST_CHARACTERS or not has_one_repeat(regexp) or set(flags) - set("gimu"):
        return None
    try:
        pattern = re.compile(regexp, re.MULTILINE | (re.IGNORECASE if "i" in flags else 0))
    except (re.error, OverflowError, RecursionError):
        return None
    return pattern if pattern.groups else None


def has_one_repeat(regexp: str) -> bool:
    """Whether a pattern has so few repeats and alternatives that no text can hold it up."""
    return len(_REPEAT.findall(_NO_REPEAT.sub("x", regexp))) <= 1
