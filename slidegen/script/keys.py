"""The names of keys in slides, as the bytes that a terminal sends.

Knows terminals. Must not know who presses what.
"""

from slidegen import lazy_re as re

#: As tmux spells them, which is how workshops do.
NAMED = {
    "Enter": "\r",
    "Escape": "\x1b",
    "Space": " ",
    "Tab": "\t",
    "BSpace": "\x7f",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Home": "\x1b[H",
    "End": "\x1b[F",
    "PageUp": "\x1b[5~",
    "PageDown": "\x1b[6~",
    "Delete": "\x1b[3~",
}
_CONTROL = re.compile(r"^(?:\^|C-)([A-Za-z@\[\]\\^_?])$")


def key_bytes(name: str) -> bytes:
    """One key: `^C`, `C-c`, `Escape`, `$`. What is no key's name is typed as it is."""
    name = name.strip() or name
    if name in NAMED:
        return NAMED[name].encode()
    if match := _CONTROL.match(name):
        return b"\x7f" if match[1] == "?" else bytes([ord(match[1].upper()) & 0x1F])
    return name.encode()


def keys_bytes(text: str) -> bytes:
    """A text to type; a lone `^C` is that key, since decks write it so."""
    return key_bytes(text) if _CONTROL.match(text.strip()) else text.encode()
