"""Words in capitals that a program was given as they stand, and will not have: values that nobody filled in.

Whether such a word is a placeholder no text says before; that the program names it in its failure does.

Knows words. Must not know verdicts.
"""

from slidegen import lazy_re as re
from slidegen.shell import commands_of_text

_CAPITALS = re.compile(r"[A-Z][A-Z0-9]+(?:[-_][A-Z0-9]+)*")
#: Words in capitals that programs are given as they stand.
_MEANT = frozenset("GET POST PUT PATCH DELETE HEAD OPTIONS TCP UDP ICMP ACCEPT DROP NULL HUP KILL".split())  # noqa: SIM905


def unfilled_in(command: str, output: str) -> str:
    """The word that may stand for a value; `` where there is none."""
    words = (word.value for each in commands_of_text(command) for word in each.words[1:] if not word.quoted)
    found = (word for word in words if _CAPITALS.fullmatch(word) and word not in _MEANT)
    return next((word for word in found if re.search(rf"\b{re.escape(word)}\b", output)), "")
