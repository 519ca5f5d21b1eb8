"""How wide words are in the theme's font, and how many lines a text takes.

Knows the font's widths. Must not know blocks or slides.
"""

from slidegen import lazy_re as re
from slidegen.memory import SIZE, forgets, remembered

#: Advance widths of U+0020 to U+007E in thousandths of an em.
# fmt: off
WIDTHS = (
    200, 289, 426, 497, 497, 824, 609, 249, 303, 303, 418, 497, 249, 311, 249, 350, 497, 497, 497, 497, 497,
    497, 497, 497, 497, 497, 249, 249, 497, 497, 497, 425, 847, 543, 588, 571, 615, 527, 494, 617, 652, 263,
    479, 579, 486, 727, 647, 664, 566, 664, 569, 534, 536, 645, 515, 786, 513, 476, 539, 303, 350, 303, 497,
    500, 542, 504, 553, 456, 555, 496, 292, 504, 544, 246, 247, 495, 255, 829, 547, 542, 555, 555, 347, 419,
    338, 544, 467, 719, 446, 467, 425, 303, 241, 303, 497,
)
# fmt: on
WIDE = 0.6  #: em; no line of text has wider characters than this on average
OTHER = 560  #: any other character; wide scripts and emoji are wider, accents are not
BLANK = WIDTHS[0] / 1000  #: em


class _Widths(dict[str, int]):
    """Of characters, in thousandths of an em."""

    def __missing__(self, _: str) -> int:
        return OTHER


_WIDTH = _Widths(zip(map(chr, range(0x20, 0x7F)), WIDTHS, strict=True))


_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"`+([^`]+)`+")
_INLINE_CLASS = re.compile(r"(?<![\w.-])(?:\.[A-Za-z][\w-]*)+\[([^\[\]]*)\]")


def wrapped(text: str, column: float) -> int:
    """How many lines `text` takes in a column that is so many em wide."""
    if len(text) * WIDE < column:
        return 1
    whole, widths = _measured(text)
    if whole <= column:
        return 1
    lines, used = 1, 0.0
    for word in widths:
        if used and used + BLANK + word > column:
            lines, used = lines + 1, word
        else:
            used += word + (BLANK if used else 0)
    return lines


def text_width(text: str) -> float:
    """How wide the text is in one line, in em."""
    return _measured(text)[0]


@remembered
def _measured(text: str) -> tuple[float, list[float]]:
    """How wide the text is in one line, and each of its words, in em; it is asked for several columns."""
    if "[" in text:
        text = _INLINE_CLASS.sub(r"\1", _LINK.sub(r"\1", text))
    widths = list(map(_WORD_WIDTHS.__getitem__, _words(text)))
    return sum(widths) + BLANK * (len(widths) - 1), widths


def _words(text: str) -> list[str]:
    """Words; those of code keep their mark, a leading backtick."""
    if "`" in text:
        text = _CODE.sub(lambda match: " ".join(f"`{word}" for word in match[1].split()), text)
    if "<" in text:
        text = _TAG.sub("", text)
    return text.replace("*", "").split()


class _WordWidths(dict[str, float]):
    """Of words, in em. Those of a workshop come again and again: no function is called for what is known."""

    def __missing__(self, word: str) -> float:
        if len(self) >= 2 * SIZE:  # they are short, and many
            self.clear()
        width = (len(word) - 1) * 0.6 * 0.8 + 0.3 if "`" in word else _width_of(word)
        self[word] = width
        return width


def _width_of(word: str) -> float:
    return sum(map(_WIDTH.__getitem__, word)) / 1000


_WORD_WIDTHS = _WordWidths()
forgets(_WORD_WIDTHS.clear)
