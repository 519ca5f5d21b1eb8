"""The classes that a manifest names (`exclude`, `switches`, `exercise-classes`), held to those of its slides.

A class that nothing has is no mistake by itself: real manifests share such lists. One that is nearly what
slides say is a slip, and would show what was to be left out. Must not know where texts come from.
"""

from collections.abc import Callable, Iterable, Iterator

from slidegen.finding import Finding
from slidegen.source.manifest import Manifest
from slidegen.source.rules import UNKNOWN_CLASS
from slidegen.source.suggest import is_a_slip


def _meant(name: str, known: Iterable[str]) -> str | None:
    return next((each for each in known if is_a_slip(name, each)), None)


def class_findings(manifest: Manifest, on_slides: Callable[[], frozenset[str]]) -> Iterator[Finding]:
    """What the manifest names, and is on no slide; these are looked for where it names any."""
    named = {
        "exclude": manifest.exclude,
        "switches": manifest.switches or (),
        "exercise-classes": manifest.exercise_classes or (),
        "remark": manifest.remark.excluded_classes,
    }
    for key, names in named.items():
        if not any(each == key for each, _ in manifest.spans):
            continue  # a setting's, which other decks may have use for
        known = on_slides()
        for name in dict.fromkeys(names):
            guess = None if name in known else _meant(name, sorted(known - {*names}))
            if guess or (key == "switches" and name not in known):
                span = manifest.span_of(key)
                advice = f"Did you mean `{guess}`?" if guess else "Remove it, or give the class to a slide"
                message = f"`{key}` names the class `{name}`, which no slide has"
                yield manifest.source.finding(UNKNOWN_CLASS, span.start, span.end, message, help=advice)
