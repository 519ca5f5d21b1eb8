"""Where a rule applies: some speak of slides, and documentation is none.

Knows which families of rules those are. Must not know any rule, nor how slides are told from documentation.
"""

from slidegen.lint.decks import is_slides
from slidegen.lint.document import Document
from slidegen.lint.project import Project

#: Families of rules, by the beginning of their codes, that speak of slides and exercises.
OF_SLIDES = ("SG4", "SG5", "SG620")
#: It speaks of files that no manifest lists, and says itself which of those it means.
UNUSED_FRAGMENT = "SG418"


def speaks_of_slides(code: str) -> bool:
    return code.startswith(OF_SLIDES) and code != UNUSED_FRAGMENT


def is_meant(code: str, document: Document, project: Project) -> bool:
    """Whether the rule of that code has anything to say of `document`, whatever stands in it."""
    return document.kind != "markdown" or not speaks_of_slides(code) or is_slides(document, project)
