"""Questions that programs ask of whoever sits at the keyboard: `Do you want to continue? [Y/n]`.

The tables of `programs.py` know most that ask before they run; this is for the rest, by what they print.

Knows what is printed. Must not know steps or shells.
"""

from slidegen import lazy_re as re

_ASKS = re.compile(
    r"(?:[(\[](?:y/n|yes/no|y/n/q|yes/no/\[fingerprint\])[)\]]|pass(?:word|phrase|code)\b[^\n:]*+:"
    r"|enter a value:|\bpress (?:enter|return|any key)\b[^\n]*+|username[^\n:]*+:"
    r"|--more--(?:\([^\n)]*\))?|\(END\))"
    r"(?:[ :?.]*+|[ :?]*+abort(?:ed)?\.?!?)$",
    re.IGNORECASE,
)


def question_in(output: str) -> str:
    """The last line of `output` where it asks something and waits; `` where it does not."""
    last = output.rstrip().rpartition("\n")[2].strip()[-200:]
    return last if _ASKS.search(last) else ""
