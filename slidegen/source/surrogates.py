"""Escapes of halves of characters, which JSON writes and libyaml refuses: `\\ud83d\\ude00` for one emoji.

JSON is YAML, but for this. The halves are read as private characters of the same length, so that every offset
holds, and joined in what was read.

Knows the escapes of double-quoted scalars. Must not know nodes or documents.
"""

from slidegen import lazy_re as re

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*\\u)([dD][89abAB][\da-fA-F]{2})(\\u)([dD][c-fC-F][\da-fA-F]{2})")
_DISGUISED = re.compile(r"(\\u)(e[0-3][\da-f]{2})(\\u)(e[4-7][\da-f]{2})")
_READ = re.compile("([\ue000-\ue3ff])([\ue400-\ue7ff])")
_SHIFT = 0xE000 - 0xD800


def has_pairs(text: str) -> bool:
    """Whether `text` holds a character that is escaped as two halves."""
    return "\\u" in text and _PAIR.search(text) is not None


def disguised(text: str) -> str:
    """`text` as libyaml takes it."""
    return _PAIR.sub(lambda pair: f"{pair[1]}{_moved(pair[2])}{pair[3]}{_moved(pair[4])}", text)


def _moved(digits: str) -> str:
    return f"{int(digits, 16) + _SHIFT:04x}"


def restored(value: str, *, escapes: bool) -> str:
    """What a scalar holds whose source has such escapes; where nothing is an escape they are text."""
    if escapes:
        return _READ.sub(_joined, value)
    return _DISGUISED.sub(lambda pair: f"{pair[1]}{_back(pair[2])}{pair[3]}{_back(pair[4])}", value)


def _joined(halves: re.Match[str]) -> str:
    high, low = (ord(half) - _SHIFT for half in halves.groups())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _back(digits: str) -> str:
    return f"{int(digits, 16) - _SHIFT:04x}"
