"""Where slides, steps and notes begin: the lines `---`, `--` and `???`.

Knows separators, by offsets. Must not know properties, titles or exercises.
remark's SEPARATOR is `(?:^|\\n)(---?)(?:\\n|$)`, its NOTES_SEPARATOR the same with `???`; both count only
outside code and content classes. `<!-- break -->` is 0.15's other spelling of `---`.
remark goes on right behind a code span and a class as if a line began there: `` `x`-- `` at the end of a
line is code and a separator, and authors of formulas rely on it.
"""

from collections import deque
from collections.abc import Iterator
from heapq import merge

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.brackets import ClassRegion
from slidegen.text.verbatim import Verbatim, code_spans, read_verbatim

_BEHIND = re.compile(r"(?:--(?<=[`\]]--)-?|\?\?\?(?<=[`\]]\?\?\?))(?=\n|\Z)")
_NOTES_MARK = re.compile(r"^\?\?\?$", re.MULTILINE)
_LINE_START = re.compile(r"^([ \t]*)[^ \t\n]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class StepRange:
    """One step by offsets: its text, and where in it the notes begin."""

    start: int
    end: int
    notes_mark: int | None  #: the offset of the `???` line
    notes_start: int | None  #: behind that line


@dataclass(frozen=True, slots=True)
class SlideRange:
    """One slide by offsets, and its steps."""

    start: int
    end: int
    steps: tuple[StepRange, ...]


@dataclass(frozen=True, slots=True)
class Separated:
    """What the separators of a text make of it."""

    slides: tuple[SlideRange, ...]
    crossing: tuple[ClassRegion, ...]  #: classes that a separator cut short


def margin_of(text: str) -> int:
    """How many blanks stand before every line that is not blank (remark's `cleanInput` takes them off)."""
    margin = None
    for line in _LINE_START.finditer(text):
        width = len(line[1])
        if width == 0:
            return 0
        margin = width if margin is None else min(margin, width)
    return margin or 0


def separate(
    text: str, verbatim: Verbatim, classes: list[ClassRegion], margin: int = 0, first: int = 0
) -> Separated:
    """The slides of `text` from `first` on, of which there is at least one."""
    behind = list(_separators_behind(text, verbatim, classes))
    lines = _separator_lines(text, verbatim, margin)
    lines = merge(lines, behind) if behind else lines
    marks = (line for line in lines if line[0] >= first)
    gaps, crossing = _rules_inside_classes(text, marks, classes)
    slides: list[SlideRange] = []
    steps: list[StepRange] = []
    slide_start = step_start = first
    notes: tuple[int, int] | None = None
    for start, end, mark in [*gaps, (len(text), len(text), "---")]:
        if mark == "???":
            notes = notes or (start, end)
            continue
        steps.append(_step(step_start, start, notes))
        step_start, notes = end, None
        if mark == "---":
            slides.append(SlideRange(slide_start, start, tuple(steps)))
            slide_start, steps = end, []
    return Separated(tuple(slides), crossing)


def _step(start: int, end: int, notes: tuple[int, int] | None) -> StepRange:
    end = max(start, end)
    if notes is None:
        return StepRange(start, end, None, None)
    return StepRange(start, end, notes[0], min(notes[1], end))


def _separator_lines(text: str, verbatim: Verbatim, margin: int) -> Iterator[tuple[int, int, str]]:
    """(start, end behind its newline, mark) of each line that separates, outside code."""
    indent = f"[ \t]{{{margin}}}" if margin else ""
    # Begins with a literal, by which the search is fast: of the newline before the first line, too.
    lines = re.compile(rf"\n{indent}(---?|\?\?\?|<!-- break -->)(?=\n|\Z)")
    comments = {comment.start for comment in verbatim.comments}
    for line in lines.finditer(f"\n{text}"):
        mark = line.start(1) - 1
        is_break = mark in comments  # and not code that shows how a break is written
        if is_break or not verbatim.covers(mark):
            yield line.start(), min(line.end(), len(text)), "---" if is_break else line[1]


def _separators_behind(
    text: str, verbatim: Verbatim, classes: list[ClassRegion]
) -> Iterator[tuple[int, int, str]]:
    """The same for those that end a line behind a code span or a class."""
    found = [mark for mark in _BEHIND.finditer(text) if not verbatim.covers(mark.start())]
    if not found:
        return
    ends = {end for _, end in code_spans(text)} | {each.end for each in classes if each.closed}
    opened = deque((each.open, each.end) for each in classes if each.closed)
    outer = 0
    for mark in found:
        while opened and opened[0][0] < mark.start():
            outer = max(outer, opened.popleft()[1])
        if mark.start() in ends and outer <= mark.start():
            yield mark.start(), min(mark.end() + 1, len(text)), mark[0]


def _rules_inside_classes(
    text: str, lines: Iterator[tuple[int, int, str]], classes: list[ClassRegion]
) -> tuple[list[tuple[int, int, str]], tuple[ClassRegion, ...]]:
    """The lines that separate, without those inside a content class, and the classes that they cut short.

    In remark a class swallows every `---` up to its `]`, wherever that is. We let it do so only when it is
    plainly a block, `.box[` at the end of a line and `]` at the start of one; else its `]` was forgotten.
    """
    kept: list[tuple[int, int, str]] = []
    crossing: list[ClassRegion] = []
    index, swallowed_to = 0, 0
    pending: list[ClassRegion] = []
    for line in lines:
        while index < len(classes) and classes[index].start < line[0]:
            region = classes[index]
            index += 1
            if not region.closed or region.end <= line[0]:
                continue
            if _is_block(text, region):
                swallowed_to = max(swallowed_to, region.end)
            else:
                pending.append(region)
        if line[0] < swallowed_to:
            continue
        crossing.extend(region for region in pending if region.end > line[0])
        pending.clear()
        kept.append(line)
    return kept, tuple(crossing)


def _is_block(text: str, region: ClassRegion) -> bool:
    after_open = text[region.open + 1 : region.open + 2]
    line_start = text.rfind("\n", 0, region.end - 1) + 1
    return after_open == "\n" and not text[line_start : region.end - 1].strip()


def without_notes_marks(notes: str) -> str:
    """`notes` without further `???` lines outside of code: what follows them are notes as well."""
    if "???" not in notes:
        return notes
    verbatim = read_verbatim(notes)
    return _NOTES_MARK.sub(lambda mark: mark[0] if verbatim.covers(mark.start()) else "", notes)
