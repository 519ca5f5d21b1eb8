"""Inline code of a Markdown document: code spans, `<code>`, and the one-line snippets that are written alike.

Knows how far a backtick reaches. Must not know how they pair (`text/verbatim.py` does), nor commands.
"""

import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.slides import fragment_of
from slidegen.text.model import Fragment
from slidegen.text.typed.verbs import verb_kind
from slidegen.text.verbatim import TICKS, paired_ticks

NOWHERE = (sys.maxsize, sys.maxsize)
ONE_LINER = re.compile(r"([a-z][\w-]*)(?: |$)")
#: Code in the tags of HTML, which forges and most programs take in Markdown, too.
_TAGGED = re.compile(r"<(?P<tag>code|kbd|tt)>(?P<code>[^<>&`\n]{1,500})</(?P=tag)>", re.IGNORECASE)
#: Where a paragraph ends, and with it the reach of a backtick.
PARAGRAPH_END = re.compile(
    r"\n[ \t]*(?:\n|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>|\||---|\?\?\?|\]|\.[\w.-]+\[|<|\Z)"
)


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """`text[start:end]` without its backticks."""

    start: int
    end: int
    ticks: int
    text: str
    is_executed: bool = False  #: whether it says behind its backticks that it is run

    @property
    def verb(self) -> str:
        """The verb of a one-line snippet, `` for a code span that is only to be read."""
        if self.is_executed:
            return "execute"
        match = ONE_LINER.match(self.text) if self.ticks >= 3 else None
        return match[1] if match and verb_kind(match[1]) else ""

    @property
    def arguments_start(self) -> int:
        """Where what follows the verb begins."""
        if self.is_executed:
            return self.start
        return min(self.start + len(self.verb) + bool(self.verb), self.end)


def code_spans_in(document: Document) -> tuple[CodeSpan, ...]:
    """The inline code of a Markdown file, comments included, fences not, in order."""
    if document.kind != "markdown":
        return ()
    fragment = document.view(fragment_of)
    executed = {snippet.text_span.start for slide in fragment.slides for snippet in slide.executed}
    found = list(_code_spans(document.text, fragment))
    if executed:
        found = [
            replace(code, is_executed=not executed.isdisjoint((code.start, code.start + 1))) for code in found
        ]
    tagged = _in_tags(document.text, fragment, found) if "</" in document.text else ()
    return tuple(sorted((*found, *tagged), key=lambda code: code.start))


def _in_tags(text: str, fragment: Fragment, spans: list[CodeSpan]) -> Iterator[CodeSpan]:
    """What stands in `<code>` and its like, as it is written: no entity, no other tag."""
    taken = [(fence.span.start, fence.span.end) for fence in fragment.fences]
    taken = sorted((*taken, *((span.start, span.end) for span in spans)))
    for found in _TAGGED.finditer(text):
        index = bisect_right(taken, (found.start(), len(text))) - 1
        if index < 0 or taken[index][1] <= found.start():
            yield CodeSpan(*found.span("code"), 1, found["code"])


def _code_spans(text: str, fragment: Fragment) -> Iterator[CodeSpan]:
    fences = iter(sorted((fence.span.start, fence.span.end) for fence in fragment.fences))
    start, end = next(fences, NOWHERE)
    line: list[re.Match[str]] = []
    for run in TICKS.finditer(text):
        at = run.start()
        while at >= end:
            start, end = next(fences, NOWHERE)
        if at >= start:
            continue
        if line and _are_apart(text, line[-1], run):
            yield from _paired(text, line)
            line = []
        line.append(run)
    yield from _paired(text, line)


def _are_apart(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a paragraph, or the line of a one-line snippet, ends between two runs of backticks."""
    if text.find("\n", one.end(), other.start()) == -1:
        return False
    if len(one[0]) > 2 or len(other[0]) > 2:
        return True
    if text.find("\n\n", one.end(), other.start()) != -1:
        return True
    return PARAGRAPH_END.search(text, one.end(), other.start()) is not None


def _paired(text: str, runs: list[re.Match[str]]) -> Iterator[CodeSpan]:
    for whole_start, whole_end in paired_ticks(text, [run.span() for run in runs]):
        ticks = TICKS.match(text, whole_start, whole_end)
        assert ticks is not None  # a code span begins with backticks
        start, end = ticks.end(), whole_end - len(ticks[0])
        yield CodeSpan(start, end, len(ticks[0]), text[start:end])
