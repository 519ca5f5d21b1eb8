"""List items whose content is indented past the marker, but not as far as CommonMark 5.2 asks for.

    1. If there is a default class:

      *a volume is made*

To remark, and to every author who wrote this, the paragraph belongs to the item. CommonMark ends the list
there, so such lines are moved right, to where the item's content begins. The line count stays as it is.

    - The command prints:
    ```
    PASS
    ```
    - next

So are a fence, a quote, a block of a class and an element (`<center>…</center>`) on the line below an item
or below the words that it goes on with, and such blocks and words on the line below one of those: the list
goes on behind them, and so do its numbers.

    - The node is asked whether it is there.
          - If not, it is replaced.

Such an item is one of a list in the item, as far as it may be indented; to CommonMark it is text. Behind a
blank line, where CommonMark takes it for code, it is one up to four columns a level.

    - The node is asked.

          Then it is replaced.

So do other words go on with the item up to four columns a level, but for what is plainly a command: to the
authors of most Markdown that is code.
"""

from bisect import bisect_right

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen import lazy_re as re
from slidegen.memory import remembered_lately
from slidegen.text.brackets import CLASS_REST, match_brackets
from slidegen.text.indents import margin_of, spaced, without_columns
from slidegen.text.list_item import ELEMENT_LINE, ITEM, content_of, is_item
from slidegen.text.unmarked_code import is_code_in_an_item
from slidegen.text.verbatim import Verbatim, read_verbatim

_LINE_END = re.compile(r"\n")
_CLASS_LINE = re.compile(rf"^[ ]*\.{CLASS_REST}", re.MULTILINE)
_QUOTE = re.compile(r"^[ ]*>[^\n]*(?>(?:\n[ ]*>[^\n]*)*)", re.MULTILINE)
_WORDS = re.compile(r"[ ]*+(?![]#>|<`~.]|(?:[-*+]|\d{1,9}[.)])(?:[ ]|$)|([-*_])(?:[ ]*\1){2,}[ ]*$)\S")
# What can stand between a marker and its content: an odd indentation, or any under a wide marker.
# Begins with a literal, by which the search is fast.
_SUSPECT = re.compile(
    r"\n(?: (?>(?: {2})*)\S| *+(?:\d{1,9}[.)]|[-*+] ) "
    r"|[ \t]*+(?:\d{1,9}[.)]|[-*+])[ \t][^\n]*\n(?>(?: *+(?![-*+\d#>|<`~.\]])\S[^\n]*\n)*)"
    r" *+(?:`{3}|~{3}|\.[A-Za-z_-]|<[A-Za-z]|>)"
    r"| *+(?:`{3}|~{3})\n *+[^\s`~]| {6,}+(?:\d{1,9}[.)]|[-*+]) |[ \t]*+\n(?: {6}| *+\t))"
)


#: A line's indentation, the marker of an item and the gap behind it, and what it begins with.
_LINE = re.compile(r"^( *)(?:([-*+]|\d{1,9}[.)])( +)(?=\S))?([^ \n])[^\n]*", re.MULTILINE)
_CODE = 4  #: how far a line is indented that is code (CommonMark 4.4)
_FAR = 1_000_000  #: past any column
_BLOCK = "`~.<>"  #: what fences, classes, elements and quotes begin with


def indentation(md: MarkdownIt) -> None:
    """Let `md` take under-indented content for the item's."""
    md.core.ruler.after("normalize", "indentation", indent_items)


def indent_items(state: StateCore) -> None:
    state.src = indented(state.src)


@remembered_lately  # it is asked before the rules, too
def indented(text: str) -> str:
    """`text` as the rules that come later see it."""
    is_suspect = _SUSPECT.search(f"\n{text}") and may_lack_blanks(text)
    return with_indented_items(text) if is_suspect else text


def may_lack_blanks(text: str) -> bool:
    """Whether a line is indented past some marker above it and short of what stands behind that, or a block
    begins so below an item: code and where lists end are not looked at, which takes more time."""
    if "\t" in text:
        return True
    short = set[int]()  #: the indentations that are
    above = deepest = -1  #: where an item's first words end, and the last column of any content
    fence, before = -1, 0  #: where the fence on the line before ends, and that line
    least = _FAR  #: the first column of any content
    for line in _LINE.finditer(text):
        blanks, marker, gap, first = line.groups()
        indent = len(blanks)
        if indent in short or (first in _BLOCK and line.start() == above + 1 and indent < deepest):
            return True
        if line.start() == fence + 1 and indent < deepest and not marker:
            return True
        if indent >= least + _CODE and (marker or line.start() > before + 1):
            return True
        before = line.end()
        fence = line.end() if first in "`~" and line.group().lstrip(" ")[:3] in ("```", "~~~") else -1
        above = line.end() if line.start() == above + 1 else above
        if marker:
            content = _content_at(indent, marker, gap)
            above, deepest, least = line.end(), max(deepest, content), min(least, content)
            short.update(range(indent + 1, content))
    return False


def with_indented_items(text: str) -> str:
    """`text` with the content of each list item indented as far as the item asks for."""
    return _Indenter(text).moved()


class _Indenter:
    """The lines of a text, each moved as far as the items that are open above it ask for."""

    def __init__(self, text: str) -> None:
        self.ends, self.blocks = _whole_lines(text)
        self.lines = text.split("\n")
        self.items: list[tuple[int, int]] = []  #: the columns of marker and content of the open ones
        self.below = self.opened = -1  #: the lines below a block of an item, and below an item's first words
        self.is_code = False  #: whether indented code goes on

    def moved(self) -> str:
        number = 0
        while number < len(self.lines):
            last = self._move(number) if self.lines[number].strip() else self.ends.get(number, number)
            number = last + 1
        return "\n".join(self.lines)

    def _move(self, number: int) -> int:
        """Move what begins on a line, if it lacks blanks; the last line of that."""
        lines, items = self.lines, self.items
        if items and number == self.opened and _WORDS.match(lines[number]):  # they go on with what it says
            self.opened = number + 1
            return number
        self._go_on_with_code(number)
        last = number if self._is_deep(number) else self.ends.get(number, number)
        is_more = number == self.below and _WORDS.match(lines[number]) is not None
        is_below = number in self.blocks and number in (self.below, self.opened)
        is_within = is_below or is_more
        missing = _missing_below(lines[number], items) if is_within else _missing(lines, number, items)
        is_moved_block = missing > 0 and is_below
        last = self.blocks.get(number, last) if is_moved_block else last
        if missing:
            lines[number : last + 1] = _block_moved(lines[number : last + 1], missing)
        self._open_item(number)
        is_fenced = bool(items) and last > number and margin_of(lines[number]) >= items[-1][1]
        is_block = is_moved_block or (is_fenced and number in self.ends)
        self.below = last + 1 if is_block or is_more else -1
        return last

    def _is_deep(self, number: int) -> bool:
        """Whether the line is indented so far that it would be code in the innermost item."""
        return margin_of(self.lines[number]) >= (self.items[-1][1] if self.items else 0) + _CODE

    def _go_on_with_code(self, number: int) -> None:
        """What is too deep goes on with code, or begins it; or it is what belongs further left."""
        line, is_deep = self.lines[number], self._is_deep(number)
        is_first = number == 0 or not self.lines[number - 1].strip()
        item = _item_of(line)
        self.is_code = is_deep and (self.is_code or (is_first and self._begins_code(number)))
        if not self.items or not is_deep or self.is_code:
            return
        blanks = margin_of(line) - self.items[-1][1]
        if item:
            _move_left(self.lines, number, blanks)
        elif is_first:
            last = max(number, self.ends.get(number, number), self.blocks.get(number, number))
            self.lines[number : last + 1] = [
                without_columns(each, min(blanks, margin_of(each))) for each in self.lines[number : last + 1]
            ]

    def _begins_code(self, number: int) -> bool:
        """Whether the line is no part of the items that are open, of which remark takes four columns each."""
        is_far = margin_of(self.lines[number]) >= _CODE * (len(self.items) + 1)
        return is_far or is_code_in_an_item(self.lines, number)

    def _open_item(self, number: int) -> None:
        if self._is_deep(number) or not is_item(self.lines, number):  # a lone `1)` is text
            return
        self.opened = number + 1
        if item := _item_of(self.lines[number]):
            self.items.append((margin_of(self.lines[number]), content_of(item)))


def _move_left(lines: list[str], number: int, blanks: int) -> None:
    """Move an item left, and all that belongs to it."""
    margin = margin_of(lines[number])
    while number < len(lines) and (not lines[number].strip() or margin_of(lines[number]) >= margin):
        lines[number] = lines[number][blanks:] if lines[number].strip() else lines[number]
        number += 1


def _whole_lines(text: str) -> tuple[dict[int, int], dict[int, int]]:
    """From the first line to the last of each fence and comment, and of each fence, class and element.

    They move as a whole.
    """
    verbatim = read_verbatim(text)
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    ends = {
        _line(starts, start): _line(starts, end)
        for start, end in zip(verbatim.starts, verbatim.ends, strict=True)
    }
    fences = {_line(starts, each.start): _line(starts, each.end) for each in verbatim.fences}
    elements = {
        _line(starts, each.start()): _line(starts, each.start()) for each in ELEMENT_LINE.finditer(text)
    }
    quotes = {_line(starts, each.start()): _line(starts, each.end()) for each in _QUOTE.finditer(text)}
    return ends, elements | quotes | fences | _classes(text, verbatim, starts)


def _classes(text: str, verbatim: Verbatim, starts: list[int]) -> dict[int, int]:
    openings = list(_CLASS_LINE.finditer(text))
    pairs = match_brackets(text, verbatim) if openings else {}
    found: dict[int, int] = {}
    for opening in openings:
        close = pairs.get(opening.end() - 1)
        first = _line(starts, opening.end())
        if close is not None and (last := _line(starts, close)) > first:
            found[first] = last
    return found


def _line(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _missing_below(line: str, items: list[tuple[int, int]]) -> int:
    """How many blanks the block lacks to be content of the item on the line above it."""
    return max(0, items[-1][1] - margin_of(line)) if items else 0


def _missing(lines: list[str], number: int, items: list[tuple[int, int]]) -> int:
    """How many blanks the line lacks to be content of the innermost item that it is indented under.

    Two blank lines end a list for remark; what may still be an item's goes on with it, as in CommonMark.
    """
    indent = margin_of(lines[number])
    is_apart = number > 1 and not "".join(lines[number - 2 : number]).strip()
    is_apart = is_apart and _item_of(lines[number]) is None
    while items and indent <= (items[-1][1] - 1 if is_apart else items[-1][0]):
        items.pop()
    return items[-1][1] - indent if items and indent < items[-1][1] else 0


def _item_of(line: str) -> re.Match[str] | None:
    """What begins an item on the line, if that says something."""
    item = ITEM.match(line)
    return item if item and line[item.end() :] else None


def _content_at(indent: int, marker: str, gap: str) -> int:
    """The column of an item's content (CommonMark 5.2)."""
    return indent + len(marker) + (len(gap) if len(gap) <= 4 else 1)


def _block_moved(lines: list[str], blanks: int) -> list[str]:
    """Lines that move as a whole; in a fence tabs stay, by which `<<-` finds its end."""
    if lines[0].lstrip(" \t").startswith(("```", "~~~")):
        rest = [" " * blanks + line if line.strip() else line for line in lines[1:]]
        return [_moved(lines[0], blanks), *rest]
    return [_moved(line, blanks) for line in lines]


def _moved(line: str, blanks: int) -> str:
    return " " * blanks + spaced(line) if line.strip() else line
