"""Terminal output as plain text.

Knows control sequences. Must not know where the output comes from.
"""

from slidegen import lazy_re as re

_SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b[PX^_][^\x1b]*\x1b\\"  # DCS and friends
    rb"|\x1b[()*+][\x20-\x7e]"  # character sets
    rb"|\x1b[ -/]*[0-~]"  # the rest
    rb"|[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]"
)
LEFT_SCREEN = re.compile(rb"\x1b\[\?(?:1049|1047|47)l")
ALTERNATE_SCREEN = re.compile(rb"\x1b\[\?(?:1049|1047|47)h")


def plain(data: bytes) -> str:
    """`data` without control sequences, with `\\n` newlines and what \\r and \\b overwrite overwritten."""
    text = _SEQUENCE.sub(b"", data).decode("utf-8", errors="replace")
    text = text.replace("\r\n", "\n").replace("\a", "").replace("\v", "\n").replace("\f", "\n")
    if "\b" in text:
        text = _backspaced(text)
    if "\r" in text:
        text = "\n".join(line.rstrip("\r").rsplit("\r", 1)[-1] for line in text.split("\n"))
    return text


def _backspaced(text: str) -> str:
    """Each backspace takes away one character before it, but no line end. Linear: a progress bar has many."""
    shown: list[str] = []
    for part in re.findall("\b+|[^\b]+", text):
        if part[0] != "\b":
            shown.extend(part)
            continue
        for _ in part:
            if shown and shown[-1] != "\n":
                shown.pop()
    return "".join(shown)
