"""Text with blanks for what is not to be read: everything else stays at its offset, and in its line.

Knows ranges. Must not know what stands in them.
"""

from collections.abc import Iterable


def blank(text: str) -> str:
    """Blanks for all but the line ends of `text`."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def blanked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """`text` with blanks for all that lies in `ranges` (sorted by start) but line ends."""
    parts, at = list[str](), 0
    for start, end in ranges:
        if end > at:
            start = max(start, at)
            parts += (text[at:start], blank(text[start:end]))
            at = end
    return "".join((*parts, text[at:]))
