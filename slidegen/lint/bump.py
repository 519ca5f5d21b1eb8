"""What a newer Kubernetes means for a workshop: what breaks, and what has a better form, lecture by lecture.

A lecture is a fragment file, by its first title; what no deck lists stands at the end.
Knows findings of two versions and decks. Must not know how either is found, nor how this is shown.
"""

from collections.abc import Iterator

from slidegen.finding import Finding, Severity
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.decks import decks_of
from slidegen.lint.document import Document
from slidegen.lint.headings import headings_in
from slidegen.lint.project import Project
from slidegen.lint.version import Version
from slidegen.text.heading import plain_text

#: The rules of rot: only their findings have to do with a version.
ROT = ("SG1", "SG2", "SG3")
#: What is only ignored: a key of Compose, an instruction of Dockerfiles.
IGNORED = ("SG302", "SG307")


@dataclass(frozen=True, slots=True)
class Lecture:
    """One file, and what a newer version says of it that the older one did not."""

    title: str
    path: str
    breaks: tuple[Finding, ...]
    betters: tuple[Finding, ...]  #: what still works, and has a better form


@dataclass(frozen=True, slots=True)
class LecturesOfDeck:
    """The lectures of one deck that are touched, in the order of the talk; `name` is `` for other files."""

    name: str
    lectures: tuple[Lecture, ...]


@dataclass(frozen=True, slots=True)
class Bump:
    """From one version to another."""

    older: Version
    newer: Version
    decks: tuple[LecturesOfDeck, ...]

    @property
    def breaks(self) -> int:
        """How many places break; one that several decks show counts once."""
        return len(
            {finding for deck in self.decks for lecture in deck.lectures for finding in lecture.breaks}
        )

    @property
    def betters(self) -> int:
        return len(
            {finding for deck in self.decks for lecture in deck.lectures for finding in lecture.betters}
        )


def bump_of(
    project: Project, older: Version, newer: Version, before: tuple[Finding, ...], after: tuple[Finding, ...]
) -> Bump:
    """What is said for `newer` (`after`) and is not for `older` (`before`)."""
    known = set(map(_identity, before))
    fresh: dict[str, list[Finding]] = {}
    for finding in after:
        if finding.rule.code.startswith(ROT) and _identity(finding) not in known:
            fresh.setdefault(finding.path, []).append(finding)
    return Bump(older, newer, tuple(_decks(project, fresh)))


def _identity(finding: Finding) -> tuple[object, ...]:
    """What was only deprecated, or ignored, and is gone now is told anew."""
    works_on = _works_on(finding)
    return finding.span, finding.rule.code, finding.rule.severity, works_on or finding.message


def _decks(project: Project, fresh: dict[str, list[Finding]]) -> Iterator[LecturesOfDeck]:
    listed: set[str] = set()
    for deck in project.view(decks_of):
        listed.update(document.path for document in deck.documents)
        touched = dict.fromkeys(document for document in deck.documents if document.path in fresh)
        if touched:
            lectures = tuple(_lecture(document, fresh[document.path]) for document in touched)
            yield LecturesOfDeck(deck.name, lectures)
    others = [path for path in sorted(fresh) if path not in listed]
    if others:
        yield LecturesOfDeck("", tuple(_lecture(project.by_path[path], fresh[path]) for path in others))


def _lecture(document: Document, findings: list[Finding]) -> Lecture:
    titles = (plain_text(heading.markdown) for heading in document.view(headings_in))
    return Lecture(
        next(titles, document.path),
        document.path,
        tuple(finding for finding in findings if not _works_on(finding)),
        tuple(finding for finding in findings if _works_on(finding)),
    )


def _works_on(finding: Finding) -> bool:
    """Whether what is found still works: it is a note, ignored, or deprecated and no more."""
    rule = finding.rule
    return rule.severity is Severity.INFO or rule.code in IGNORED or "deprecated" in finding.message
