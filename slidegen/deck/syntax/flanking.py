"""Where emphasis may begin and end beside punctuation.

CommonMark 6.2 lets `**` close only where no letter follows a punctuation mark, which is made for languages
with blanks between their words. Two rules are added:

- Beside Chinese, Japanese and Korean letters and punctuation `*` and `~` open and close as beside a blank,
  as the amendment of markdown-cjk-friendly has it (commonmark-spec, issue 650): `**注意：**这里`.
- Stars may close behind a mark though a letter follows, and two of them open before one, as in remark:
  `` **`x`**s ``, `**<u>i</u>**nteractive`. Brackets that open do not count, nor does `_`.
- Two stars may stand apart from what they make bold, as in remark: `` **`x` ** ``, `** a note **`,
  `**Note: **text`; three stars (`***Note: *** text`) and two underscores (`__ a note __`) may, too. Those of
  a power (`2 ** 3`) do not, nor do underscores right before a word: they begin a name. One star may
  close so at the end of a line: `*a note: *`.

`**A***` and `**A* is**` are bold around `A*`: the star that nobody opened is text.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType

from slidegen.deck.fresh_token import fresh_token
from slidegen.text.brackets import CLASS_HINT

_OPENS = ("Ps", "Pi")
_ENDS = ("Pe", "Pf")
_BOLD = 2  #: marks that make text bold
_REACH = 8  #: marks that may stand between two stars and two more
_ENDS_SENTENCE = ".,;:!?"
# Pictures are as wide as Chinese letters, but no letters.
_PICTURES = ((0x2300, 0x27FF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))


def flanking(md: MarkdownIt) -> None:
    """Let `md` begin and end emphasis so."""
    inline = _Inline()
    inline.ruler, inline.ruler2 = md.inline.ruler, md.inline.ruler2
    md.inline = inline
    md.inline.ruler2.after("emphasis", "strong_outside", strong_outside)


def strong_outside(state: StateInline) -> None:
    """`***x***` is bold around emphasis, as in remark; CommonMark (rule 14) turns it round."""
    if "***" not in state.src and "___" not in state.src:
        return
    tokens = state.tokens
    ends = dict(_pairs(tokens))
    for start, end in ends.items():
        inner = start + 2  # an empty text stands between
        if tokens[start].type == "em_open" and ends.get(inner) == end - 2 and not tokens[start + 1].content:
            tokens[start], tokens[inner] = tokens[inner], tokens[start]
            tokens[end - 2], tokens[end] = tokens[end], tokens[end - 2]


def _pairs(tokens: list[Token]) -> Iterator[tuple[int, int]]:
    """Where emphasis and bold begin and end."""
    stack = []
    for at, token in enumerate(tokens):
        if token.type in ("em_open", "strong_open"):
            stack.append(at)
        elif token.type in ("em_close", "strong_close") and stack:
            yield stack.pop(), at


class _Inline(ParserInline):
    """markdown-it's, with a state that knows these rules."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _State(StateInline):
    pending: str  # as it declares it itself

    def pushPending(self) -> Token:  # noqa: N802 - as markdown-it calls it
        token = fresh_token("text", "", 0, self.pendingLevel, False, self.pending)
        self.tokens.append(token)
        self.pending = ""
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: ARG002, N802, N803 - markdown-it's
        """The marks at `start`: whether they open or close, and how many they are."""
        marker, end, first = self.src[start], start, start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        while first > 0 and self.src[first - 1] == marker:
            first -= 1
        before = self.src[first - 1] if first else " "
        after = self.src[end] if end < self.posMax else " "
        if after == "." and CLASS_HINT.match(self.src, end, self.posMax):
            after = "["  # what a class begins with ends no sentence
        can_open, can_close = _sides(before, after, marker, end - start)
        if marker == "*" and end - start == 1 and _is_blank(before) and self._ends_line(end):
            can_close = self._is_open(marker, 1)
        if _may_be_apart(before, after, marker, end - start, is_stuck=not (can_open or can_close)):
            can_open, can_close = self._apart(start, end, can_open, can_close)
        if can_close and not can_open and end - start == 3 and self._open_marks(marker) == 2:
            return Scanned(False, False, 1)
        if can_close and not can_open and end - start == 1 and self._is_inside_bold(marker, end):
            return Scanned(False, False, 1)
        return Scanned(can_open, can_close, end - start)

    def _is_inside_bold(self, marker: str, end: int) -> bool:
        """Whether bold is open, and closed by marks that come later: `**A* is optimal**`."""
        return marker == "*" and self._is_open(marker, _BOLD) and self.src.find("**", end, self.posMax) != -1

    def _is_open(self, marker: str, length: int) -> bool:
        """Whether the last of these marks are so many that opened; only the last few marks are looked at."""
        near = self.delimiters[: -_REACH - 1 : -1]
        last = next((each for each in near if each.marker == ord(marker)), None)
        return last is not None and last.open and not last.close and last.length == length

    def _ends_line(self, end: int) -> bool:
        return end >= self.posMax or self.src[end] == "\n"

    def _apart(self, start: int, end: int, can_open: bool, can_close: bool) -> tuple[bool, bool]:
        """Whether marks behind a blank open or close: they close what is open, as in remark."""
        if self._is_open(self.src[start], end - start):
            return False, True
        after = self.src[end] if end < self.posMax else " "
        if _is_blank(after) and not _is_power(self.src[:start].rstrip()[-1:], self.src[end:].lstrip()[:1]):
            return True, can_close
        return can_open, can_close

    def _open_marks(self, marker: str) -> int:
        """How many marks wait for their partners."""
        count = 0
        for each in self.delimiters:
            if each.marker == ord(marker):
                count += -1 if each.close and count else each.open
        return count


@cache
def _sides(before: str, after: str, marker: str, length: int) -> tuple[bool, bool]:
    """Whether marks between these two characters can open, and whether they can close."""
    left = not _is_blank(after) and (not _is_mark(after) or _is_apart(before))
    right = not _is_blank(before) and (not _is_mark(before) or _is_apart(after))
    if marker == "_":
        before_ends, after_begins = _is_border(before), _is_border(after)
        return left and (not right or before_ends), right and (not left or after_begins)
    if marker == "*":
        left = left or (length > 1 and not _is_blank(after) and not _ends(after))
        right = right or (not _is_blank(before) and unicodedata.category(before) not in _OPENS)
    return left, right


def _may_be_apart(before: str, after: str, marker: str, length: int, *, is_stuck: bool) -> bool:
    """Whether so many marks may stand apart from what they make bold; stuck are those of no other use."""
    if marker == "_":
        return length == _BOLD and _is_blank(before) and not after.isalnum()
    if marker == "*" and length == _BOLD + 1:
        return _is_blank(before)
    is_stuck = is_stuck or (_is_blank(after) and (before == "`" or unicodedata.category(before) in _OPENS))
    return marker == "*" and length == _BOLD and (_is_blank(before) or is_stuck)


def _is_blank(character: str) -> bool:
    return isWhiteSpace(ord(character))


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _is_mark(character: str) -> bool:
    """Whether it is punctuation of a language that has blanks between its words."""
    return _is_punctuation(character) and not _is_cjk(character)


def _is_apart(character: str) -> bool:
    """Whether a word may begin or end beside it."""
    return _is_blank(character) or _is_punctuation(character) or _is_cjk(character)


def _is_power(before: str, after: str) -> bool:
    """Whether `**` between these two raises to a power, or is the last of its text."""
    return not after or before.isdigit() or before == ")" or after.isdigit()


def _is_border(character: str) -> bool:
    """Whether a word in underscores may stand right beside it: `_stateful_한`."""
    return _is_punctuation(character) or _is_cjk(character)


def _ends(character: str) -> bool:
    return character in _ENDS_SENTENCE or unicodedata.category(character) in _ENDS


def _is_cjk(character: str) -> bool:
    point = ord(character)
    wide = unicodedata.east_asian_width(character) in ("W", "F", "H") or 0x1100 <= point <= 0x11FF
    return wide and not any(low <= point <= high for low, high in _PICTURES)
