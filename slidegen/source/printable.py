"""Text of others as a terminal may be given it: without what would steer it, or turn lines around.

Knows characters. Must not know whose text it is.
"""


def printable(text: str) -> str:
    """One line without control characters: ESC, the C1 set (ESC [ in one), marks that reorder."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char == "\t" else "\ufffd" for char in text)


def printable_lines(text: str) -> str:
    """Several lines, each of them `printable`."""
    return "\n".join(map(printable, text.split("\n")))
