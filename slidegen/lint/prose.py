"""The prose of a Markdown document: its text without code and comments, as far as rules search in it.

Offsets are those of the file, since what is no prose is blanked out, not cut out.
Knows what is no prose. Must not know links, headings or any rule.
"""

from slidegen.lint.document import Document
from slidegen.lint.inline import code_spans_in
from slidegen.lint.slides import fragment_of
from slidegen.text.blanked import blanked


def prose_of(document: Document) -> str:
    """The text, with fences, comments and code spans blanked; as long as the file's."""
    if document.kind != "markdown":
        return ""
    fragment = document.view(fragment_of)
    fences = ((fence.span.start, fence.span.end) for fence in fragment.fences)
    comments = ((c.span.start, c.span.end) for slide in fragment.slides for c in slide.comments)
    codes = ((code.start, code.end) for code in document.view(code_spans_in))
    return blanked(document.text, sorted((*fences, *comments, *codes)))
