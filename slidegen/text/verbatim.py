"""Where text is not markup: fenced code, HTML comments, code spans.

Knows how each opens, closes, and recovers when its author forgot to close it. Must not know slides,
content classes or Markdown blocks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import TypeVar

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.fence_end import Closing, action_of, find_fence_end

# A fence may stand behind list and quote markers (CommonMark 4.5, 5.1, 5.2) and at any indentation (remark's
# FENCES is `(?:^|\n) *(`{3,}|~{3,})`). The info string of a backtick fence holds no backtick: that makes
# ```` ```wait Running``` ```` a one-line snippet and not a fence.
FENCE_OPEN = re.compile(
    r"(?:^|(?<=<!--)|(?<=\[))(?P<lead>[ \t]*(?:(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)|>[ \t]*)*)"
    r"(?:(?P<ticks>`{3,})(?P<info>[^`\n]*)|(?P<tildes>~{3,})(?P<tilde_info>[^\n]*))$",
    re.MULTILINE,
)
#: What may stand before a fence that begins on the line of its content class: `.small[```bash`.
_IN_CLASS = re.compile(r"[ \t]*(?:\.[a-zA-Z_\-][a-zA-Z\-_0-9.]{0,200}\[)+")
# What may begin something; each alternative starts with a literal, by which the search is twice as fast.
_HINT = re.compile(r"``+`|~~+~|<!--|<pre\b|<script\b|<style\b|<textarea\b")
TICKS = re.compile(r"`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class FenceRegion:
    """A fence by offsets: `start` at its lead, `end` behind its closing marks (without the newline)."""

    start: int
    end: int
    lead: str  #: indentation and markers before the opening
    info: str
    text_start: int
    text_end: int  #: where the closing line starts, or `end` when there is none
    closing: Closing  #: `short`: by fewer marks than opened it


@dataclass(frozen=True, slots=True)
class CommentRegion:
    """An HTML comment by offsets, its marks among them."""

    start: int
    end: int
    closed: bool


Region = TypeVar("Region", FenceRegion, CommentRegion)


@dataclass(frozen=True, slots=True)
class Verbatim:
    """The fences and comments of a text, in order; none overlaps another."""

    fences: tuple[FenceRegion, ...]
    comments: tuple[CommentRegion, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def covers(self, offset: int) -> bool:
        """Whether the character at `offset` stands inside code or a comment."""
        at = bisect_right(self.starts, offset) - 1
        return at >= 0 and offset < self.ends[at]

    def in_fence(self, offset: int) -> bool:
        """Whether the character at `offset` stands in a fence, its marks among them."""
        at = bisect_right(self.fences, offset, key=_start) - 1
        return at >= 0 and offset < self.fences[at].end

    def within(self, start: int, end: int) -> "Verbatim":
        """The regions that begin in `[start, end)`."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if first == last:
            return NOTHING
        low, high = self.starts[first], self.starts[last - 1]
        fences = _between(self.fences, low, high)
        comments = _between(self.comments, low, high)
        return Verbatim(fences, comments, self.starts[first:last], self.ends[first:last])

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of `[start, end)` that are markup."""
        at = bisect_right(self.ends, start)
        while at < len(self.starts) and self.starts[at] < end:
            if start < self.starts[at]:
                yield start, self.starts[at]
            start = max(start, self.ends[at])
            at += 1
        if start < end:
            yield start, end


NOTHING = Verbatim((), (), (), ())
_start = attrgetter("start")


def _between(regions: tuple[Region, ...], low: int, high: int) -> tuple[Region, ...]:
    return regions[bisect_left(regions, low, key=_start) : bisect_right(regions, high, key=_start)]


def read_verbatim(text: str, start: int = 0, end: int | None = None) -> Verbatim:
    """The fences and comments in `text[start:end]`, each opened outside the others."""
    end = len(text) if end is None else end
    if is_plain(text, start, end):
        return NOTHING
    fences: list[FenceRegion] = []
    comments: list[CommentRegion] = []
    regions: list[tuple[int, int]] = []
    last_close = -2
    line_end = -1
    spans: list[tuple[int, int]] = []
    at = start
    while hint := _HINT.search(text, at, end):
        at = hint.end()
        if hint.group() == "<!--":
            if line_end <= hint.start():
                line_end, spans = _code_spans_of_line(text, hint.start())
            if _is_in(spans, hint.start()):
                continue
            last_close = text.rfind("-->", start, end) if last_close == -2 else last_close
            comments.append(_read_comment(text, hint.start(), end, last_close))
            regions.append((comments[-1].start, comments[-1].end))
        elif hint.group().startswith("<"):
            at = _end_of_raw(text, hint.group()[1:], hint.start(), start, end)
            continue
        elif opening := _opening(text, hint.start(), start, end):
            fences.append(read_fence(text, opening, end))
            regions.append((fences[-1].start, fences[-1].end))
        else:
            continue
        at = max(at, regions[-1][1])
    if not regions:
        return NOTHING
    return Verbatim(
        tuple(fences), tuple(comments), tuple(s for s, _ in regions), tuple(e for _, e in regions)
    )


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether nothing in `text[start:end]` looks like the mark of a fence or a comment."""
    return all(text.find(mark, start, end) == -1 for mark in ("```", "<!--", "~~~"))


def _end_of_raw(text: str, name: str, at: int, start: int, end: int) -> int:
    """Behind the element that begins at `at`: marks in `<pre>` and the like open no fence (CommonMark 4.6).

    One in the middle of a line is text about HTML; one that is not closed before the next `---` is a slip.
    """
    line_start = max(text.rfind("\n", start, at) + 1, start)
    close = text.find(f"</{name}>", at, end)
    if text[line_start:at].strip() or close == -1 or text.find("\n---\n", at, close) != -1:
        return at + len(name) + 1
    return close


def _opening(text: str, mark: int, start: int, end: int) -> re.Match[str] | None:
    """The fence that the marks at `mark` open, when they are the first thing on their line."""
    line_start = max(text.rfind("\n", start, mark) + 1, start)
    if _IN_CLASS.fullmatch(text, line_start, mark):
        return FENCE_OPEN.match(text, mark, end)
    opening = FENCE_OPEN.match(text, line_start, end)
    return opening if opening and opening.end("lead") == mark else None


def read_fence(text: str, opening: re.Match[str], end: int) -> FenceRegion:
    """The fence that `opening` (a match of `FENCE_OPEN`) starts."""
    marker = opening["ticks"] or opening["tildes"]
    info = (opening["info"] if opening["ticks"] else opening["tilde_info"]).strip()
    text_start = min(opening.end() + 1, end)
    text_end, stop, closing = find_fence_end(text, text_start, marker, end)
    info += action_of(text[text_end:stop])
    return FenceRegion(opening.start(), stop, opening["lead"], info, text_start, text_end, closing)


def _read_comment(text: str, start: int, end: int, last_close: int) -> CommentRegion:
    """A comment ends at the first `-->`; one that has none ends at the next `---`: the deck stays whole.

    So does one whose `-->` is that of another comment, which starts behind a `---`. `last_close` is where the
    last `-->` of the text is.
    """
    close = text.find("-->", start + 4, end) if last_close >= start + 4 else -1
    separator = text.find("\n---\n", start, end if close == -1 else close)
    forgotten = separator != -1 and text.find("<!--", separator, max(close, separator)) != -1
    if close != -1 and not forgotten:
        return CommentRegion(start, close + 3, True)
    return CommentRegion(start, end if separator == -1 else separator, False)


def _code_spans_of_line(text: str, offset: int) -> tuple[int, list[tuple[int, int]]]:
    """Where the line of `offset` ends, and the code spans that open and close on it."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    end = len(text) if end == -1 else end
    return end, code_spans(text, start, end)


def _is_in(spans: list[tuple[int, int]], offset: int) -> bool:
    at = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return at >= 0 and offset < spans[at][1]


def in_code(text: str) -> Callable[[int], bool]:
    """Whether an offset of `text` is in a fence, a comment or a code span."""
    verbatim, spans = read_verbatim(text), code_spans(text)
    return lambda offset: verbatim.covers(offset) or _is_in(spans, offset)


def code_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The code spans in `text[start:end]`, delimiters included (CommonMark 6.1: equal runs of backticks).

    A span does not cross a blank line: a paragraph ends there.
    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    at = start
    while (at := text.find("`", at, end)) != -1:
        blank = _BLANK_LINE.search(text, at, end)
        stop = blank.start() if blank else end
        spans.extend(_spans_of_paragraph(text, at, stop))
        at = stop
    return spans


def _spans_of_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return paired_ticks(text, [m.span() for m in TICKS.finditer(text, start, end)])


def paired_ticks(text: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each run of backticks of a paragraph with the next of the same length: code spans.

    A backslash takes the first of a run that would open one; inside code it is a character (CommonMark 6.1).
    """
    if len(runs) < 2:
        return
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    index = 0
    while index < len(runs):
        start, end = runs[index]
        start += _is_escaped(text, start)
        candidates = later.get(end - start, [])
        while candidates and candidates[-1] <= index:
            candidates.pop()
        index += 1
        if candidates:
            yield start, runs[candidates[-1]][1]
            index = candidates[-1] + 1


def _is_escaped(text: str, at: int) -> bool:
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def without_comments(text: str) -> str:
    """`text` without what its comments say."""
    if "<!--" not in text:
        return text
    parts, at = list[str](), 0
    for comment in read_verbatim(text).comments:
        parts.append(text[at : comment.start])
        at = comment.end
    return "".join((*parts, text[at:]))
