"""How far the lines of a text are indented, and so which of them are code: four columns past what holds them.

What holds a line is the list item around it (CommonMark 5.2), the content class, or the slide, whose lines
may all be indented. The first lines of a class, a slide and its notes are never code: remark trims them.

Knows columns. Must not know what the code says.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.fence_line import marks_a_fence
from slidegen.text.indents import CODE, margin_of, spaced, unquoted, without_columns
from slidegen.text.list_item import ELEMENT_LINE, ITEM, content_of, is_item, may_be_text

_NEXT = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|#")
_FAR = 200  #: lines above one that are looked at for the item around it


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are trimmed as a whole, by number from 0: a slide, its notes, what a class holds."""

    first: int
    end: int  #: behind the last
    is_class: bool = (
        False  #: in a class columns are counted, where a slide loses as many characters as all share
    )


class Margins:
    """The lines of a text, by number from 0. Of its blocks each stands inside another or outside of it."""

    def __init__(self, lines: Sequence[str], blocks: Iterable[Block] = ()) -> None:
        self.written = lines
        self._blocks = blocks
        self._items: dict[int, bool] = {}  #: of lines that look like items: whether they are

    @cached_property
    def lines(self) -> list[str]:
        """The lines as the smallest block around each shows them: few texts hold one that may be code."""
        shown = list(self.written)
        for block in sorted(self._blocks, key=lambda block: block.first - block.end):
            lines = self.written[block.first : block.end]
            shown[block.first : block.end] = trimmed(
                [spaced(line) for line in lines] if block.is_class else lines
            )
        return shown

    @cached_property
    def quoted(self) -> "Margins":
        """The lines of quotes behind their marks (CommonMark 5.1); those of none are as a heading between."""
        behind = (unquoted(line) if ">" in line else None if line.strip() else "" for line in self.lines)
        return Margins(["#" if line is None else line for line in behind])

    def margin(self, number: int) -> int:
        return margin_of(self.lines[number])

    def is_code(self, number: int) -> bool:
        """Whether the line is indented so far that it is no markup."""
        return self.margin(number) >= self.least(number)

    def least(self, number: int) -> int:
        """The column from which on the line is code; none of an item on the line below what is in another."""
        content = self.content_of_item(number)
        is_item_line = ITEM.match(self.lines[number])
        if not content or not (is_item_line or not self.lines[number - 1].strip()):
            return content + CODE
        if self.lines[number - 1].strip():
            return self.margin(number) + 1
        return max(content, CODE * self._level(number)) + CODE

    def least_of_code(self, number: int) -> int:
        """The same of a line that says itself that it is code: nothing else goes on with the item there."""
        return self.content_of_item(number) + CODE

    def _level(self, number: int) -> int:
        """In how many items a line stands, of which each stands left of the next."""
        level, limit = 0, self.margin(number)
        for above in range(number - 1, max(-1, number - _FAR), -1):
            if (
                limit
                and self.lines[above].strip()
                and self.margin(above) < limit
                and is_item(self.lines, above)
            ):
                level, limit = level + 1, self.margin(above)
        return level

    def content_of_item(self, number: int) -> int:
        """The column in which the list item around a line has its content; 0 outside of lists.

        An item that is indented too far on the line below another one is moved left, with all that is as far
        indented, so that this counts from the item's own margin; content that is not indented far enough is
        moved right, as long as nothing stands left of it.
        """
        limit = lowest = self.margin(number)
        moved = 0
        if limit == 0:
            return 0
        above = number
        while (above := above - 1) >= max(0, number - _FAR):
            line = self.lines[above]
            if not line.strip():
                continue
            margin, item = self.margin(above), ITEM.match(line)
            is_an_item = item is not None and is_item(self.lines, above)
            if item and is_an_item and margin <= limit and self._is_no_code(above):
                content = content_of(item)
                if margin < limit and (content <= limit or margin < lowest):
                    return moved if moved >= content + CODE else content
                moved = moved or margin * bool(self.lines[above - 1].strip())
            elif not is_an_item and (first := self._goes_on(above)) is not None:
                lowest = lowest if self._is_of_first_words(above) else min(lowest, margin)
                above = first
                continue
            elif margin == 0:
                return 0
            limit, lowest = min(limit, max(margin, 1)), min(lowest, margin)
        return 0

    def _is_no_code(self, number: int) -> bool:
        """Whether an item's line is not so far indented that it is code, or goes on with a paragraph."""
        if self.margin(number) < CODE:
            return True
        if number not in self._items:
            for above in range(
                max(0, number - _FAR), number + 1
            ):  # from above, so that none asks for another
                if above not in self._items:
                    self._items[above] = True
                    self._items[above] = self._is_item_in_place(above)
        return self._items[number]

    def _is_item_in_place(self, number: int) -> bool:
        if self.margin(number) < CODE or not ITEM.match(self.lines[number]):
            return True
        if self.margin(number) < self.least(number):
            return True
        return self.content_of_item(number) > 0 and bool(self.lines[number - 1].strip())

    def _goes_on(self, number: int) -> int | None:
        """Where that begins which a line may be a part of in an item above.

        The rest of a paragraph (CommonMark 5.2), and as remark has it, blocks right below the item, or words
        below those or a fence in it.
        """
        if (first := self._blocks_below_an_item(number)) is not None:
            return first
        if number == 0 or self.lines[number].startswith(">") or not _is_text(self.lines[number]):
            return None
        above = self.lines[number - 1]
        if _is_text(above) or (above.startswith((" ", "\t")) and marks_a_fence(above)):
            return number
        return self._blocks_below_an_item(number - 1)

    def _is_of_first_words(self, number: int) -> bool:
        """Whether the line goes on with what an item begins with, which ends none wherever it stands."""
        first = number
        floor = max(0, number - _FAR)
        while first > floor and _is_text(self.lines[first]) and not is_item(self.lines, first):
            first -= 1
        return first < number and is_item(self.lines, first)

    def _is_of_words_by_blanks(self, number: int) -> bool:
        """Whether it goes on with an item's first words, without a tab: as in remark, that ends them."""
        return "\t" not in self.written[number] and self._is_of_first_words(number)

    def _blocks_below_an_item(self, last: int) -> int | None:
        """The first line of the quotes, elements and fences up to a line, right below an item's words."""
        at = last
        while at > 0 and last - at < _FAR and (start := self._start_of_block(at)) is not None:
            if start and (is_item(self.lines, start - 1) or self._is_of_words_by_blanks(start - 1)):
                return start
            at = start - 1
        return None

    def _start_of_block(self, last: int) -> int | None:
        """Where the quote, the element or the fence begins that ends with a line at the margin."""
        line, first = self.lines[last], last
        if line.startswith(">"):
            while first > 0 and self.lines[first - 1].lstrip(" ").startswith(">"):
                first -= 1
            return first
        if ELEMENT_LINE.match(line):
            return first
        if not marks_a_fence(line):
            return None
        while first > 0 and last - first < _FAR and (first == last or not marks_a_fence(self.lines[first])):
            first -= 1
        return first


def _is_text(line: str) -> bool:
    """Whether a line may go on with a paragraph of an item; there, no tag at the margin ends one."""
    return may_be_text(line) or line.startswith("<")


def trimmed(lines: Sequence[str]) -> list[str]:
    """`lines` without the blanks that all of them begin with, and without code in the first ones."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines) or not lines[first].startswith((" ", "\t")):
        return list(lines)
    margin = min(len(line) - len(line.lstrip(" \t")) for line in lines[first:] if line.strip())
    kept = margin - lone_item(lines[first:], margin)
    lines = [line[margin if number == first else kept :] for number, line in enumerate(lines)]
    count = len(list(takewhile(str.strip, lines[first:])))
    return [*lines[:first], *_moved_left(lines[first : first + count]), *lines[first + count :]]


def lone_item(lines: Sequence[str], margin: int) -> int:
    """How wide the marker is with which lines of this margin begin; 0 where they do not, or another does.

    All that follows the only item is the item's, as in remark, which moves nothing but the first line.
    """
    item = ITEM.match(lines[0]) if margin and lines else None
    if item is None or "\t" in item[0] or any(_NEXT.match(line, margin) for line in lines[1:]):
        return 0
    width = content_of(item) - margin
    return width if width <= margin else 0


def _moved_left(lines: Sequence[str]) -> Sequence[str]:
    """`lines` without what they share, when that would make them code, and the first one in any case."""
    if not lines or margin_of(lines[0]) < CODE:
        return lines
    shown = [spaced(line) for line in lines]
    shared = min(map(margin_of, lines))
    first = shown[0][shared:] if shared >= CODE else shown[0].lstrip(" ")
    return [first, *(without_columns(line, shared) for line in lines[1:])]
