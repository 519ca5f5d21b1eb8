"""How far the lines of a text are indented, and so which of them are code: four columns past what holds them.

What holds a line is the list item around it (CommonMark 5.2), the content class, or the slide, whose lines
may all be indented. The first lines of a class, a slide and its notes are never code: remark trims them.

Knows columns. Must not know what the code says.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile

from slidegen.lazy_dataclass import dataclass
from slidegen.text.fence_line import marks_a_fence
from slidegen.text.list_item import ELEMENT_LINE, ITEM, is_item, may_be_text

CODE = 4  #: columns that make code of a Markdown line
_FAR = 200  #: lines above one that are looked at for the item around it


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are trimmed as a whole, by number from 0: a slide, its notes, what a class holds."""

    first: int
    end: int  #: behind the last


class Margins:
    """The lines of a text, by number from 0. Of its blocks each stands inside another or outside of it."""

    def __init__(self, lines: Sequence[str], blocks: Iterable[Block] = ()) -> None:
        self.lines = lines
        self._blocks = blocks
        self._known: dict[Block, tuple[int, range]] = {}
        self._items: dict[int, bool] = {}  #: of lines that look like items: whether they are

    @cached_property
    def _holding(self) -> dict[int, Block]:
        """The smallest block around each line: few texts hold a line that may be code."""
        return _innermost(self._blocks, len(self.lines))

    def margin(self, number: int) -> int:
        line = self.lines[number]
        return columns(line[: len(line) - len(line.lstrip(" \t"))])

    def is_code(self, number: int) -> bool:
        """Whether the line is indented so far that it is no markup."""
        return self.margin(number) >= self.least(number)

    def least(self, number: int) -> int:
        """The column from which on the line is code; beyond its own where none would make it that."""
        block = self._holding.get(number)
        shared, trimmed = (0, range(0)) if block is None else self._trim(block)
        if number in trimmed:
            return self.margin(number) + 1
        return max(self.content_of_item(number), shared) + CODE

    def _trim(self, block: Block) -> tuple[int, range]:
        """How far all lines of the block are indented, and which of them are moved left beside that."""
        if block not in self._known:
            said = [n for n in range(block.first, block.end) if self.lines[n].strip()]
            shared = min(map(self.margin, said), default=0)
            self._known[block] = (shared, self._moved(said[0], block.end, shared) if said else range(0))
        return self._known[block]

    def _moved(self, first: int, end: int, shared: int) -> range:
        """The first lines, where they would be code: all up to a blank one, or the first alone."""
        if self.margin(first) - shared < CODE:
            return range(0)
        lines = list(takewhile(lambda n: self.lines[n].strip(), range(first, end)))
        are_code = min(map(self.margin, lines)) - shared >= CODE
        return range(first, first + len(lines) if are_code else first + 1)

    def content_of_item(self, number: int) -> int:
        """The column in which the list item around a line has its content; 0 outside of lists.

        An item that is indented too far on the line below another one is moved left, with all that is as far
        indented, so that this counts from the item's own margin.
        """
        limit, moved = self.margin(number), 0
        if limit == 0:
            return 0
        for above in range(number - 1, max(-1, number - _FAR), -1):
            line = self.lines[above]
            if not line.strip():
                continue
            margin, item = self.margin(above), ITEM.match(line)
            if item and margin <= limit and is_item(self.lines, above) and self._is_no_code(above):
                gap, content = columns(item["gap"]), columns(item["lead"])
                content = content if 0 < gap <= CODE else content - gap + 1
                if margin < limit and content <= limit:
                    return moved if moved >= content + CODE else content
                moved = moved or margin * bool(self.lines[above - 1].strip())
            elif margin == 0:
                if not self._goes_on(above):
                    return 0
                continue
            limit = min(limit, max(margin, 1))
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

    def _goes_on(self, number: int) -> bool:
        """Whether a line at the margin may be a part of an item above: the rest of a paragraph (CommonMark
        5.2), and as remark has it, a quote or elements below the item, or words below those or a fence in it.
        """
        if number == 0:
            return False
        if self.lines[number].startswith(">"):
            return self._is_quote_below_an_item(number)
        if self._is_below_an_item(number):
            return True
        if not _is_text(self.lines[number]):
            return False
        above = self.lines[number - 1]
        if _is_text(above) or self._is_below_an_item(number - 1):
            return True
        return above.startswith((" ", "\t")) and marks_a_fence(above)

    def _is_below_an_item(self, number: int) -> bool:
        """Whether the line is one of the elements below an item."""
        first = number
        while number > 0 and first - number < _FAR and ELEMENT_LINE.match(self.lines[number]):
            number -= 1
        return number < first and is_item(self.lines, number)

    def _is_quote_below_an_item(self, number: int) -> bool:
        while number > 0 and self.lines[number].lstrip(" ").startswith(">"):
            number -= 1
        return is_item(self.lines, number)


def _is_text(line: str) -> bool:
    return may_be_text(line) or line.startswith("<!--")


def _innermost(blocks: Iterable[Block], count: int) -> dict[int, Block]:
    """For each line the smallest block around it, as far as there is one."""
    found: dict[int, Block] = {}
    open_blocks: list[Block] = []
    waiting = sorted(blocks, key=lambda block: (block.first, -block.end), reverse=True)
    for number in range(count):
        while waiting and waiting[-1].first <= number:
            open_blocks.append(waiting.pop())
        while open_blocks and open_blocks[-1].end <= number:
            open_blocks.pop()
        if open_blocks:
            found[number] = open_blocks[-1]
    return found


def columns(text: str) -> int:
    """How wide a text is; a tab goes on to the next multiple of four (CommonMark 2.2)."""
    width = 0
    for char in text:
        width += CODE - width % CODE if char == "\t" else 1
    return width
