"""How much may come of a deck's texts: a few lines can ask for gigabytes, in a commit hook too.

Includes, layouts, variables, macros, templates and YAML's aliases all make more of a text than it holds. What
they make of one deck is paid from one `Budget`; who cannot pay stops, and says where. And what a reader makes
of a sign of markup takes hundreds of times its memory: so there are limits to what a deck may be, too.

Knows numbers. Must not know what expands, nor how it is told.
"""

from collections.abc import Callable, Iterable
from itertools import accumulate
from operator import gt
from typing import NamedTuple

from slidegen.lazy_dataclass import dataclass

# ---- the table of limits
GROWTH_FREE = 1 << 18  #: characters that the texts of any deck may grow by
GROWTH_FACTOR = 10  #: and for each character that its files hold, so many more
PIECE = 100  #: what a piece costs beside its characters: an include, a call of a macro, a node of YAML
STEP = 8  #: what a step of a template costs: a turn of a loop, a call, an operator, a filter, an output
INCLUDE_DEPTH = 32  #: files that include one another
MACRO_DEPTH = 16  #: macros that call one another
YAML_DEPTH = 200  #: levels of a document; libyaml's time is quadratic in the depth of brackets
AT_ONCE = 1 << 24  #: characters that one step of a template may ask for, before they are counted
RANGE = 10_000  #: numbers in one `range()` of a template
LENGTH = 1 << 25  #: characters of one deck
STEPS = 100_000  #: and slides and steps of them: twenty times those of a workshop of two weeks
SIGNS = 25 * STEPS  #: and signs of markup, as many as so many slides hold; each may take a kilobyte
SIGNS_OF_A_SLIDE = 500_000  #: and of one slide: all that a reader makes of it is in memory at once
_SIGNS = b"\n!$&*:<=@[\\^_`{|~"  #: what a piece of a slide begins with, or its line
_OTHERS = bytes(set(range(256)) - set(_SIGNS))


@dataclass(slots=True)
class Budget:
    """What one deck may still grow by. Not frozen: it is spent."""

    left: int

    @classmethod
    def of(cls, characters: int) -> "Budget":
        """That of a deck whose files hold so many characters."""
        return cls(GROWTH_FREE + GROWTH_FACTOR * characters)

    def pay(self, characters: int, pieces: int = 1) -> bool:
        """Whether the budget holds out; once it did not, it never does."""
        self.left -= characters + pieces * PIECE
        return self.left >= 0

    def earn(self, characters: int) -> None:
        """One more file that the deck is made of."""
        self.left += (GROWTH_FACTOR + 1) * characters

    def is_spent(self) -> bool:
        return self.left < 0


class Size(NamedTuple):
    """How large a text is, for who does not have it at hand; a tuple, since a deck sums up thousands."""

    length: int
    steps: int
    signs: int
    too_much: int  #: 1 where it may be more than a slide may be

    @classmethod
    def of(cls, text: str) -> "Size":
        return cls(len(text), 1 + steps_in(text), signs_in(text), int(has_too_much(text)))


def signs_in(text: str) -> int:
    """How many pieces a reader might make of the text."""
    # Bytes are taken out in one pass: to count each sign took a tenth of a commit hook on a large deck.
    return len(text.encode("utf-8", "surrogatepass").translate(None, _OTHERS))


def steps_in(text: str) -> int:
    """How many slides and steps a reader might find in the text, beside the first."""
    return text.count("\n--")


def has_too_much(text: str) -> bool:
    """Whether a slide of the text might be more than a slide may be."""
    slides = text.split("\n---") if len(text) > SIGNS_OF_A_SLIDE else ()
    return any(len(slide) > SIGNS_OF_A_SLIDE and signs_in(slide) > SIGNS_OF_A_SLIDE for slide in slides)


def place_of_too_much(texts: Callable[[], Iterable[str]]) -> int | None:
    """With which of its texts a deck is more than it may be; mostly with none. They are not held together."""
    whole = sum(map(len, texts()))
    if whole <= STEPS:  # not even if each character were a step
        return None
    may_have_signs = whole > SIGNS
    length = steps = signs = 0
    for place, text in enumerate(texts()):
        length += len(text)
        steps += 1 + steps_in(text)
        signs += signs_in(text) if may_have_signs else 0
        if length > LENGTH or steps > STEPS or signs > SIGNS or has_too_much(text):
            return place
    return None


def place_of_too_large(sizes: Iterable[Size]) -> int | None:
    """The same by the sizes of its texts."""
    each = list(zip(*sizes, strict=True)) or [()] * len(Size._fields)
    if sum(each[0]) <= LENGTH and sum(each[1]) <= STEPS and sum(each[2]) <= SIGNS and not any(each[3]):
        return None
    sums = zip(*map(accumulate, each), strict=True)
    limits = (LENGTH, STEPS, SIGNS, 0)
    return next(at for at, so_far in enumerate(sums) if any(map(gt, so_far, limits)))
