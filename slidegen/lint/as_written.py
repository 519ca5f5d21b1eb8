"""Findings and edits of what is shown as Markdown, at the place where it is written.

Knows documents in other markup. Must not know any rule, nor any markup.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from slidegen.finding import Edit, Finding, Fix
from slidegen.lint.document import Document
from slidegen.location import Span
from slidegen.text.markup.shown_text import ShownText

Find = Callable[[str], Document | None]


def as_written(findings: Iterable[Finding], find: Find) -> Iterator[Finding]:
    """The findings, each at its place in its file."""
    for finding in findings:
        document = find(finding.path)
        fix = _fix(finding.fix, find) if finding.fix else None
        if document is None or document.shown is None:
            yield finding if fix is finding.fix else replace(finding, fix=fix)
            continue
        span, written = _span(finding.span, document.shown), document.written
        start, end = written.position(span.start), written.position(span.end)
        yield replace(finding, span=span, start=start, end=end, fix=fix)


def _span(span: Span, shown: ShownText) -> Span:
    return Span(span.path, *shown.written(span.start, span.end))


def _fix(fix: Fix, find: Find) -> Fix | None:
    """The fix with its edits where they are written; none where one would take markup away."""
    moved = list[Edit]()
    for edit in fix.edits:
        document = find(edit.span.path)
        shown = document.shown if document else None
        if shown is None:
            moved.append(edit)
            continue
        span = _span(edit.span, shown)
        if shown.is_torn(span.start, span.end):
            return None
        text = edit.replacement if shown.is_verbatim(span.start) else shown.escape(edit.replacement)
        moved.append(Edit(span, text))
    return replace(fix, edits=tuple(moved)) if moved != list(fix.edits) else fix


def as_shown(document: Document, edits: Iterable[Edit]) -> list[Edit]:
    """The edits of a file as edits of what is shown of it."""
    shown = document.shown
    return list(edits) if shown is None else [_as_shown(shown, edit) for edit in edits]


def _as_shown(shown: ShownText, edit: Edit) -> Edit:
    start, end = shown.shown(edit.span.start), shown.shown(edit.span.end)
    is_verbatim = shown.is_verbatim(edit.span.start)
    text = edit.replacement if is_verbatim else shown.unescape(edit.replacement)
    return Edit(Span(edit.span.path, start, max(start, end)), text)
