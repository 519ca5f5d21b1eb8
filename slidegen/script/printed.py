"""What a command printed, cut down to what is kept and to what is searched.

A step may print a megabyte in one line (base64, minified JSON, a progress bar). Patterns are asked of a text
whose size and whose lines have an upper limit, so that no failure can hold up a run.

Knows sizes. Must not know what is looked for.
"""

MOST_KEPT = 20_000  #: characters of a step's output that are kept: its beginning and its end
LONGEST_LINE = 2_000  #: characters of a line that are searched: its beginning and its end


def shortened(text: str) -> str:
    """The beginning and the end of `text`, and how much is left out between them."""
    text = text.strip("\n")
    return _cut(text, MOST_KEPT, "\n[{} characters left out]\n")


def searchable(text: str) -> str:
    """`text` as patterns may be asked of it: shortened, and no line longer than `LONGEST_LINE`."""
    return "\n".join(
        _cut(line, LONGEST_LINE, " [{} characters left out] ") for line in shortened(text).split("\n")
    )


def _cut(text: str, most: int, told: str) -> str:
    if len(text) <= most:
        return text
    half = most // 2
    return text[:half] + told.format(len(text) - most) + text[-half:]
