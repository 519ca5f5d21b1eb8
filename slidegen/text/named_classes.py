"""The classes that a text names, found without reading its slides. Must not know manifests."""

from slidegen import lazy_re as re
from slidegen.memory import remembered
from slidegen.text.model import split_classes

#: A row of dots and names is taken as a whole, bracket or not: from each of its dots it would be read again.
_NAMED = re.compile(
    r"^[ \t]*class:(?P<slide>[^\n]*)|\.(?P<content>[\w-]++(?:\.[\w-]++)*+)(?P<open>\[)?", re.MULTILINE
)


@remembered  # decks share texts
def classes_named(text: str) -> frozenset[str]:
    """What slides of `text` have for classes, and what stands in it in brackets of a class.

    Also what only code shows: who asks wants to know that a name is nowhere; that takes no reading of slides.
    """
    found: set[str] = set()
    for match in _NAMED.finditer(text):
        if match["slide"] is not None:
            found.update(split_classes(match["slide"]))
        elif match["open"]:
            found.update(match["content"].split("."))
    return frozenset(found - {""})
