"""Code that no fence marks: what is indented, and the lines of `<pre>`.

Only what begins like a command or a manifest is looked for, since most of what is indented is a list's text.

Knows what code that says nothing of itself begins with, in Markdown (CommonMark 4.4) and in AsciiDoc, where a
blank is enough. Must not know what any command means.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.source.file import SourceFile
from slidegen.text.html_listing import read_listing
from slidegen.text.indents import dedent
from slidegen.text.list_item import ITEM, may_be_text
from slidegen.text.margins import Margins
from slidegen.text.model import Fence
from slidegen.text.table_row import is_row_of_dashes
from slidegen.text.typed.program_names import is_plainly_a_command
from slidegen.text.typed.prompt_rows import may_be_a_head, may_prompt

#: How a manifest, a compose file or a Dockerfile begins.
_BEGINS = re.compile(r"(?:apiVersion|services):|FROM[ \t]")
_FAR_LINE = re.compile(r" {4}| {0,3}\t")
#: The same for a search: it begins with the end of the line above, which is looked for ten times as fast.
_FAR_HINT = re.compile(r"\n(?: {4}| {0,3}\t)")
_ANY_BLANK = re.compile(r"\n[ \t]")
_PRE = re.compile(r"<pre\b[^<>\n]*>(?:<code\b[^<>\n]*>)?", re.IGNORECASE)
_PRE_END = re.compile(r"(?:</code>)?</pre\s*>", re.IGNORECASE)
_DEEP = 4  #: quotes in quotes that are looked into
_FAR = 200  #: rows of a table that are looked at


def far_lines(text: str, covers: Callable[[int], bool], *, asciidoc: bool = False) -> Iterator[int]:
    """Where lines begin that are indented as far as code must be.

    `covers` says of an offset whether it is code or a comment already: most of these lines are.
    """
    hint = _ANY_BLANK if asciidoc else _FAR_HINT
    # With a line end before the first line each of them ends where its line begins.
    starts = (found.start() for found in hint.finditer(f"\n{text}"))
    return (start for start in starts if not covers(start))


def may_quote_code(text: str) -> bool:
    """Whether what stands behind the mark of a quote is indented that far."""
    return ">     " in text or ">\t" in text


def preformatted(source: SourceFile) -> Iterator[Fence]:
    """The texts of `<pre>`: raw HTML that readers type from, though no page of ours offers to copy it."""
    text, at = source.text, 0 if _may_preformat(source.text) else len(source.text)
    while (opening := _PRE.search(text, at)) and (closing := _PRE_END.search(text, opening.end())):
        at = closing.end()
        fence = bare_fence(source, opening.end(), closing.start())
        if "<" in fence.text or "&" in fence.text:
            fence = replace(fence, text=read_listing(fence.text)[0], is_html=True)
        if fence.text.strip():
            yield fence


def _may_preformat(text: str) -> bool:
    return "<pre" in text or "<PRE" in text


def indented_code(
    source: SourceFile, margins: Margins, covers: Callable[[int], bool], *, asciidoc: bool = False
) -> Iterator[Fence]:
    """The code of `source` that only its margin marks, in order, as fences that say nothing of themselves."""
    far = far_lines(source.text, covers, asciidoc=asciidoc)
    yield from _code_at((source.line_at(at) - 1 for at in far), source, margins, asciidoc=asciidoc)


def quoted_code(
    source: SourceFile, margins: Margins, covers: Callable[[int], bool], quotes: int = 1
) -> Iterator[Fence]:
    """The same behind the marks of quotes, and of quotes in them: `margins` are of what stands there."""
    far = (number for number, line in enumerate(margins.written) if _FAR_LINE.match(line))
    numbers = (number for number in far if not covers(source.line_starts[number]))
    yield from _code_at(numbers, source, margins, quotes=quotes)
    if quotes < _DEEP and any(">" in line and line.lstrip(" ").startswith(">") for line in margins.written):
        yield from quoted_code(source, margins.quoted, covers, quotes + 1)


def _code_at(
    numbers: Iterable[int],
    source: SourceFile,
    margins: Margins,
    *,
    quotes: int = 0,
    asciidoc: bool = False,
) -> Iterator[Fence]:
    """What of the lines `numbers` begins code, as far as that goes on."""
    lines, done, said = _IndentedLines(margins), 0, -2  # `said` is a line that only looks like code's mark
    for number in numbers:
        if number < done:
            continue
        if number == said + 1 or not lines.begins_code(number, asciidoc):
            said = number if lines.may_go_on(number) else -2
            continue
        first, others = (1, 1) if asciidoc else _least(number, margins)
        if margins.margin(number) < first:
            continue
        last = lines.last(number, others, over_blanks=not asciidoc)
        done = last + 1
        code = lines.lines[number:done]
        if any(map(_says_something, code)):
            start, end = source.line_starts[number], source.text.find("\n", source.line_starts[last])
            yield _fence_of(source, start, end if end >= 0 else len(source.text), code, quotes)


def _least(number: int, margins: Margins) -> tuple[int, int]:
    """The columns from which on the line is code, and what goes on with it."""
    others = margins.least_of_code(number)
    return others if is_code_in_an_item(margins.lines, number) else margins.least(number), others


def is_code_in_an_item(lines: Sequence[str], number: int) -> bool:
    """Whether a line that is code to CommonMark, and words of an item to remark, says that it is code.

    So does the upper half of a prompt by the line below.
    """
    line, *below = lines[number : number + 2]
    if ITEM.match(line) or line.lstrip(" \t").startswith(">"):
        return False
    is_head = bool(below) and may_be_a_head(line) and may_prompt(below[0])
    return is_head or _says_something(line)


def _says_something(line: str) -> bool:
    said = line.lstrip()
    return _BEGINS.match(said) is not None or may_prompt(line) or is_plainly_a_command(said)


def outside_of(found: Iterable[Fence], covers: Callable[[int], bool]) -> tuple[Fence, ...]:
    """Those of `found` that begin in nothing which `covers` says, in order; none overlaps another."""
    kept, end = list[Fence](), 0
    for fence in sorted(found, key=lambda each: each.span.start):
        if fence.span.start >= end and not covers(fence.span.start):
            kept.append(fence)
            end = fence.span.end
    return tuple(kept)


def bare_fence(source: SourceFile, start: int, end: int) -> Fence:
    """Lines of `source` as a fence without marks, moved left as far as they all are indented."""
    return _fence_of(source, start, end, source.text[start:end].split("\n"))


def _fence_of(source: SourceFile, start: int, end: int, code: Sequence[str], quotes: int = 0) -> Fence:
    column, lines = dedent(code, "")
    span, first, last = source.span(start, end), source.line_at(start), source.line_at(end)
    return Fence(span, "", span, "\n".join(lines), first, last, column, True, False, False, quotes)


class _IndentedLines:
    """What of a text's lines hangs together as code."""

    def __init__(self, margins: Margins) -> None:
        self.margins = margins
        self.lines = margins.written  # what is shown is asked for where they may be code

    def last(self, number: int, least: int, *, over_blanks: bool) -> int:
        """The last of the lines from one on that are at least so far indented."""
        last = number
        for below in range(number + 1, len(self.lines)):
            if not self._goes_on(below, least, over_blanks):
                break
            last = below if self.lines[below].strip() else last
        return last

    def _goes_on(self, number: int, least: int, over_blanks: bool) -> bool:
        return self.margins.margin(number) >= least if self.lines[number].strip() else over_blanks

    def may_go_on(self, number: int) -> bool:
        """Whether the paragraph of the line above may go on with a line."""
        line = self.lines[number]
        return bool(line.strip()) and ("#" not in line or may_be_text(line) or self.margins.is_code(number))

    def begins_code(self, first: int, asciidoc: bool) -> bool:
        """Whether what stands above a line lets code begin there: no paragraph goes on."""
        above = self.lines[first - 1] if first else ""
        if not self.lines[first].strip():
            return False
        if asciidoc:
            return not above.strip() or above.strip() == "+" or above.startswith(("[", "."))
        if above.lstrip().startswith("<"):
            return above.rstrip().endswith("-->") and self._is_block(first - 1)
        return not may_be_text(above) or self._ends_a_table(first - 1)

    def _ends_a_table(self, number: int) -> bool:
        """Whether the line is a row of a table: below it, what is indented goes on with nothing."""
        for at in range(number, max(-1, number - _FAR), -1):
            line = self.lines[at].strip()
            if "|" not in line:
                return False
            if is_row_of_dashes(line):
                return at > 0 and "|" in self.lines[at - 1]
        return False

    def _is_block(self, comment: int) -> bool:
        """Whether a comment is no part of a paragraph, or of raw HTML, that goes on to a blank line."""
        while comment and self.lines[comment - 1].lstrip().startswith("<"):
            comment -= 1
            if not self.lines[comment].rstrip().endswith("-->"):
                return False
        above = self.lines[comment - 1] if comment else ""
        return above.startswith(">") or not may_be_text(above)
