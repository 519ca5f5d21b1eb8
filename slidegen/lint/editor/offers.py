"""What may be written at a place: paths, ids, properties, classes, verbs, codes of rules, keys of manifests.

Each kind of place is a row of one table: what stands before the cursor, and what may follow.
Knows the places. Must not know any protocol.
"""

from collections.abc import Callable, Iterable, Iterator

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.editor.slide_names import ids_of
from slidegen.lint.engine import all_rules
from slidegen.lint.manifests import may_be_manifest
from slidegen.lint.project import Project
from slidegen.lint.slide_properties import KNOWN
from slidegen.lint.slides import fragment_of
from slidegen.source.manifest import FIELDS
from slidegen.text.model import split_classes
from slidegen.text.typed.verbs import ONE_LINE_VERBS


@dataclass(frozen=True, slots=True)
class Completion:
    """A text that may stand in place of `[start, end)`."""

    text: str
    detail: str
    start: int
    end: int


Offer = Callable[[Document, Project], Iterable[tuple[str, str]]]


def completions_at(document: Document, project: Project, offset: int) -> tuple[Completion, ...]:
    """What fits what is begun at `offset`, in order; nothing where nothing is known to fit."""
    line_start = document.text.rfind("\n", 0, offset) + 1
    before = document.text[line_start:offset]
    for place, offer in _MANIFEST if may_be_manifest(document) else _SLIDES:
        match = place.search(before)
        if match and (offer is not _properties or _is_at_the_top(document, line_start)):
            start = offset - len(match["begun"])
            offered = dict(offer(document, project))
            return tuple(
                Completion(text, detail, start, offset)
                for text, detail in sorted(offered.items())
                if match["begun"].lower() in text.lower()
            )
    return ()


def _is_at_the_top(document: Document, line_start: int) -> bool:
    """Whether a property may stand there: before all else of its slide but properties."""
    steps = (step for slide in document.view(fragment_of).slides for step in slide.steps)
    return any(
        step.body.start <= line_start <= step.body.end
        and not document.text[step.body.start : line_start].strip()
        for step in steps
    )


# ---- what there is
def _fragments(document: Document, project: Project) -> Iterator[tuple[str, str]]:
    folder = document.path.rpartition("/")[0]
    for other in project.documents:
        if other.kind == "markdown" and other is not document:
            yield _relative(other.path, folder), "fragment file"


def _relative(path: str, folder: str) -> str:
    return path.removeprefix(f"{folder}/") if folder else path


def _ids(document: Document, project: Project) -> Iterator[tuple[str, str]]:
    yield from ((name, "slide") for name in ids_of(document, project))


def _templates(document: Document, project: Project) -> Iterator[tuple[str, str]]:
    for other in (document, *project.documents):
        for slide in other.view(fragment_of).slides:
            if name := slide.value("name"):
                yield name, "template"


def _properties(_document: Document, _project: Project) -> Iterator[tuple[str, str]]:
    yield from ((f"{name}: ", "property") for name in KNOWN)


def _classes(_document: Document, project: Project) -> Iterator[tuple[str, str]]:
    """Those that the workshop uses already."""
    for other in project.documents:
        for slide in other.view(fragment_of).slides:
            yield from ((name, "class") for name in split_classes(slide.value("class") or ""))


def _verbs(_document: Document, _project: Project) -> Iterator[tuple[str, str]]:
    yield from ((verb, "verb of an exercise") for verb in ONE_LINE_VERBS)


def _codes(_document: Document, _project: Project) -> Iterator[tuple[str, str]]:
    yield from ((rule.code, f"{rule.name}: {rule.summary}") for rule in all_rules())


def _keys(_document: Document, _project: Project) -> Iterator[tuple[str, str]]:
    yield from ((f"{field.key}: ", field.doc) for field in FIELDS)


_SLIDES: tuple[tuple[re.Pattern[str], Offer], ...] = (
    (re.compile(r"slidegen: ignore(?:-\w+)*(?: SG\w+,?)* (?P<begun>\w*)\Z"), _codes),
    (re.compile(r"@@(?:INCLUDE|LINK)\[(?P<begun>[^\]]*)\Z"), _fragments),
    (re.compile(r"\]\(#(?P<begun>[^)]*)\Z"), _ids),
    (re.compile(r"^template:[ \t]*(?P<begun>\S*)\Z"), _templates),
    (re.compile(r"^class:(?:.*,)?[ \t]*(?P<begun>[\w-]*)\Z"), _classes),
    (re.compile(r"^[ \t]*(?:<!--[ \t]*)?```(?P<begun>\w*)\Z"), _verbs),
    (re.compile(r"^(?P<begun>[a-z-]+)\Z"), _properties),
)
_MANIFEST: tuple[tuple[re.Pattern[str], Offer], ...] = (
    (re.compile(r"^[ \t]*(?:-[ \t]+)+(?P<begun>[^\s:]*)\Z"), _fragments),
    (re.compile(r"^(?P<begun>[\w-]*)\Z"), _keys),
)
