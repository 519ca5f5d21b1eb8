"""Which `[` belongs to which `]`, and which of them open a content class.

Knows brackets in markup, by one pass over the text. Must not know what a class holds or how it is rendered.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.verbatim import Verbatim, code_spans

# remark's CONTENT: `(?:\\)?((?:\.[a-zA-Z_\-][a-zA-Z\-_0-9]*)+)\[`; a backslash takes its meaning away.
#: What follows the first dot of what may be one. Names of that length are nobody's, and who looks for the
#: bracket from each dot of a longer chain looks at it as often as it has dots.
CLASS_REST = r"[a-zA-Z_\-][a-zA-Z\-_0-9.]{0,200}+\["
CLASS_OPEN = re.compile(rf"(\\?)(?=\.{CLASS_REST})((?:\.[a-zA-Z_\-][a-zA-Z\-_0-9]*)+)\[")
CLASS_HINT = re.compile(rf"\.{CLASS_REST}")  # begins with a literal: the search is three times as fast
# A bracket, or a backslash with what it takes the meaning of. Begins with a set, by which the search is fast.
_BRACKET = re.compile(r"[\\\[\]](?:(?<!\\)|(?<=\\)[\\\[\]])")


@dataclass(frozen=True, slots=True)
class ClassRegion:
    """A content class by offsets: `start` at its first dot, `end` behind its `]` (or where it gives up)."""

    start: int
    open: int  #: of the `[`
    end: int
    names: tuple[str, ...]
    closed: bool


def match_brackets(text: str, verbatim: Verbatim, start: int = 0, end: int | None = None) -> dict[int, int]:
    """From each `[` outside code to its `]`, as a stack pairs them; what has no partner is left out.

    `\\[` and `\\]` do not count (the cases call remark's counting of them a quirk). Linear in the text.
    """
    end = len(text) if end is None else end
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for gap_start, gap_end in verbatim.gaps(start, end):
        if text.find("[", gap_start, gap_end) == -1 and text.find("]", gap_start, gap_end) == -1:
            continue  # most gaps, and reading their code spans takes the time
        spans = code_spans(text, gap_start, gap_end)
        index = 0
        for bracket in _BRACKET.finditer(text, gap_start, gap_end):
            offset = bracket.start()
            while index < len(spans) and spans[index][1] <= offset:
                index += 1
            if (index < len(spans) and spans[index][0] <= offset) or bracket.group()[0] == "\\":
                continue
            if bracket.group() == "[":
                stack.append(offset)
            elif stack:
                pairs[stack.pop()] = offset
    return pairs


def read_classes(text: str, verbatim: Verbatim, pairs: dict[int, int], end: int) -> list[ClassRegion]:
    """The content classes that open outside code, in order of their start; nested ones too."""
    spans: list[tuple[int, int]] | None = None
    regions: list[ClassRegion] = []
    for opening in _openings(text, end):
        bracket = opening.end() - 1
        if opening[1] or verbatim.covers(bracket):
            continue
        close = pairs.get(bracket)
        if close is None:
            spans = code_spans(text, 0, end) if spans is None else spans
            if _covered(spans, bracket):
                continue
        names = tuple(opening[2].split(".")[1:])
        regions.append(
            ClassRegion(
                opening.start(2), bracket, end if close is None else close + 1, names, close is not None
            )
        )
    return regions


def _openings(text: str, end: int) -> Iterator[re.Match[str]]:
    """The matches of `CLASS_OPEN` in `text[:end]`."""
    for hint in CLASS_HINT.finditer(text, 0, end):
        start = hint.start() - text.startswith("\\", max(hint.start() - 1, 0), hint.start())
        if opening := CLASS_OPEN.search(text, start, hint.end()):
            yield opening


def _covered(spans: list[tuple[int, int]], offset: int) -> bool:
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= offset:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] <= offset
