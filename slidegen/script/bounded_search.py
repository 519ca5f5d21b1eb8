"""A pattern that somebody wrote, asked for no longer than it is worth.

Beds say by patterns what they lack, and decks what to copy from a screen. With repeats in repeats (`(a+)+b`)
one can take years on a line that nearly matches, and Python does not stop in between: so a process of its own
is asked, which is ended when it takes too long. Patterns of one repeat take no time, and are asked here.

Knows processes. Must not know what is looked for.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence

from slidegen import lazy_re as re
from slidegen.source.span_pattern import has_one_repeat

LONGEST = 5.0  #: seconds; on 20,000 characters an honest pattern takes milliseconds
_CHILD = """
import json, re, sys
pattern, text, flags = json.load(sys.stdin)
json.dump(re.findall(pattern, text, flags), sys.stdout)
"""


class TooSlowError(Exception):
    """The pattern has not found out in time whether it matches."""


def found_by(pattern: str, text: str, flags: int = 0) -> list[str]:
    """All that a pattern finds: of each match its first group, or the whole. Raises TooSlowError."""
    if has_one_repeat(pattern):
        return _first_groups(re.findall(pattern, text, flags))
    words = [sys.executable, "-I", "-c", _CHILD]
    try:
        done = subprocess.run(
            words,
            input=json.dumps([pattern, text, int(flags)]).encode(),
            capture_output=True,
            timeout=LONGEST,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise TooSlowError(pattern) from error
    return _first_groups(json.loads(done.stdout))


def _first_groups(found: Iterable[str | Sequence[str]]) -> list[str]:
    return [each if isinstance(each, str) else each[0] for each in found]
