"""Which objects of a project move from `kubectl run` to `kubectl create`, and all that moves with them.

Knows what there is: commands and labels, of the documents concerned. Must not know how they are joined
(`groups` does), nor how findings are worded.
"""

from dataclasses import replace
from functools import cached_property

from slidegen.finding import Fix
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.migration.concerned import concerned
from slidegen.lint.migration.groups import Group, Groups
from slidegen.lint.migration.identity import LABEL
from slidegen.lint.migration.labels import label_uses
from slidegen.lint.migration.named_objects import References
from slidegen.lint.migration.reach import reaches
from slidegen.lint.migration.runs import KubectlRun, is_kept, runs_in
from slidegen.lint.migration.worth_reading import may_label_run, may_run
from slidegen.lint.project import Project


@dataclass(frozen=True)
class Migration:
    """The groups of a project, and the stale commands that belong to none."""

    groups: tuple[Group, ...]
    runs: tuple[KubectlRun, ...]

    def fix_of(self, run: KubectlRun) -> Fix | None:
        return self._fixes.get(run.place)

    @cached_property
    def _fixes(self) -> dict[tuple[str, int], Fix | None]:
        return {run.place: group.fix for group in self.groups for run in group.runs}


def migration_of(project: Project) -> Migration:
    """Of a project whose names do not reach everywhere, what each part says, together."""
    parts = [_migration(part) for part in project.view(reaches) if part.asked]
    groups = (group for part in parts for group in part.groups)
    return Migration(tuple(groups), tuple(run for part in parts for run in part.runs))


def _migration(project: Project) -> Migration:
    documents, references = concerned(project), References(project)
    runs = tuple(
        run
        for document in documents
        if document.view(may_run)
        for run in runs_in(project, document, references)
    )
    uses = tuple(
        replace(use, fixable=False) if is_kept(project, document, LABEL, use.start) else use
        for document in documents
        if document.view(may_label_run)
        for use in label_uses(document)
    )
    return Migration(tuple(Groups(project, runs, uses, references).all()), runs)
