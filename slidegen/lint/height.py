"""How high a slide will be, without a browser: its lines set in the measures of the default theme.

Text is wrapped by the widths of the theme's font (Source Sans 3; code is 0.6 em a character), blocks are
stacked with the margins of themes/base/css, and margins collapse as in CSS. Markdown is read line by line,
as far as its lines show it: good enough to say "far too much", not to say "twenty pixels". What has no
height in the text (pictures, HTML, included files) makes the answer None.

A slide is set in one of four densities (`density_of`), so that what is short is large and what is long fits;
it says so in the page (`data-density`), and the style sheet has their measures.

Knows the measures of the canvas. Must not know rules. `bench/overflow.py` compares it with Chromium.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from slidegen.lint.text_width import pieces, wrapped
from slidegen.source.file import SourceFile
from slidegen.text.model import Fence, SlideSource

# ---- measures: themes/base/css/{variables,slide,classes,code}.css, in pixels of the canvas
EM = 28.0
LINE = 1.33 * EM
WIDTH = 1210 - 2 * 56
ROOM = 681 - 40 - 36  #: between the margins above and below
CODE_EM = 0.745 * EM
CODE_LINE = 1.35 * CODE_EM
CODE_PADDING = 2 * 0.5 * CODE_EM + 2
INDENT = 1.25 * EM  #: of a list


#: heading level -> (font size in em, margin above, margin below), the margins in em of the heading
HEADINGS = {1: (1.75, 0.9, 0.5), 2: (1.45, 0.9, 0.5), 3: (1.1, 0.9, 0.5)}
SMALLER = {"small": 0.78, "tiny": 0.6, "large": 1.3, "big": 1.3, "huge": 1.8}
BESIDE = {
    "pull-left": 0.48,
    "pull-right": 0.48,
    "column-half": 0.48,
    "left-column": 0.24,
    "right-column": 0.73,
}
ELSEWHERE = ("footnote", "debug", "nav")  #: at the slide's edge, out of the flow


# ---- densities: themes/base/css/density.css
@dataclass(frozen=True, slots=True)
class Density:
    """How large and how far apart a slide's text is set; lengths in em."""

    name: str  #: as the page says it; `` for a slide whose height cannot be known
    size: float  #: of the theme's own size
    line: float
    gap: float  #: around paragraphs
    item: float  #: around the items of a list
    loose: float  #: likewise, with blank lines between them
    measure: float = WIDTH  #: the longest line
    limit: float = 1.0  #: which share of the room it may take


UNKNOWN = Density("", 1, 1.33, 0.5, 0.2, 0.4)
DENSE = Density("dense", 26 / 28, 1.29, 0.45, 0.15, 0.3)
DENSITIES = (
    Density("large", 32 / 28, 1.42, 0.8, 0.5, 0.65, 30.8, 0.84),
    Density("roomy", 30 / 28, 1.4, 0.65, 0.4, 0.55, 30.8, 0.86),
    Density("normal", 1, 1.36, 0.55, 0.3, 0.45, 32.8, 0.9),
)
COLUMNS = 84  #: of code on a slide, in the theme's own size
COLUMNS_OF_A_LAB = 74  #: of code in a list there; the theme `workshop` has an icon beside it

OWN_LOOK = frozenset({"title", "pic", "toc"})  #: classes of slides that the theme sets in another way

LONGEST = 20_000  #: characters; what is longer is no slide, but something that was never closed

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,9}[.)])(\s+)(.*)$")
_OPENING = re.compile(r"\s*((?:\.[A-Za-z][\w-]*)+)\[(.*)$")
_IMAGE = re.compile(r"!\[|<img\b|<(?:iframe|video|svg|div|table|pre|object)\b|@@INCLUDE|\{\{")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:\s+\S+")
_RULE = re.compile(r"\s*(?:\*\s*){3,}$|\s*(?:_\s*){3,}$")
_TABLE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


@dataclass(frozen=True, slots=True)
class _Box:
    """A block: its height, and how far others stay away."""

    height: float
    above: float
    below: float


@dataclass(slots=True)
class _Frame:
    """A content class that is open: what is in it, and how it is set."""

    width: float
    scale: float = 1.0
    floats: bool = False
    hidden: bool = False
    edge: float = 0.0  #: padding and border, above and below together
    above: float = 0.0
    boxes: list[_Box] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)  #: the columns at which the open list items' text begins


class _UnknownError(Exception):
    """Something whose height is not in the text."""


def density_of(source: SourceFile, slide: SlideSource, width: float = WIDTH) -> Density:
    """The largest density that the slide surely fits in; UNKNOWN when its height is not in its text.

    `width` is what the canvas has between its margins.
    """
    columns = max((len(line) for fence in slide.fences for line in fence.text.split("\n")), default=0)
    room = (COLUMNS_OF_A_LAB if slide.exercises else COLUMNS) * width / WIDTH
    for density in DENSITIES:
        height = slide_height(source, slide, density, width)
        if height is None:
            return UNKNOWN
        if height <= density.limit * ROOM and (density.size <= 1 or columns * density.size <= room):
            return density
    return DENSE


def slide_height(
    source: SourceFile, slide: SlideSource, density: Density = UNKNOWN, width: float = WIDTH
) -> float | None:
    """The height of the slide's content in pixels, to compare with ROOM; None when it cannot be known."""
    if not OWN_LOOK.isdisjoint(slide.classes) or slide.span.end - slide.span.start > LONGEST:
        return None
    try:
        return density.size * _Setting(source, slide, density, width).height()
    except _UnknownError:
        return None


class _Setting:
    """One slide being set, in pixels of the density: what is larger has a narrower canvas."""

    def __init__(self, source: SourceFile, slide: SlideSource, density: Density, width: float) -> None:
        self.slide = slide
        self.density = density
        self.frames = [_Frame(width / density.size)]
        self.lines = list(_body_lines(source, slide))
        #: whether a line may hold what has no height in the text: asked once, since few slides do
        self.may_be_unknown = bool(_IMAGE.search(source.text, slide.span.start, slide.span.end))
        self.fences = {fence.line: fence for fence in slide.fences}
        self.beside = 0.0  #: the height of the column that waits for its neighbour

    def height(self) -> float:
        at = 0
        while at < len(self.lines):
            at = self._block(at)
        while len(self.frames) > 1:
            self._close()
        return _stacked(self.frames[0].boxes) + self.beside

    # ---- what a line begins
    def _block(self, at: int) -> int:
        """Set the block that begins at line `at`; returns the line behind it."""
        number, line = self.lines[at]
        if number in self.fences:
            return self._fence(at, self.fences[number])
        text = line.strip()
        if not text or text == "--":
            return at + 1
        if text.startswith("]") and len(self.frames) > 1:
            self._close()
            return at + 1
        if self.may_be_unknown and _IMAGE.search(line):
            raise _UnknownError
        opening = _OPENING.match(line) if text[0] == "." else None
        if opening and _unclosed(opening[2]):
            self._open(opening[1].strip(".").split("."))
            return at + 1 if not opening[2].strip() else self._paragraph(at, opening[2])
        if opening and text.endswith("]") and opening[1].strip(".") in ELSEWHERE:
            return at + 1
        if text[0] == "#" and (heading := _HEADING.match(line)):
            self._heading(len(heading[1]), heading[2])
            return at + 1
        if at + 1 < len(self.lines) and "|" in line and _TABLE.match(self.lines[at + 1][1]):
            return self._table(at)
        if text[0] in "*_" and _RULE.match(line):
            self._add(_Box(2, EM, EM))
            return at + 1
        return self._item_or_paragraph(at, line)

    def _item_or_paragraph(self, at: int, line: str) -> int:
        frame = self.frames[-1]
        indent = len(line) - len(line.lstrip())
        if _may_be_item(line.lstrip()) and (item := _ITEM.match(line)):
            while frame.indents and frame.indents[-1] > indent:
                frame.indents.pop()
            frame.indents.append(indent + 1)
            return self._paragraph(at, item[3], in_list=True)
        while frame.indents and indent < frame.indents[-1] and self._after_blank(at):
            frame.indents.pop()
        return self._paragraph(at, line, in_list=bool(frame.indents))

    def _after_blank(self, at: int) -> bool:
        return at > 0 and not self.lines[at - 1][1].strip()

    # ---- blocks
    def _paragraph(self, at: int, first: str, *, in_list: bool = False) -> int:
        """A paragraph over as many lines as it takes."""
        texts, to = [first], at + 1
        while to < len(self.lines) and not self._begins_a_block(to):
            texts.append(self.lines[to][1])
            to += 1
        closes = 0
        while (
            texts[-1].rstrip().endswith("]")
            and len(self.frames) - closes > 1
            and _overclosed(" ".join(texts))
        ):
            texts[-1] = texts[-1].rstrip()[:-1]
            closes += 1
        frame = self.frames[-1]
        em = EM * frame.scale
        set_in = self.density
        width = min(frame.width - len(frame.indents) * 1.25 * em, set_in.measure * em)
        lines = sum(wrapped(piece, width, em) for piece in pieces(texts))
        item = set_in.loose if in_list and self._is_loose(at, to) else set_in.item
        gap = (item if in_list else set_in.gap) * em
        self._add(_Box(lines * set_in.line * em, gap, gap))
        for _ in range(closes):
            self._close()
        return to

    def _begins_a_block(self, at: int) -> bool:
        number, line = self.lines[at]
        text = line.strip()
        if not text or text == "--" or text.startswith("]") or number in self.fences:
            return True
        if text[0] == "#":
            return _HEADING.match(line) is not None
        if text[0] == ".":
            return _OPENING.match(line) is not None
        return _may_be_item(text) and _ITEM.match(line) is not None

    def _is_loose(self, at: int, to: int) -> bool:
        """Whether a blank line stands between this item and its neighbours, or inside it."""
        following = [line for _, line in self.lines[to : to + 4]]
        goes_on = next((line for line in following if line.strip() not in ("", "--")), "")
        apart = bool(following) and not following[0].strip() and goes_on.startswith((" ", "-", "*", "+", "1"))
        return self._after_blank(at) or apart

    def _heading(self, level: int, text: str) -> None:
        frame = self.frames[-1]
        frame.indents.clear()
        size, above, below = HEADINGS.get(level, (1.0, 0.9, 0.55))
        em = EM * frame.scale * size / self.density.size  # titles are as large on every slide
        self._add(_Box(wrapped(text, frame.width, em * 1.06) * 1.15 * em, above * em, below * em))

    def _fence(self, at: int, fence: Fence) -> int:
        scale = self.frames[-1].scale
        count = fence.text.count("\n") + 1
        margin = (0.4 if self.frames[-1].indents else self.density.gap) * CODE_EM * scale
        self._add(_Box((count * CODE_LINE + CODE_PADDING) * scale, margin, margin))
        while at < len(self.lines) and self.lines[at][0] <= fence.end_line:
            at += 1
        return at

    def _table(self, at: int) -> int:
        to = at
        while to < len(self.lines) and "|" in self.lines[to][1]:
            to += 1
        em = EM * self.frames[-1].scale
        rows = [line for _, line in self.lines[at:to] if not _TABLE.match(line)]
        lines = sum(max(cell.count("<br") for cell in row.split("|")) + 1 for row in rows)
        gap = self.density.gap * em
        self._add(_Box(lines * self.density.line * em + len(rows) * (0.74 * em + 1), gap, gap))
        return to

    # ---- content classes
    def _open(self, names: Sequence[str]) -> None:
        outer = self.frames[-1]
        frame = _Frame(outer.width - len(outer.indents) * INDENT, outer.scale, hidden=outer.hidden)
        for name in names:
            frame = self._styled(frame, name)
        self.frames.append(frame)

    def _styled(self, frame: _Frame, name: str) -> _Frame:
        if name in SMALLER:
            return replace(frame, scale=frame.scale * SMALLER[name])
        if name in BESIDE:
            return replace(frame, width=frame.width * BESIDE[name], floats=True)
        if name in ELSEWHERE:
            return replace(frame, hidden=True)
        if name in ("exercise", "lab"):
            return replace(frame, width=frame.width - 1.4 * EM - 4, edge=1.25 * EM + 4, above=1.05 * EM)
        if name in ("warning", "quote", "colorbar"):
            return replace(frame, width=frame.width - 3 * EM, edge=EM, above=0.6 * EM)
        return frame

    def _close(self) -> None:
        frame = self.frames.pop()
        if frame.hidden:
            return
        height = _stacked(frame.boxes) + (frame.edge and frame.edge + 2 * 0.35 * EM)
        if frame.floats:
            pair, self.beside = max(self.beside, height), 0.0 if self.beside else height
            if not self.beside:
                self._add(_Box(pair, 0, 0))
            return
        self._add(_Box(height, frame.above or 0.5 * EM, 0.6 * EM if frame.edge else 0.5 * EM))

    def _add(self, box: _Box) -> None:
        self.frames[-1].boxes.append(box)


def _body_lines(source: SourceFile, slide: SlideSource) -> Iterator[tuple[int, str]]:
    """The lines of the slide's steps, numbered, without notes and comments."""
    comments = [(comment.span.start, comment.span.end) for comment in slide.comments]
    for step in slide.steps:
        first = source.line_at(step.body.start)
        at = source.line_starts[first - 1]
        for number, line in enumerate(source.text[at : step.body.end].split("\n"), first):
            text_at, at = at + len(line) - len(line.lstrip()), at + len(line) + 1
            if comments and any(start <= text_at < end for start, end in comments):
                continue
            if "]:" not in line or not _DEFINITION.match(line):
                yield number, line


def _may_be_item(text: str) -> bool:
    """Whether `text`, a line without its indentation, may be what `_ITEM` matches."""
    return text[0] in "-*+" or text[0].isdecimal()


def _stacked(boxes: Sequence[_Box]) -> float:
    """Heights and collapsed margins; what stands first and last has none outside."""
    height = sum(box.height for box in boxes)
    return height + sum(max(box.below, after.above) for box, after in pairwise(boxes))


def _unclosed(text: str) -> bool:
    return text.count("[") >= text.count("]")


def _overclosed(text: str) -> bool:
    return text.count("]") > text.count("[")
