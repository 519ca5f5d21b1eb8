"""What stands behind a fence's language to say whether and how it is run, as each tool writes it.

A tool is one file with its `ROWS`, and one name in `TOOLS`. Knows the spellings of workshops that test
themselves. Must not know how anything is run.
"""

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.text.typed.attributes import (
    byexample,
    eks_workshop,
    katacoda,
    markdown_exec,
    myst_nb,
    prism,
    r_markdown,
    runme,
    single_words,
    tesh,
)
from slidegen.text.typed.attributes.order_row import Order

TOOLS = (
    eks_workshop, katacoda, runme, r_markdown, myst_nb, byexample, tesh, markdown_exec, prism, single_words
)  # fmt: skip
ROWS = tuple(row for tool in TOOLS for row in tool.ROWS)
#: Where a tool's orders may stand in the code itself: what counts as a part of the info string then.
IN_CODE = tuple(
    (sign, re.compile(pattern, re.MULTILINE | re.IGNORECASE))
    for tool in TOOLS
    for sign, pattern in getattr(tool, "IN_CODE", ())
)


@dataclass(frozen=True, slots=True)
class FenceOrders:
    """What an info string orders beside its language."""

    excluded: str = ""  #: what says that it is not run, as written
    is_meant_to_fail: bool = False
    limit: float | None = None  #: seconds that a command of it may take
    pause: float = 0.0  #: seconds to wait behind it
    hook: str = ""  #: the script that is called before and behind it: `NAME` of `tests/hook-NAME.sh`
    is_background: bool = False  #: it is left running


def orders_in(info: str, code: str = "") -> FenceOrders:
    """The orders of a whole info string, `bash timeout=300 wait=30`, and of the code's own lines."""
    own = (match[1] for sign, pattern in IN_CODE if sign in code for match in pattern.finditer(code))
    return _orders_in(" ".join((info, *own)))


@remembered
def _orders_in(info: str) -> FenceOrders:
    if not any(char in info for char in " {,=:"):
        return FenceOrders()
    found: dict[Order, str] = {}
    for each in ROWS:
        if each.order not in found and (match := each.pattern.search(info)):
            found[each.order] = match[1] if match.re.groups else match[0]
    return FenceOrders(
        found.get("excluded", ""),
        "fails" in found,
        float(found["limit"]) if "limit" in found else None,
        float(found.get("pause", 0)),
        found.get("hook", ""),
        "background" in found,
    )
