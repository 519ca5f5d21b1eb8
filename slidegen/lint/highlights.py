"""What highlights in the code of each document that is asked for: its deck's manifest says it (`remark:`), or
its front matter.

Decks that share a document and do not agree leave it to the code, as no deck does.

Knows manifests. Must not know what is typed, nor what is made of it.
"""

from dataclasses import replace

from slidegen.lint.decks import manifests_showing
from slidegen.lint.document import Document
from slidegen.lint.project import Project
from slidegen.lint.slides import fragment_of
from slidegen.source.likely import may_be_manifest
from slidegen.source.manifest import RemarkOptions
from slidegen.text.front_matter import may_have_front_matter
from slidegen.text.marks import Marks, marks_of, take_marks
from slidegen.text.typed import marks_in

KEY = "remark"
#: Of a deck that says nothing.
USUAL = marks_of(RemarkOptions(highlight_spans=True))


def as_decks_show_it(project: Project) -> Project:
    """The project with what was asked for as its decks read it."""
    asked = tuple(document.marked_by(marks_for(document, project)) for document in project.asked)
    if asked == project.asked:
        return project
    return replace(project, asked=asked)


def marks_for(document: Document, project: Project) -> Marks | None:
    """What all decks of `document` say; None where that changes nothing, or none says it."""
    if document.kind != "markdown" or not _may_matter(document, project):
        return None
    found = {marks_of(manifest.settled_remark) for manifest in manifests_showing(document, project)}
    return found.pop() if len(found) == 1 else None


def _may_matter(document: Document, project: Project) -> bool:
    """Whether a manifest names options, or the code is another than a deck without options shows.
    Cheaper than to ask which manifests list it: that is for few.
    """
    if project.view(_names_options):
        return True
    return document.view(_is_read_otherwise)


def _names_options(project: Project) -> bool:
    if any(f"{KEY}:" in each.text and may_have_front_matter(each.text) for each in project.asked):
        return True
    return any(KEY in each.text and may_be_manifest(each.text) for each in project.yaml_documents)


def _is_read_otherwise(document: Document) -> bool:
    codes = (fence.text for fence in document.view(fragment_of).fences)
    return any(_code(code, USUAL) != _code(code) for code in codes if "`" in code or "*" in code)


def _code(text: str, marks: Marks | None = None) -> str:
    return take_marks(text, marks or marks_in(text)).code
