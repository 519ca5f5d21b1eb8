"""The slides of a Markdown document: the first view, from which most others are made.

Must not know how a fragment is read (`slidegen.text.fragment` does).
"""

from slidegen.lint.document import Document
from slidegen.text.fragment import read_fragment
from slidegen.text.model import Fragment


def fragment_of(document: Document) -> Fragment:
    """The slides of a Markdown file; another kind has none."""
    if document.kind != "markdown":
        return Fragment(document.path, (), ())
    return read_fragment(document.shown, document.exercise_classes)
