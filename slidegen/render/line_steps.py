"""Lines of code that are pointed at, as peers write it behind a fence's language: `{1,3-4}`, `{1|3-4|all}`.

Knows that notation. Must not know code, or how lines are shown.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

_GROUP = r"(?:[\d,\s-]+|\s*all\s*|\s*\*\s*)"
_STEPS = re.compile(rf"(?:[\w+#.-]+\s*)?\{{({_GROUP}(?:\|{_GROUP}?)*)\}}")
_RANGE = re.compile(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?\Z")

MOST = 10_000  #: lines; a slip of the finger must not ask for a million


@dataclass(frozen=True, slots=True)
class LineSteps:
    """The groups of lines in the order in which they are pointed at."""

    groups: tuple[str, ...] = ()  #: `3-4,7`, `all`; `` points at none

    @property
    def text(self) -> str:
        """As the page has it: `1|3-4|all`."""
        return "|".join(self.groups)

    @property
    def lines(self) -> frozenset[int]:
        """Those of the only group, from 0; none when there are several, which the viewer shows by step."""
        if len(self.groups) != 1 or self.groups[0] == "all":
            return frozenset()
        ranges = (_RANGE.match(part) for part in self.groups[0].split(","))
        return frozenset(
            line - 1
            for found in ranges
            if found
            for line in range(int(found[1]), min(int(found[2] or found[1]), MOST) + 1)
        )


def line_steps(info: str) -> LineSteps:
    """What the info string of a fence points at."""
    found = _STEPS.match(info.strip())
    if found is None:
        return LineSteps()
    groups = ("".join(group.split()).replace("*", "all") for group in found[1].split("|"))
    return LineSteps(tuple(groups))
