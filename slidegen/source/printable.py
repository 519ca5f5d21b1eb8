"""Text of others as a terminal may be given it: without what would steer it, or turn lines around.

Knows characters. Must not know whose text it is.
"""

import json

from slidegen import lazy_re as re

#: ESC and all other control characters but line ends and tabs, and marks that reorder a line.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: What is written and not seen, though it steers nothing: the blanks of other languages, behind something;
#: and what joins or parts the letters of Persian, Khmer and faces, where it cannot hide in a command.
_WRITTEN = re.compile(
    "(?<=[^\x00-\x1f])[\xa0\u2000-\u200a\u202f\u205f\u3000]|(?<=[^\x00-\xa0])[\u200b-\u200d](?=[^\x00-\xa0])"
)


def printable(text: str) -> str:
    """One line without control characters: ESC, the C1 set (ESC [ in one), marks that reorder."""
    if text.isprintable():
        return text
    kept = {match.start() for match in _WRITTEN.finditer(text)}
    return "".join(
        char if char.isprintable() or char == "\t" or at in kept else "\ufffd" for at, char in enumerate(text)
    )


def unsteered(text: str) -> str:
    """A document in which each character stands where it is written; nothing else of it changes."""
    return _STEERS.sub("\ufffd", text)


def printable_lines(text: str) -> str:
    """Several lines, each of them `printable`."""
    return "\n".join(map(printable, text.split("\n")))


def printable_json(value: object, indent: int | None = None) -> str:
    """JSON that people can read and that steers no terminal: what is not printable stands as a number."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() else "".join(map(_in_json, text))


def _in_json(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    return json.dumps(character)[1:-1]
