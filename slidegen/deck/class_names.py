"""The classes that a manifest names (`exclude`, `switches`, `exercise-classes`), held to those of its slides.

A class that nothing has is no mistake by itself: real manifests share such lists. One that is nearly what
slides say is a slip, and would show what was to be left out. Must not know where texts come from.
"""

from collections.abc import Iterable, Iterator

from slidegen import lazy_re as re
from slidegen.finding import Finding
from slidegen.memory import remembered
from slidegen.source.manifest import Manifest
from slidegen.source.rules import UNKNOWN_CLASS
from slidegen.source.suggest import is_a_slip
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


def _meant(name: str, known: Iterable[str]) -> str | None:
    return next((each for each in known if is_a_slip(name, each)), None)


def class_findings(manifest: Manifest, known: frozenset[str]) -> Iterator[Finding]:
    """What the manifest names, and is on no slide."""
    named = {
        "exclude": manifest.exclude,
        "switches": manifest.switches or (),
        "exercise-classes": manifest.exercise_classes or (),
        "remark": manifest.remark.excluded_classes,
    }
    for key, names in named.items():
        if not any(each == key for each, _ in manifest.spans):
            continue  # a setting's, which other decks may have use for
        for name in dict.fromkeys(names):
            guess = None if name in known else _meant(name, sorted(known - {*names}))
            if guess or (key == "switches" and name not in known):
                span = manifest.span_of(key)
                advice = f"Did you mean `{guess}`?" if guess else "Remove it, or give the class to a slide"
                message = f"`{key}` names the class `{name}`, which no slide has"
                yield manifest.source.finding(UNKNOWN_CLASS, span.start, span.end, message, help=advice)
