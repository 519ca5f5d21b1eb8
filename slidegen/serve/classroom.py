"""Who of those that follow has done which exercise: counts for the presenter, and no names.

A follower is a window, by a number that it drew itself; what it says is bounded, since everybody may say it.

Knows numbers of windows and keys of exercises. Must not know HTTP.
"""

from dataclasses import field

from slidegen.lazy_dataclass import dataclass

MOST_LABS = 1000  #: of a deck
MOST_FOLLOWERS = 2000  #: of a deck


@dataclass(slots=True)
class Classroom:
    """The ticks of those that follow, by deck and exercise. Not frozen: they come and go."""

    _ticks: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def tick(self, deck: str, lab: str, follower: str, *, done: bool) -> bool:
        """Whether that changed anything."""
        labs = self._ticks.setdefault(deck, {})
        if lab not in labs and (not done or len(labs) >= MOST_LABS):
            return False
        who = labs.setdefault(lab, set())
        if (follower in who) == done or (done and len(who) >= MOST_FOLLOWERS):
            return False
        if done:
            who.add(follower)
        else:
            who.discard(follower)
        return True

    def done(self, deck: str) -> dict[str, int]:
        """How many have done each exercise that somebody has done."""
        return {lab: len(who) for lab, who in self._ticks.get(deck, {}).items() if who}
