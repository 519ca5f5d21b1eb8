"""Where a built deck stands, and the ways in which its viewer can be asked to show it.

Knows the viewer's parameters. Must not know browsers.
"""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode

from slidegen.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class DeckAddress:
    """A deck's page on this machine."""

    path: Path

    def url(self, *modes: str, hide: Iterable[str] = (), show: Iterable[str] = ()) -> str:
        """`modes` are flags such as `print`; `hide` and `show` name classes to switch."""
        switched = {"hide": ",".join(hide), "show": ",".join(show)}
        query = "&".join([*modes, *(urlencode({k: v}) for k, v in switched.items() if v)])
        return self.path.resolve().as_uri() + (f"?{query}" if query else "")
