"""What stands on a slide, block by block, as far as its lines show it: for the estimate of its height.

Markdown is read line by line: good enough to say "far too much", not to say "twenty pixels". A slide is read
once, however many densities it is tried in; how wide words are is found out when a line may be too long.

Knows lines and what begins a block. Must not know measures of a theme.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from slidegen import lazy_re as re
from slidegen.lint.block_kinds import (
    Block,
    Boxed,
    Closing,
    Code,
    Formula,
    Heightless,
    NoteLine,
    Opening,
    Paragraph,
    RuleLine,
    Table,
    TitleLine,
)
from slidegen.source.file import SourceFile
from slidegen.text.heading import heading_on
from slidegen.text.list_item import ITEM
from slidegen.text.model import Fence, SlideSource
from slidegen.text.moving import AUDIO, CAST, VIDEO
from slidegen.text.table_row import makes_a_table

ELSEWHERE = ("footnote", "debug", "nav")  #: at the slide's edge, out of the flow

_OPENING = re.compile(r"\s*((?:\.[A-Za-z][\w-]*)+)\[(.*)$")
_PICTURE_COLUMN = re.compile(r"((?:\.[A-Za-z][\w-]*)+)\[\s*!\[[^\]]*\]\([^()]*\)\s*\]$")
_PICTURE = re.compile(r"!\[|<img\b")
_IMAGE = re.compile(r"!\[|<img\b|<(?:iframe|video|svg|div|table|pre|object)\b|@@INCLUDE|\{\{")
#: A film or a recording, and a sound, with what stands below it.
_FILM = re.compile(rf"\s*!\[([^\]]*)\]\(\S+\.(?:{VIDEO}|{CAST})\b")
_SOUND = re.compile(rf"\s*!\[([^\]]*)\]\(\S+\.(?:{AUDIO})\b")
_PAGE = re.compile(r"\s*<iframe\b[^>]*>(?:\s*</iframe>)?\s*$")
_HEIGHT = re.compile(r"\bheight\s*[=:]\s*(?:[\"']\s*)?(\d+)(?:px)?(?=[;\"'>\s])")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:\s*(.*)$")
_LABEL = re.compile(r"\[[^\[\]]+\]")
_SOUND_HEIGHT, _PAGE_HEIGHT = 54.0, 154.0  #: where nothing is said, as browsers have them
_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s+\S+")
#: GitHub's heads of callouts; what is in them stands inside a frame.
_CALLOUT = re.compile(r"\s*>\s*\[!\w+\]")
_RULE = re.compile(r"\s*(?:\*\s*){3,}$|\s*(?:_\s*){3,}$")


class _SlideLine(NamedTuple):
    number: int
    whole: str
    text: str  #: without blanks around it


_new = tuple.__new__  #: what `_SlideLine` calls, for some hundred thousand lines
_BETWEEN = ("", "--")  #: lines that are in no block


def blocks_of(source: SourceFile, slide: SlideSource) -> list[Block]:
    """The blocks of the slide's steps, in order; each class that opens closes."""
    reading = _Reading(source, slide)
    at = 0
    while at < len(reading.lines):
        at = at + 1 if reading.lines[at].text in _BETWEEN else reading.block(at)
    while len(reading.lists) > 1:
        reading.close()
    return reading.blocks


class _Reading:
    """One slide being read."""

    def __init__(self, source: SourceFile, slide: SlideSource) -> None:
        self.blocks: list[Block] = []
        #: of each class that is open, the columns at which the open list items' text begins
        self.lists: list[list[int]] = [[]]
        self.lines = list(_body_lines(source, slide))
        #: whether a line may hold what has no height in the text: asked once, since few slides do
        self.may_be_unknown = bool(_IMAGE.search(source.text, slide.span.start, slide.span.end))
        # Those of included files stand on other lines, and are not in this text.
        self.fences = {fence.line: fence for fence in slide.fences if fence.span.path == source.path}
        self.tabs_end = -1  #: the line behind a fence with a label

    # ---- what a line begins
    def block(self, at: int) -> int:
        """Read the block that begins at line `at`; returns the line behind it."""
        number, line, text = self.lines[at]
        if number in self.fences:
            return self._fence(at, self.fences[number])
        if text[0] == "]" and len(self.lists) > 1:
            self.close()
            return at + 1
        if self.may_be_unknown and _IMAGE.search(line):
            self.blocks += _shown_in(text)
            return at + 1
        if text[0] == "[" and (note := _NOTE.match(line)):
            self.blocks.append(NoteLine(note[1]))
            return at + 1
        if text.startswith("$$"):
            return self._formula(at)
        opening = _OPENING.match(line) if text[0] == "." else None
        if opening and _unclosed(opening[2]):
            self._open(opening[1].strip(".").split("."))
            return at + 1 if not opening[2].strip() else self._paragraph(at, opening[2])
        if opening and text.endswith("]") and opening[1].strip(".") in ELSEWHERE:
            return at + 1
        return self._plain(at, line, text)

    def _plain(self, at: int, line: str, text: str) -> int:
        """What is no content class."""
        if text[0] == "#" and (heading := heading_on(line)):
            self.lists[-1].clear()
            self.blocks.append(TitleLine(*heading))
            return at + 1
        if "|" in line and at + 1 < len(self.lines) and makes_a_table(line, self.lines[at + 1].text):
            return self._table(at)
        if text[0] in "*_" and _RULE.match(line):
            self.blocks.append(RuleLine())
            return at + 1
        return self._item_or_paragraph(at, line, text)

    def _item_or_paragraph(self, at: int, line: str, text: str) -> int:
        indents = self.lists[-1]
        indent = line.index(text[0])
        if _may_be_item(text) and (item := ITEM.match(line)) and item["gap"]:
            while indents and indents[-1] > indent:
                indents.pop()
            indents.append(indent + 1)
            return self._paragraph(at, line[item.end() :])
        while indents and indent < indents[-1] and self._after_blank(at):
            indents.pop()
        return self._paragraph(at, line)

    def _after_blank(self, at: int) -> bool:
        return at > 0 and not self.lines[at - 1].text

    # ---- blocks
    def _paragraph(self, at: int, first: str) -> int:
        """A paragraph over as many lines as it takes."""
        texts, to = [first], at + 1
        while to < len(self.lines) and not self._begins_a_block(to):
            texts.append(self.lines[to].whole)
            to += 1
        closes = 0
        while (
            texts[-1].rstrip().endswith("]") and len(self.lists) - closes > 1 and _overclosed(" ".join(texts))
        ):
            texts[-1] = texts[-1].rstrip()[:-1]
            closes += 1
        depth = len(self.lists[-1])
        self.blocks.append(Paragraph(tuple(_pieces(texts)), depth, depth > 0 and self._is_loose(at, to)))
        for _ in range(closes):
            self.close()
        return to

    def _begins_a_block(self, at: int) -> bool:
        number, line, text = self.lines[at]
        if text in _BETWEEN or text[0] == "]" or number in self.fences:
            return True
        if text[0] == "#":
            return heading_on(line) is not None
        if text[0] == ".":
            return _OPENING.match(line) is not None
        return _may_be_item(text) and (item := ITEM.match(line)) is not None and bool(item["gap"])

    def _is_loose(self, at: int, to: int) -> bool:
        """Whether a blank line stands between this item and its neighbours, or inside it."""
        if self._after_blank(at):
            return True
        following = self.lines[to : to + 4]
        if not following or following[0].text:
            return False
        goes_on = next((line.whole for line in following if line.text not in _BETWEEN), "")
        return goes_on.startswith((" ", "-", "*", "+", "1"))

    def _fence(self, at: int, fence: Fence) -> int:
        lines = fence.text.split("\n")
        code = Code(len(lines), max(map(len, lines)), bool(self.lists[-1]))
        self.blocks.append(Heightless(True) if fence.language == "mermaid" else code)
        start = at
        while at < len(self.lines) and self.lines[at].number <= fence.end_line:
            at += 1
        if "[" in fence.info and _LABEL.search(fence.info):
            self._labelled(start)
            while at < len(self.lines) and not self.lines[at].text:
                at += 1
            self.tabs_end = at
        return at

    def _labelled(self, start: int) -> None:
        """Fences with labels, one behind another, are tabs: there is room for the highest, and for labels."""
        before, code = self.blocks[-2:] if len(self.blocks) > 1 else (None, None)
        if self.tabs_end == start and isinstance(before, Code) and isinstance(code, Code):
            lines, columns = max(code.lines, before.lines), max(code.columns, before.columns)
            self.blocks[-2:] = [Code(lines, columns, code.in_list, tabs=True)]

    def _table(self, at: int) -> int:
        to = at + 2
        while to < len(self.lines) and "|" in self.lines[to].whole:
            to += 1
        rows = [line.text.strip("|") for line in (self.lines[at], *self.lines[at + 2 : to])]
        self.blocks.append(Table(tuple(tuple(row.split("|")) for row in rows)))
        return to

    def _formula(self, at: int) -> int:
        """To the line that ends with the other `$$`."""
        to, text = at + 1, self.lines[at].text
        while to < len(self.lines) and (text == "$$" or not text.endswith("$$")):
            text, to = text + self.lines[to].text, to + 1
        self.blocks.append(Formula(to - at))
        return to

    # ---- content classes
    def _open(self, names: Sequence[str]) -> None:
        self.blocks.append(Opening(tuple(names), len(self.lists[-1])))
        self.lists.append([])

    def close(self) -> None:
        self.blocks.append(Closing())
        self.lists.pop()


def _body_lines(source: SourceFile, slide: SlideSource) -> Iterator[_SlideLine]:
    """The lines of the slide's steps in this file, numbered, without notes and comments."""
    spans = (comment.span for comment in slide.comments)
    comments = [(span.start, span.end) for span in spans if span.path == source.path]
    for step in (each for each in slide.steps if each.body.path == source.path):
        first = source.line_at(step.body.start)
        at = source.line_starts[first - 1]
        for number, line in enumerate(source.text[at : step.body.end].split("\n"), first):
            if comments:
                text_at, at = at + len(line) - len(line.lstrip()), at + len(line) + 1
                if any(start <= text_at < end for start, end in comments):
                    continue
            if "]:" not in line or not _DEFINITION.match(line):
                yield _new(_SlideLine, (number, line, line.strip()))


def _shown_in(text: str) -> Iterator[Block]:
    """What a line shows that is no text, and the columns that hold nothing but a picture of it."""
    pieces = text.replace("] .", "]\n.").split("\n")
    columns = [_PICTURE_COLUMN.match(piece) for piece in pieces]
    if not all(columns):
        yield _shown(text)
        return
    for column in filter(None, columns):
        yield Opening(tuple(column[1].strip(".").split(".")), 0)
        yield Heightless(True)
        yield Closing()


def _shown(line: str) -> Heightless | Boxed:
    """What a line shows that is no text."""
    if film := _FILM.match(line):
        return Heightless(True, film[1])
    if sound := _SOUND.match(line):
        return Boxed(_SOUND_HEIGHT, sound[1])
    if _PAGE.match(line):
        said = _HEIGHT.search(line)
        return Boxed(float(said[1]) + 4 if said else _PAGE_HEIGHT)
    return Heightless(_PICTURE.search(line) is not None)


def _may_be_item(text: str) -> bool:
    """Whether `text`, a line without its indentation, may be what `ITEM` matches."""
    return text[0] in "-*+" or text[0].isdecimal()


def _unclosed(text: str) -> bool:
    return text.count("[") >= text.count("]")


def _overclosed(text: str) -> bool:
    return text.count("]") > text.count("[")


def _pieces(texts: Sequence[str]) -> Iterator[str]:
    """The lines of a paragraph, joined where no break is forced."""
    piece = ""
    is_callout = ">" in texts[0] and _CALLOUT.match(texts[0]) is not None
    for text in texts:
        if piece and text.lstrip().startswith(": "):  # of a list of definitions
            yield piece
            piece = ""
        piece += text.strip() + " "
        if text.endswith(("  ", "\\")) or (
            ">" in text and (text.rstrip().endswith(("<br/>", "<br>")) or _CALLOUT.match(text))
        ):
            yield piece
            piece = ""
    if piece:
        yield piece
    if is_callout:
        yield ""  # its frame is as high as a line
