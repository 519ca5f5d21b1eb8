"""What is code without a fence: by its margin, or in `<pre>`; and fences whose marks the page shows as text.

    The marks of this are shown, as in remark and CommonMark:

        ```bash
        ls
        ```

Remark's own lexer takes them for a fence all the same, so what they hold opens no class and no slide.

Knows where slides, notes and classes begin to count their columns. Must not know what code says.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from slidegen.lazy_dataclass import dataclass
from slidegen.source.file import SourceFile
from slidegen.text.brackets import ClassRegion
from slidegen.text.indents import CODE, columns
from slidegen.text.margins import Block, Margins
from slidegen.text.markup import markup_of
from slidegen.text.model import Fence
from slidegen.text.properties import read_properties
from slidegen.text.separators import SlideRange
from slidegen.text.unmarked_code import (
    far_lines,
    indented_code,
    may_quote_code,
    outside_of,
    preformatted,
    quoted_code,
)
from slidegen.text.verbatim import FenceRegion, Verbatim, code_spans


@dataclass(frozen=True, slots=True)
class CodeByMargin:
    """A text's regions without the fences that are none, and the code that no fence marks."""

    verbatim: Verbatim
    unmarked: tuple[Fence, ...]


def code_by_margin(
    source: SourceFile,
    verbatim: Verbatim,
    slides: Sequence[SlideRange],
    classes: Sequence[ClassRegion],
    margin: int,
) -> CodeByMargin:
    far = [region for region in verbatim.fences if _may_be_far(region)]
    asciidoc = (markup := markup_of(source.path)) is not None and markup.is_indented_literal
    covers, may_quote = _covering(verbatim), may_quote_code(source.text)
    may_hold = bool(far) or any(True for _ in far_lines(source.text, covers, asciidoc=asciidoc))
    if not may_hold and not may_quote:  # nearly every file
        return CodeByMargin(verbatim, outside_of(_preformatted(source, verbatim), covers))
    margins = Margins(source.text.split("\n"), _blocks(source, slides, classes, margin))
    shown = {region.start for region in far if _is_shown(region, source, margins)}
    fences = tuple(region for region in verbatim.fences if region.start not in shown)
    kept = replace(verbatim, fences=fences) if shown else verbatim
    covers, found = _covering(kept) if shown else covers, _preformatted(source, kept)
    if may_hold:
        found += indented_code(source, margins, covers, asciidoc=asciidoc)
    if may_quote:
        found += quoted_code(source, margins.quoted, covers)
    return CodeByMargin(kept, outside_of(found, covers))


def _preformatted(source: SourceFile, verbatim: Verbatim) -> list[Fence]:
    """What stands in `<pre>`, outside of inline code."""
    found, text = list(preformatted(source)), source.text
    gaps = verbatim.gaps(0, len(text)) if found and "`" in text else ()
    spans = [span for start, end in gaps for span in code_spans(text, start, end)]
    return [each for each in found if not any(low < each.span.start < high for low, high in spans)]


def _covering(verbatim: Verbatim) -> Callable[[int], bool]:
    """Whether an offset is in a fence, or in a comment."""
    ranges = sorted(
        [
            *((each.start, each.end) for each in verbatim.fences),
            *((c.start, c.end) for c in verbatim.comments),
        ]
    )
    starts = [start for start, _ in ranges]

    def covers(offset: int) -> bool:
        at = bisect_right(starts, offset) - 1
        return at >= 0 and offset < ranges[at][1]

    return covers


def _may_be_far(region: FenceRegion) -> bool:
    return len(region.lead) >= CODE or "\t" in region.lead


def _is_shown(region: FenceRegion, source: SourceFile, margins: Margins) -> bool:
    """Whether its marks are code: by the margin of its line, or by blanks behind the last mark before it."""
    number = source.line_at(region.start) - 1
    for _ in range(region.lead.count(">")):
        if margins.is_code(number):
            return True
        margins = margins.quoted
    before = region.lead.rstrip(" \t")
    is_far_in_item = before[-1:] not in ("", ">") and columns(region.lead[len(before) :]) > CODE
    return is_far_in_item or margins.is_code(number)


def _blocks(
    source: SourceFile, slides: Sequence[SlideRange], classes: Sequence[ClassRegion], margin: int
) -> Iterator[Block]:
    starts, text = source.line_starts, source.text
    for slide in slides:
        step = slide.steps[0]
        _, body = read_properties(text, step.start, step.end, margin)
        yield from _lines(starts, body, next((s.notes_mark for s in slide.steps if s.notes_mark), slide.end))
        for each in slide.steps:
            if each.notes_start is not None:
                yield from _lines(starts, each.notes_start, each.end)
    for region in classes:
        end = text.find("\n", region.open)
        if region.closed and end != -1 and end < region.end and not text[region.open + 1 : end].strip():
            yield from _lines(starts, end + 1, region.end - 1, is_class=True)


def _lines(starts: Sequence[int], start: int, end: int, *, is_class: bool = False) -> Iterator[Block]:
    """The lines of `[start, end)`, the last one only if something of it stands there."""
    first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
    if end > start:
        yield Block(first, last + 1, is_class)
