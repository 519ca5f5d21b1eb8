"""What stands behind a fence's language to say whether and how it is run, as each tool writes it.

A tool is one file with its `ROWS`, and one name in `TOOLS`. Knows the spellings of workshops that test
themselves. Must not know how anything is run.
"""

from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.text.typed.attributes import (
    eks_workshop,
    katacoda,
    markdown_exec,
    prism,
    r_markdown,
    runme,
    single_words,
    tesh,
)
from slidegen.text.typed.attributes.order_row import Order

TOOLS = (eks_workshop, katacoda, runme, r_markdown, tesh, markdown_exec, prism, single_words)
ROWS = tuple(row for tool in TOOLS for row in tool.ROWS)


@dataclass(frozen=True, slots=True)
class FenceOrders:
    """What an info string orders beside its language."""

    excluded: str = ""  #: what says that it is not run, as written
    is_meant_to_fail: bool = False
    limit: float | None = None  #: seconds that a command of it may take
    pause: float = 0.0  #: seconds to wait behind it
    hook: str = ""  #: the script that is called before and behind it: `NAME` of `tests/hook-NAME.sh`


@remembered
def orders_in(info: str) -> FenceOrders:
    """The orders of a whole info string: `bash timeout=300 wait=30`."""
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
    )
