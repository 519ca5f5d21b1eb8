"""Which documents may have to do with `kubectl run`: the question that is asked of every one of them.

It is answered from where `run` stands, since most texts have no such word and a search for the whole pattern
tries every character. A yes may be wrong, a no is not.
Knows texts. Must not know commands or labels.
"""

import re
from collections.abc import Iterator

RUNS = re.compile(r"\bk(?:ubectl)?(?:\.exe)?\b[^\n]*?(?:\\\n[^\n]*?)?\srun\b")
LABEL = re.compile(
    r"""(?<![\w$-])run["']?(?:-(?!\w)|:|==?|!=|,)|(?:-[lL][ =]?|(?:selector|label-columns)[ =]|,)["']?run\b"""
)
WORD = "run"
NEAR = 24  #: more than `--label-columns="run"` needs


def may_run(text: str) -> bool:
    """Whether a line, with the one that it continues, calls kubectl before `run`."""
    for at in _places(text):
        if text[at - 1 : at].isspace():
            line = text.rfind("\n", 0, at) + 1
            start = text.rfind("\n", 0, max(0, line - 1)) + 1
            if RUNS.search(text, start, at + len(WORD) + 1):
                return True
    return False


def may_label(text: str) -> bool:
    """Whether `run` stands as a label's key does."""
    return any(LABEL.search(text, max(0, at - NEAR), at + NEAR) for at in _places(text))


def _places(text: str) -> Iterator[int]:
    at = text.find(WORD)
    while at != -1:
        yield at
        at = text.find(WORD, at + len(WORD))
