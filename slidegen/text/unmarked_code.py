"""Code that no fence marks: what is indented, and the lines of `<pre>`.

Only what begins like a command or a manifest is looked for, since most of what is indented is a list's text.

Knows how far code must be indented in Markdown (CommonMark 4.4, 5.2) and in AsciiDoc (a blank will do). Must
not know what any command means.
"""

import re
from collections.abc import Iterator, Sequence

from slidegen.source.file import SourceFile
from slidegen.text.exercise import dedent
from slidegen.text.list_item import ITEM, is_item, may_be_text
from slidegen.text.model import Fence

_PROGRAMS = "kubectl|k|helm|docker|docker-compose|podman|minikube|kubeadm|kind|apt-key|apt-get|curl|wget|sudo"
#: A line that may be code: a prompt, a program; or how a manifest, a compose file or a Dockerfile begins.
_MAY_BE_CODE = re.compile(
    rf"^[ \t]+(?:(?:[$%#>]+[ \t]*)?(?:{_PROGRAMS})[ \t]|(?:apiVersion|services):|FROM[ \t])", re.MULTILINE
)
_PRE = re.compile(r"<pre\b[^<>\n]*>(?:<code\b[^<>\n]*>)?(?P<text>[^<&]*)(?:</code>)?</pre>", re.IGNORECASE)
_DEEP = 4  #: columns that make code of a Markdown line


def unmarked_code(
    source: SourceFile, taken: Sequence[tuple[int, int]], *, asciidoc: bool
) -> tuple[Fence, ...]:
    """The code of `source` outside the ranges `taken`, in order, as fences that say nothing of themselves."""
    found = list(_preformatted(source)) if "<pre" in source.text else []
    if _MAY_BE_CODE.search(source.text):
        found += _indented(source, asciidoc)
    kept, end = list[Fence](), 0
    for fence in sorted(found, key=lambda each: each.span.start):
        start = fence.span.start
        if start >= end and not any(low <= start < high for low, high in taken):
            kept.append(fence)
            end = fence.span.end
    return tuple(kept)


def _preformatted(source: SourceFile) -> Iterator[Fence]:
    for found in _PRE.finditer(source.text):
        if found["text"].strip():
            yield bare_fence(source, *found.span("text"))


def _indented(source: SourceFile, asciidoc: bool) -> Iterator[Fence]:
    lines, done = _IndentedLines(source.text.split("\n")), 0
    for found in _MAY_BE_CODE.finditer(source.text):
        number = source.line_at(found.start()) - 1
        if number < done:
            continue
        least = 1 if asciidoc else lines.content_of_item(number) + _DEEP
        if lines.margin(number) < least:
            continue
        first, last = lines.block(number, least, over_blanks=not asciidoc)
        done = last + 1
        if lines.begins_code(first, asciidoc):
            start, end = source.line_starts[first], source.line_starts[last] + len(lines.lines[last])
            yield bare_fence(source, start, end)


def bare_fence(source: SourceFile, start: int, end: int) -> Fence:
    """Lines of `source` as a fence without marks, moved left as far as they all are indented."""
    text = source.text[start:end]
    column, lines = dedent(text.split("\n"), "")
    span, first, last = source.span(start, end), source.line_at(start), source.line_at(end)
    return Fence(span, "", span, "\n".join(lines), first, last, column, True, False, False)


class _IndentedLines:
    """The lines of a text, by number from 0."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def block(self, number: int, least: int, *, over_blanks: bool) -> tuple[int, int]:
        """The first and the last of the lines around one that are at least so far indented."""
        first = last = number
        while first and self._goes_on(first - 1, least, over_blanks):
            first -= 1
        while last + 1 < len(self.lines) and self._goes_on(last + 1, least, over_blanks):
            last += 1
        while first < number and not self.lines[first].strip():
            first += 1
        while last > number and not self.lines[last].strip():
            last -= 1
        return first, last

    def _goes_on(self, number: int, least: int, over_blanks: bool) -> bool:
        return self.margin(number) >= least if self.lines[number].strip() else over_blanks

    def begins_code(self, first: int, asciidoc: bool) -> bool:
        """Whether what stands above a line lets code begin there: no paragraph goes on."""
        above = self.lines[first - 1] if first else ""
        return not above.strip() or (asciidoc and (above.strip() == "+" or above.startswith(("[", "."))))

    def content_of_item(self, number: int) -> int:
        """The column in which the list item around a line has its content; 0 outside of lists."""
        limit = self.margin(number)
        for above in range(number - 1, max(-1, number - 200), -1):
            line = self.lines[above]
            if not line.strip():
                continue
            margin, item = self.margin(above), ITEM.match(line)
            if item and margin < limit and is_item(self.lines, above):
                gap, content = _columns(item["gap"]), _columns(item["lead"])
                content = content if 0 < gap <= _DEEP else content - gap + 1
                if content <= limit:
                    return content
            elif margin == 0:
                if not self._goes_on_with_text(above):
                    return 0
                continue
            limit = min(limit, max(margin, 1))
        return 0

    def _goes_on_with_text(self, number: int) -> bool:
        """Whether a line may be the rest of the paragraph above, and so of an item (CommonMark 5.2)."""
        return number > 0 and may_be_text(self.lines[number]) and may_be_text(self.lines[number - 1])

    def margin(self, number: int) -> int:
        line = self.lines[number]
        return _columns(line[: len(line) - len(line.lstrip())])


def _columns(text: str) -> int:
    """How wide a text is; a tab goes on to the next multiple of four (CommonMark 2.2)."""
    width = 0
    for char in text:
        width += _DEEP - width % _DEEP if char == "\t" else 1
    return width
