"""The `kubectl run`s of a document, each with its judgement, and whether its author wants it to stay.

Knows suppressions and settings. Must not know what moves together.
"""

from collections.abc import Iterator

from slidegen.finding import Rule
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.index import Creation, index_of
from slidegen.lint.kubectl import Kubectl
from slidegen.lint.migration.identity import GENERATOR
from slidegen.lint.migration.judgement import RunJudgement, judge
from slidegen.lint.migration.named_objects import References
from slidegen.lint.migration.releases import PODS_ONLY
from slidegen.lint.migration.rewrite import Rewrite, rewrite
from slidegen.lint.project import Project
from slidegen.lint.selection import matches
from slidegen.lint.suppress import suppressions_in
from slidegen.source.patterns import Patterns


@dataclass(frozen=True, slots=True)
class KubectlRun:
    """A `kubectl run` in its document, and what is to become of it."""

    document: Document
    creation: Creation
    names: tuple[str, ...]
    judgement: RunJudgement | None  #: None when it is fine
    rewrite: Rewrite | None
    is_kept: bool  #: its author has said that it is to stay

    @property
    def place(self) -> tuple[str, int]:
        return self.document.path, self.creation.span.start

    @property
    def is_mention(self) -> bool:
        """In inline code: it follows what the commands do, and decides nothing."""
        assert self.creation.kubectl is not None
        return self.creation.kubectl.command.context == "inline"

    @property
    def moves(self) -> bool:
        if self.rewrite is None or self.is_kept:
            return False
        return self.judgement is not None and self.judgement.wanted != "pod"


def runs_in(project: Project, document: Document, references: References) -> Iterator[KubectlRun]:
    """The commands of `document`, and those that inline code repeats."""
    by_place: dict[int, list[Creation]] = {}
    for creation in project.view(index_of).by_commands(document):
        if creation.maker == "run":
            by_place.setdefault(creation.span.start, []).append(creation)
    for creations in by_place.values():
        first = creations[0]
        assert first.kubectl is not None
        names = tuple(dict.fromkeys((*(creation.name for creation in creations), *_labelled(first.kubectl))))
        as_deployment = _is_deployment(project, references, creations)
        judgement = judge(first.kubectl, project.target, as_deployment)
        rewritten = rewrite(document, judgement, project.target) if judgement else None
        kept = is_kept(project, document, GENERATOR, first.span.start)
        yield KubectlRun(document, first, names, judgement, rewritten, kept)


def _labelled(kubectl: Kubectl) -> Iterator[str]:
    """The names by which `--labels=run=…` calls the object beside its own."""
    flag = kubectl.flag("--labels")
    for label in (flag.value or "").split(",") if flag else ():
        key, _, name = label.strip().partition("=")
        if key == "run" and name:
            yield from kubectl.command.expand(name)


def _is_deployment(project: Project, references: References, creations: list[Creation]) -> bool:
    """Whether the rest of the document takes it for a deployment that nobody else makes."""
    if project.target < PODS_ONLY:
        return False
    return any(
        references.calls_it_deployment(creation.document, creation)
        and not any(other.kind == "deployment" for other in project.view(index_of).of(creation.name))
        for creation in creations
    )


def is_kept(project: Project, document: Document, rule: Rule, offset: int) -> bool:
    """Whether the author has said, here or in the settings, that `rule` is not to be mentioned."""
    if document.view(suppressions_in).cover(rule, offset):
        return True
    return any(
        any(matches(rule, selector) for selector in selectors)
        and Patterns.of((pattern,)).match(document.path)
        for pattern, selectors in project.settings.lint.per_file_ignores
    )
