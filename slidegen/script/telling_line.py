"""The line of what a command printed that says what went wrong.

Knows words. Must not know steps, nor what an outcome means.
"""

from slidegen import lazy_re as re
from slidegen.script.printed import searchable

_TELLS = re.compile(
    r"\berror\b|invalid|unknown|cannot|can't|not found|no such|denied|refused|failed|unable", re.I
)


def telling_line(output: str) -> str:
    """The line that says what went wrong: the first that sounds like it, else the last."""
    lines = [line.strip() for line in searchable(output).split("\n") if line.strip()]
    return next((line for line in lines if _TELLS.search(line)), lines[-1] if lines else "")[:300]
