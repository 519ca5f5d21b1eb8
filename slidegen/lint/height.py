"""How high a slide will be, without a browser: its lines set in the measures of the default theme.

Text is wrapped by the widths of the theme's font (Source Sans 3; code is 0.6 em a character), blocks are
stacked with the margins of themes/base/css, and margins collapse as in CSS. What has no height in the text
(pictures, HTML, included files) makes the answer None; on such a slide
pictures get what the words leave, and the words are small where that is little; below a title,
a picture with a column of its own takes nothing from words.

A slide is set in one of five densities (`density_of`), so that what is short is large and what is long fits;
it says so in the page (`data-density`), and the style sheet has their measures.

Knows the measures of the canvas. Must not know rules. `bench/overflow.py` compares it with Chromium.
"""

from collections.abc import Sequence
from dataclasses import field, replace

from slidegen.lazy_dataclass import dataclass
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
from slidegen.lint.density import DENSE, DENSITIES, QUOTATION, UNKNOWN, Density
from slidegen.lint.picture_columns import BESIDE, titles_above_pictures
from slidegen.lint.slide_blocks import ELSEWHERE, blocks_of
from slidegen.lint.text_width import text_width, wrapped
from slidegen.source.file import SourceFile
from slidegen.text.model import SlideSource

# ---- measures: themes/base/css/{variables,slide,classes,code}.css, in pixels of the canvas
EM = 28.0
LINE = 1.33 * EM
WIDTH = 1210 - 2 * 56
ROOM = 681 - 40 - 36  #: between the margins above and below
CODE_EM = 0.745 * EM
CODE_LINE = 1.35 * CODE_EM
CODE_PADDING = 2 * 0.5 * CODE_EM + 2
INDENT = 1.25 * EM  #: of a list
NESTED = 0.3  #: around items of a list in a list, at most, in em
NOTE = 0.72  #: how large footnotes are, and what stands below a film
LABELS = 0.65 * EM * (1.5 + 2 * 0.2) + 3  #: of tabs: their line
CELL_PADDING = 1.6  #: of a table, left and right together, in em


#: heading level -> (font size in em, margin above, margin below), the margins in em of the heading
HEADINGS = {1: (1.75, 0.9, 0.5), 2: (1.45, 0.9, 0.5), 3: (1.1, 0.9, 0.5)}
SMALLER = {"small": 0.78, "tiny": 0.6, "large": 1.3, "big": 1.3, "huge": 1.8}


# ---- what stands beside words
#: The share of the room that words may take beside what has no height in the text.
WORDS = 0.55
TALLEST = 500.0  #: pixels; a picture in a column of its own
PICTURE = 40.0  #: pixels; the heights of pictures are so many of these
PICTURES = range(5, 14)  #: how many; from 540 px on, a picture is as large as everywhere
COLUMNS = 84  #: of code on a slide, in the theme's own size
COLUMNS_OF_A_LAB = 74  #: of code in a list there; the theme `workshop` has an icon beside it

OWN_LOOK = frozenset({"title", "pic", "toc"})  #: classes of slides that the theme sets in another way

LONGEST_NAME, LONGEST = 60, 20_000  #: characters: who is quoted; a slide, and nothing that was never closed


_Box = tuple[float, float, float]  #: a block: its height, and how far others stay away above and below


@dataclass(slots=True)
class _Frame:
    """A content class that is open, hence not frozen: what is in it, and how it is set."""

    width: float
    scale: float = 1.0
    floats: bool = False
    hidden: bool = False
    edge: float = 0.0  #: padding and border, above and below together
    above: float = 0.0
    boxes: list[_Box] = field(default_factory=list)


def density_of(source: SourceFile, slide: SlideSource, width: float = WIDTH) -> Density:
    """The largest density that the slide surely fits in; UNKNOWN when its height is not in its text.

    `width` is what the canvas has between its margins.
    """
    blocks = _blocks(source, slide)
    if not blocks:
        return UNKNOWN
    kinds = set(map(type, blocks))
    if Heightless in kinds and not _have_columns(blocks, width):
        return _beside(blocks, [block for block in blocks if isinstance(block, Heightless)], width)
    if kinds == {Paragraph} and _is_quotation(blocks) and _fits(QUOTATION, blocks, width):
        return QUOTATION
    columns, beside = _columns(blocks) if Code in kinds else (0.0, 0.0)
    room = (COLUMNS_OF_A_LAB if slide.exercises else COLUMNS) * width / WIDTH
    if beside * DENSE.size > room:
        beside = 0  # not even small letters would do: it is no smaller for nothing
    for density in DENSITIES:
        if (columns if density.size > 1 else beside) * density.size > room:
            continue
        if _fits(density, blocks, width):
            return density
    return DENSE


def _fits(density: Density, blocks: Sequence[Block], width: float) -> bool:
    return density.size * _Setting(density, width).height(blocks) <= density.limit * ROOM


def _is_quotation(blocks: Sequence[Block]) -> bool:
    """Whether all is quoted, but perhaps whose words they are, behind a single paragraph."""
    words = [each.pieces[0] for each in blocks if isinstance(each, Paragraph) and not each.depth]
    quoted = [each.startswith(">") and "[!" not in each for each in words]
    named = quoted == [True, False] and "> >" not in words[0] and len(words[1]) <= LONGEST_NAME
    return len(words) == len(blocks) and (named or all(quoted))


def slide_height(
    source: SourceFile, slide: SlideSource, density: Density = UNKNOWN, width: float = WIDTH
) -> float | None:
    """The height of the slide's content in pixels, to compare with ROOM; None when it cannot be known."""
    blocks = _blocks(source, slide)
    if not blocks or any(isinstance(block, Heightless) for block in blocks):
        return None
    return density.size * _Setting(density, width).height(blocks)


def _blocks(source: SourceFile, slide: SlideSource) -> list[Block]:
    if not OWN_LOOK.isdisjoint(slide.classes) or slide.span.end - slide.span.start > LONGEST:
        return []
    return blocks_of(source, slide)


def _beside(blocks: Sequence[Block], unknown: Sequence[Heightless], width: float) -> Density:
    """How words are set beside what has no height in the text; `picture-9` says how high pictures may be."""
    setting = _Setting(UNKNOWN, width)
    words = setting.height(blocks)
    steps = int((ROOM - words) / len(unknown) / PICTURE)
    if all(one.is_picture for one in unknown) and setting.stacked and steps in PICTURES:
        return replace(UNKNOWN, name=f"picture-{steps}")
    return DENSE if words > WORDS * ROOM else UNKNOWN


def _have_columns(blocks: Sequence[Block], width: float) -> bool:
    """Whether each picture is all that its column holds, below titles that leave it its room."""
    titles = titles_above_pictures(blocks)
    if titles is None:
        return False
    return _Setting(UNKNOWN, width).height([*titles, Heightless(is_picture=True)]) <= ROOM - TALLEST


def _columns(blocks: Sequence[Block]) -> tuple[float, float]:
    """How many columns the widest code has, and the widest of those beside other text; each counts as many
    as would be as wide in the middle of the slide, so that half a slide holds half of them.
    """
    open_classes = [_Frame(1.0)]
    widest = beside = 0.0
    for block in blocks:
        match block:
            case Code():
                frame = open_classes[-1]
                columns = block.columns * frame.scale / frame.width
                widest = max(widest, columns)
                beside = max(beside, columns if frame.floats else 0)
            case Opening():
                frame = replace(open_classes[-1], boxes=[])
                for name in block.names:
                    frame = _styled(frame, name) if name in SMALLER or name in BESIDE else frame
                open_classes.append(frame)
            case Closing():
                open_classes.pop()
    return widest, beside


class _Setting:
    """One slide being set, in pixels of the density: what is larger has a narrower canvas."""

    def __init__(self, density: Density, width: float) -> None:
        self.density = density
        self.frames = [_Frame(width / density.size)]
        self.beside = 0.0  #: the height of the column that waits for its neighbour
        self.stacked = True  #: no picture stands beside words

    def height(self, blocks: Sequence[Block]) -> float:
        for block in blocks:
            match block:
                case Paragraph():
                    self._paragraph(block)
                case TitleLine():
                    self._heading(block)
                case Code():
                    self._code(block)
                case Table():
                    self._table(block)
                case Formula() | Heightless() | Boxed():
                    self._drawn(block)
                case RuleLine():
                    self._put(2, EM)
                case Opening():
                    self._open(block)
                case Closing():
                    self._close()
        self._notes([block for block in blocks if isinstance(block, NoteLine)])
        return _stacked(self.frames[0].boxes) + self.beside

    def _notes(self, notes: Sequence[NoteLine]) -> None:
        """All that the slide has, at its end, wherever they stand in the text."""
        if not notes:
            return
        em = EM * NOTE
        width = min(self.frames[0].width / em - 1.25, self.density.measure)
        lines = sum(wrapped(f"{note.text} ↩", width) for note in notes)
        between = 0.3 + self.density.gap + (len(notes) - 1) * self.density.item
        self.frames[0].boxes.append(((lines * self.density.line + between) * em + 1, em, 0.0))

    def _paragraph(self, block: Paragraph) -> None:
        frame, density = self.frames[-1], self.density
        em = EM * frame.scale
        width = min(frame.width - block.depth * 1.25 * em, density.measure * em)
        lines = 0
        for piece in block.pieces:
            lines += wrapped(piece, width / em)
        item = density.loose if block.loose else density.item
        item = min(item, NESTED) if block.depth > 1 else item
        gap = (item if block.depth else density.gap) * em
        frame.boxes.append((lines * density.line * em, gap, gap))

    def _heading(self, block: TitleLine) -> None:
        frame = self.frames[-1]
        size, above, below = HEADINGS.get(block.level, (1.0, 0.9, 0.55))
        # Titles are as large on every slide, but no smaller than its text.
        em = EM * frame.scale * max(1.0, size / self.density.size)
        lines = wrapped(block.text, frame.width / (em * 1.06))
        frame.boxes.append((lines * 1.15 * em, above * em, below * em))

    def _code(self, block: Code) -> None:
        frame = self.frames[-1]
        margin = (0.4 if block.in_list else self.density.gap) * CODE_EM * frame.scale
        height = block.lines * CODE_LINE + CODE_PADDING
        if block.tabs:
            margin, height = self.density.gap * EM * frame.scale, height + LABELS
        frame.boxes.append((height * frame.scale, margin, margin))

    def _table(self, block: Table) -> None:
        em = EM * self.frames[-1].scale
        gap = self.density.gap * em
        lines = sum(_row_lines(row, _shares(block, self.frames[-1].width / em)) for row in block.rows)
        height = lines * self.density.line * em + len(block.rows) * (0.74 * em + 1)
        self.frames[-1].boxes.append((height, gap, gap))

    def _drawn(self, block: Formula | Heightless | Boxed) -> None:
        em = EM * self.frames[-1].scale
        if isinstance(block, Formula):
            self._put(max(2.4, 1.5 * block.lines) * em, 0.6 * em)
            return
        caption = NOTE * self.density.line * em if block.caption else 0.0
        if isinstance(block, Boxed):
            self._put(block.height / self.density.size + 0.2 * em + caption, self.density.gap * em)
            return
        self.stacked &= not any(frame.floats for frame in self.frames)
        self._put(caption, self.density.gap * em)

    def _put(self, height: float, gap: float) -> None:
        self.frames[-1].boxes.append((height, gap, gap))

    # ---- content classes
    def _open(self, block: Opening) -> None:
        outer = self.frames[-1]
        frame = _Frame(outer.width - block.depth * INDENT, outer.scale, hidden=outer.hidden)
        for name in block.names:
            frame = _styled(frame, name)
        self.frames.append(frame)

    def _close(self) -> None:
        frame = self.frames.pop()
        if frame.hidden:
            return
        boxes = self.frames[-1].boxes
        height = _stacked(frame.boxes) + (frame.edge and frame.edge + 2 * 0.35 * EM)
        if frame.floats:
            pair, self.beside = max(self.beside, height), 0.0 if self.beside else height
            if not self.beside:
                boxes.append((pair, 0, 0))
            return
        boxes.append((height, frame.above or 0.5 * EM, 0.6 * EM if frame.edge else 0.5 * EM))


def _styled(frame: _Frame, name: str) -> _Frame:
    if name in SMALLER:
        return replace(frame, scale=frame.scale * SMALLER[name])
    if name in BESIDE:
        return replace(frame, width=frame.width * BESIDE[name], floats=True)
    if name in ELSEWHERE:
        return replace(frame, hidden=True)
    if name in ("exercise", "lab"):
        return replace(frame, width=frame.width - 1.4 * EM - 4, edge=1.25 * EM + 4, above=1.05 * EM)
    if name in ("warning", "quote", "colorbar"):
        beside = 2.5 + 0.8 + 0.25 if name == "warning" else 3.0  # in em; a warning has its sign there
        return replace(frame, width=frame.width - beside * EM, edge=EM, above=0.6 * EM)
    return frame


def _shares(table: Table, width: float) -> list[float]:
    """How wide the text of each column may be, in em: as it likes, or its share of what there is."""
    columns = max(map(len, table.rows))
    cells = [[row[at] for row in table.rows if at < len(row)] for at in range(columns)]
    likes = [max(max(map(text_width, cell.split("<br"))) for cell in column) for column in cells]
    room = width - CELL_PADDING * columns
    return [like * min(1.0, room / max(sum(likes), 0.1)) for like in likes]


def _row_lines(row: Sequence[str], widths: Sequence[float]) -> int:
    """Of the cell that takes most; `<br>` breaks one."""
    cells = zip(row, widths, strict=False)
    return max(sum(wrapped(piece, width + 0.01) for piece in cell.split("<br")) for cell, width in cells)


def _stacked(boxes: Sequence[_Box]) -> float:
    """Heights and collapsed margins; what stands first and last has none outside."""
    total, below = 0.0, None
    for height, above, following in boxes:
        total += height if below is None else height + max(below, above)
        below = following
    return total
