"""The keys of the viewer: the one table from which the viewer, its help, the switches' letters and the
manual are made.

Knows which keys belong to which command. Must not know what a command does, which is JavaScript's
(`themes/base/js`), nor what it is called (`words`).
"""

from collections.abc import Iterator, Mapping

#: command -> its keys, as a browser names them (letters in any case), by the groups of the help.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "moving": {
        "next": "ArrowRight ArrowDown PageDown Space j",
        "previous": "ArrowLeft ArrowUp PageUp Shift+Space k",
        "first": "Home",
        "last": "End",
        "number": "0–9…Enter",
    },
    "finding": {
        "contents": "i",
        "search": "/",
        "titles": "g",
        "overview": "o",
        "menu": "x",
        "help": "h ?",
    },
    "showing": {
        "dark-screen": "b .",
        "full-screen": "f",
        "scheme": "d",
        "enlarge": "z",
        "enlarge-code": "+",
        "laser": "v",
        "read": "r",
        "mirror": "m",
    },
    "presenting": {
        "presenter": "p",
        "clone": "c",
        "timer": "s",
        "restart": "t",
        "countdown": "n",
        "skip": "q",
    },
}

KEYS: Mapping[str, str] = {name: keys for group in GROUPS.values() for name, keys in group.items()}

#: Letters that must never be a switch's, beside those of the table: remark's users press them by habit, and a
#: server that is shared has keys of its own (`slidegen/serve/static/live.js`).
RESERVED = "auwy"


def taken_letters() -> frozenset[str]:
    """The letters that already mean something, so that no switch takes one."""
    return frozenset(RESERVED) | {key for key in _single_keys() if key.isalpha()}


def _single_keys() -> Iterator[str]:
    return (key for keys in KEYS.values() for key in keys.split() if len(key) == 1)
