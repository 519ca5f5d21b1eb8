"""List items whose content is indented past the marker, but not as far as CommonMark 5.2 asks for.

    1. If there is a default class:

      *a volume is made*

To remark, and to every author who wrote this, the paragraph belongs to the item. CommonMark ends the list
there, so such lines are moved right, to where the item's content begins. The line count stays as it is.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from slidegen.memory import remembered
from slidegen.text.verbatim import read_verbatim

_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-*+]|\d{1,9}[.)])(?P<gap> +)(?=\S)")
# What can stand between a marker and its content: an odd indentation, or any under a wide marker.
# Begins with a literal, by which the search is fast.
_SUSPECT = re.compile(r"\n(?: (?: {2})*+\S| *+(?:\d{1,9}[.)]|[-*+] ) )")


def indentation(md: MarkdownIt) -> None:
    """Let `md` take under-indented content for the item's."""
    md.core.ruler.after("normalize", "indentation", indent_items)


def indent_items(state: StateCore) -> None:
    state.src = indented(state.src)


@remembered  # it is asked before the rules, too
def indented(text: str) -> str:
    """`text` as the rules that come later see it."""
    return with_indented_items(text) if _SUSPECT.search(f"\n{text}") else text


def with_indented_items(text: str) -> str:
    """`text` with the content of each list item indented as far as the item asks for."""
    ends = _verbatim_lines(text)
    lines = text.split("\n")
    items: list[tuple[int, int]] = []  # the columns of marker and content of the items that are open
    number = 0
    while number < len(lines):
        last = ends.get(number, number)
        if lines[number].strip():
            missing = _missing(lines[number], items)
            if missing:
                lines[number : last + 1] = [_moved(line, missing) for line in lines[number : last + 1]]
            _open_item(lines[number], items)
        number = last + 1
    return "\n".join(lines)


def _verbatim_lines(text: str) -> dict[int, int]:
    """From the first line of each fence and comment to its last: they move as a whole."""
    verbatim = read_verbatim(text)
    ends: dict[int, int] = {}
    line, at = 0, 0
    for start, end in zip(verbatim.starts, verbatim.ends, strict=True):
        line += text.count("\n", at, start)
        at = start
        ends[line] = line + text.count("\n", start, end)
    return ends


def _missing(line: str, items: list[tuple[int, int]]) -> int:
    """How many blanks the line lacks to be content of the innermost item that it is indented under."""
    indent = len(line) - len(line.lstrip(" "))
    while items and indent <= items[-1][0]:
        items.pop()
    return items[-1][1] - indent if items and indent < items[-1][1] else 0


def _open_item(line: str, items: list[tuple[int, int]]) -> None:
    item = _ITEM.match(line)
    if item is None:
        return
    gap = len(item["gap"])
    marker = len(item["indent"])
    items.append((marker, marker + len(item["marker"]) + (gap if gap <= 4 else 1)))


def _moved(line: str, blanks: int) -> str:
    return " " * blanks + line if line.strip() else line
