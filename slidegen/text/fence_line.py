"""Whether a line holds the marks of a fence: for those who read what a slide says around its code.

Knows lines. Must not know where a fence ends (`fence_end.py` does), nor what is in it.
"""

from slidegen.text.exercise import ONE_LINER
from slidegen.text.verbatim import FENCE_OPEN


def marks_a_fence(line: str) -> bool:
    """Whether a fence begins or ends on the line: in an item and in a quote, by backticks and by tildes."""
    return ("```" in line or "~~~" in line) and FENCE_OPEN.search(line) is not None


def holds_code(line: str) -> bool:
    """The same, or a one-line snippet."""
    return marks_a_fence(line) or ("```" in line and ONE_LINER.search(line) is not None)


def last_fence(text: str, end: int) -> int:
    """Where the line of the last marks before `end` begins, 0 where there are none."""
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        if marks_a_fence(text[start:end]):
            return start
        end = start - 1
    return 0
