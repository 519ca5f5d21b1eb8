"""How many of a thing there are, in words.

Knows English. Must not know the things.
"""


def counted(number: int, noun: str, several: str = "") -> str:
    """`1 step`, `2 steps`; `several` is the noun of more than one, where that is no `s`."""
    return f"{number} {noun}" if number == 1 else f"{number} {several or f'{noun}s'}"
