"""The classes that a text names, found without reading its slides. Must not know manifests."""

from slidegen import lazy_re as re
from slidegen.memory import remembered
from slidegen.text.model import split_classes

#: Each begins with a literal, by which a text is searched at once.
_OF_SLIDES = re.compile(r"\n[ \t]*class:([^\n]*)")
#: Names of that length are nobody's, and a long row of dots and names is read again from each of its dots.
_OF_CONTENT = re.compile(r"\.([\w.-]{1,200}+)\[")


@remembered  # decks share texts
def classes_named(text: str) -> frozenset[str]:
    """What slides of `text` have for classes, and what stands in it in brackets of a class.

    Also what only code shows: who asks wants to know that a name is nowhere; that takes no reading of slides.
    """
    found: set[str] = set()
    for value in _OF_SLIDES.findall(f"\n{text}"):
        found.update(split_classes(value))
    for names in _OF_CONTENT.findall(text):
        found.update(names.split("."))
    return frozenset(found - {""})
