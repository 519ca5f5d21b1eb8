"""Which lines begin an item of a list, where a paragraph stands above them.

Only a bullet and the number 1 may interrupt a paragraph (CommonMark 5.2), so `10) pods` below a line of text
goes on with it; a lone number with a parenthesis is text everywhere, as in remark. One with code right behind
it is an item wherever it stands.

Knows lines. Must not know what an item holds.
"""

from collections.abc import Sequence

from slidegen import lazy_re as re
from slidegen.text.heading import TIGHT_HEADING
from slidegen.text.indents import CODE, columns

ITEM = re.compile(r"(?P<lead>[ \t]*(?:[-*+]|(?P<number>\d{1,9})(?P<mark>[.)]))(?P<gap>[ \t]+|$))")
#: An element with its end on one line, which belongs to the item on the line above.
ELEMENT_LINE = re.compile(r"^[ ]*<(?P<name>[A-Za-z][\w-]*+)[^\n]*</(?P=name)>[ \t]*$", re.MULTILINE)
#: A line that is no text of a paragraph: blank, a heading, a separator, marks of code, an open class, HTML.
_NO_TEXT = re.compile(r"[ \t>]*(?:$|#{1,6}(?:[ \t]|$)|```|~~~|---|\?\?\?|\.[\w.-]+\[[^\]\n]*$|<|\])")
_FAR = 100  #: lines of a paragraph that are looked at


def is_item(lines: Sequence[str], at: int) -> bool:
    """Whether line `at` of `lines` begins an item."""
    item = ITEM.match(lines[at])
    if item is None:
        return False
    if lines[at].startswith(("```", "~~~"), item.end()):
        return True
    return not _is_alone(lines, at, item) and (_interrupts(item) or not _goes_on_with_text(lines, at))


def content_of(item: re.Match[str]) -> int:
    """The column of an item's content (CommonMark 5.2)."""
    gap, content = columns(item["gap"]), columns(item["lead"])
    return content if 0 < gap <= CODE else content - gap + 1


def may_be_text(line: str) -> bool:
    """Whether a line may be a part of a paragraph."""
    return not _NO_TEXT.match(line) and not ("#" in line and TIGHT_HEADING.match(line.lstrip(" \t>")))


def _interrupts(item: re.Match[str]) -> bool:
    return item["number"] is None or int(item["number"]) == 1


def _is_alone(lines: Sequence[str], at: int, item: re.Match[str]) -> bool:
    """Whether no other with a parenthesis stands between the blank lines around it, or nothing beside `+`."""
    if item["mark"] != ")" and lines[at][item.end() :].strip():
        return False
    around = (*_until_blank(lines, range(at - 1, -1, -1)), *_until_blank(lines, range(at + 1, len(lines))))
    if item["mark"] != ")":
        return item["number"] is None and not around
    return not any((other := ITEM.match(line)) and other["mark"] == ")" for line in around)


def _until_blank(lines: Sequence[str], numbers: range) -> list[str]:
    found = list[str]()
    for number in numbers[:_FAR]:
        if not lines[number].strip():
            break
        found.append(lines[number])
    return found


def _goes_on_with_text(lines: Sequence[str], at: int) -> bool:
    """Whether a paragraph, outside of any list and quote, stands right above."""
    first = at
    while first and at - first < _FAR and may_be_text(lines[first - 1]):
        first -= 1
        if lines[first].lstrip(" ").startswith(">"):
            return False  # that paragraph is the quote's
    if first == at or is_item(lines, first):
        return False
    found = ((number, ITEM.match(lines[number])) for number in range(first + 1, at))
    return not any(
        item and _interrupts(item) and not _is_alone(lines, number, item) for number, item in found
    )
