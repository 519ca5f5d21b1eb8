"""What became of one deck after a change, for its windows and for the terminal.

Knows patches and troubles. Must not know how either is made or sent.
"""

from slidegen.lazy_dataclass import dataclass
from slidegen.serve.reload import Patch
from slidegen.serve.trouble import Trouble

NO_CHANGE = Patch()


@dataclass(frozen=True, slots=True)
class Update:
    """What became of one deck after a change."""

    deck: str
    patch: Patch = NO_CHANGE
    audience: Patch = NO_CHANGE
    troubles: tuple[Trouble, ...] | None = None  #: None when they are what they were
    blocked: bool = False  #: whether the last good page stays, since there is no new one
    edited: str = ""  #: the slide to move to

    @property
    def is_empty(self) -> bool:
        return self.patch.is_empty and self.troubles is None
