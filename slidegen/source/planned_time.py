"""How long a slide, a section or a deck may be said to take.

One reader for all that say it. Knows numbers. Must not know what is said of what, nor where.
"""

from slidegen import lazy_re as re

#: A week. What is more than that was meant to be seconds, or is a slip.
MOST = 10_080
TAKES = f"a number of minutes from 0 to {MOST}"


def read_minutes(text: str | None) -> float | None:
    """The minutes; None for what are none."""
    if not text or not re.fullmatch(r"\+?[0-9]{1,18}(\.[0-9]{1,18})?", text):
        return None
    minutes = float(text)
    return minutes if minutes <= MOST else None
