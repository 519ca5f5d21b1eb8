"""Values that keep what was read of them, by the function that read it.

`commands = document.view(commands_in)`: the first who asks makes the view, all others get the same one.
A new view is a function in a file of its own; nothing here, nor in the value, knows of it.
"""

from collections.abc import Callable
from dataclasses import field
from typing import Self, TypeVar

from slidegen.lazy_dataclass import dataclass

View = TypeVar("View")


@dataclass(frozen=True, eq=False)
class Viewed:
    """The base of a value with views. Not slotted, nor quite frozen: views are made on first use and kept."""

    _views: dict[Callable[..., object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def view(self, read: Callable[[Self], View]) -> View:
        """What `read` makes of this value, made once."""
        views = self._views
        if read not in views:
            views[read] = read(self)
        return views[read]  # type: ignore[return-value]  # a cast is a call, of which a tree makes 100,000
