"""Groups of names: what must change together, and the one fix that changes all of it, or none.

Names hang together when one command makes several (a loop does), when one label stands for several, and
when one file's manifests carry them.

Knows which commands move and which labels are theirs. Must not know how findings are worded.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from slidegen.finding import Applicability, Edit, Fix
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.index import Creation, index_of
from slidegen.lint.migration.label_use import LabelUse
from slidegen.lint.migration.labels_in_commands import labels_set_in
from slidegen.lint.migration.labels_in_manifests import pods_labelled_in
from slidegen.lint.migration.mentions import Mention, Mentions
from slidegen.lint.migration.named_objects import References
from slidegen.lint.migration.releases import PODS_ONLY
from slidegen.lint.migration.runs import KubectlRun
from slidegen.lint.project import Project


@dataclass(frozen=True, slots=True)
class Group:
    """What must change together."""

    names: tuple[str, ...]
    runs: tuple[KubectlRun, ...]
    uses: tuple[LabelUse, ...]
    mentions: tuple[Mention, ...]
    fix: Fix | None
    of_manifests: bool  #: no command makes it: manifests that were once printed by `kubectl run`


class Groups:
    """Names joined into groups, by what makes several of them at once."""

    def __init__(
        self,
        project: Project,
        runs: tuple[KubectlRun, ...],
        uses: tuple[LabelUse, ...],
        references: References,
    ) -> None:
        self.references = references
        self.mentions = Mentions(project)
        self.project = project
        self.runs = runs
        self.uses = uses
        self.runs_of = _by_name(runs)
        self.uses_of = _by_name(uses)
        self.parent: dict[str, str] = {}
        self.labelled = self._labelled_by_manifests()
        documents = {use.document.path: use.document for use in uses}.values()
        self.own = frozenset(
            name
            for document in documents
            for view in (labels_set_in, pods_labelled_in)
            for name in document.view(view)
        )

    def _labelled_by_manifests(self) -> dict[str, list[Creation]]:
        """The manifests that give their pods a `run` label, by its value."""
        found: dict[str, list[Creation]] = {}
        for document in dict.fromkeys(use.document.path for use in self.uses if use.where == "yaml"):
            for creation in self.project.view(index_of).within(self.project.by_path[document]):
                if creation.run_label:
                    found.setdefault(creation.run_label, []).append(creation)
        return found

    def all(self) -> Iterator[Group]:
        moving = self._moving()
        self.parent = {name: name for name in moving}
        for names in [*(run.names for run in self.runs), *(use.names for use in self.uses)]:
            self._join(name for name in names if name in self.parent)
        self._join_manifests(moving)
        for names in self._joined():
            yield self._group(names)
        if self.project.target < PODS_ONLY and (moving or self._is_moved()):
            yield from self._keys_alone()

    def _moving(self) -> list[str]:
        """The names whose makers move, all of them, so that the `run` label is wrong or will be."""
        used = dict.fromkeys(name for use in self.uses for name in use.names)
        made = dict.fromkeys(name for run in self.runs if run.moves for name in run.names)
        return [name for name in {**made, **used} if self._moves(name)]

    def _moves(self, name: str) -> bool:
        made = self.runs_of.get(name, {}).values()
        mine = [run for run in made if not run.is_mention]
        if (made and not mine) or name in self.own:
            return False
        if mine and name in self.uses_of:
            # Whether an image does the same with its arguments as its command is for the author to say;
            # until then the object stays as it is, and its label with it.
            return all(run.moves and run.rewrite and not run.rewrite.alters_command for run in mine)
        if mine:
            return any(run.moves for run in mine)
        created = any(
            creation.kind == "deployment" and creation.maker == "create"
            for creation in self.project.view(index_of).of(name)
        )
        return created != (name in self.labelled)

    def _join(self, names: Iterable[str]) -> None:
        first, *others = [self._root(name) for name in names] or [""]
        for other in others:
            self.parent[other] = first

    def _root(self, name: str) -> str:
        while self.parent[name] != name:
            self.parent[name] = self.parent[self.parent[name]]
            name = self.parent[name]
        return name

    def _join_manifests(self, moving: list[str]) -> None:
        """The objects of one file go together: half an application is worse than an old one."""
        by_path: dict[str, list[str]] = {}
        for name in moving:
            for creation in self.labelled.get(name, ()):
                by_path.setdefault(creation.document.path, []).append(name)
        for names in by_path.values():
            self._join(names)

    def _joined(self) -> Iterator[tuple[str, ...]]:
        groups: dict[str, list[str]] = {}
        for name in self.parent:
            groups.setdefault(self._root(name), []).append(name)
        yield from (tuple(names) for names in groups.values())

    # ---- one group
    def _group(self, names: tuple[str, ...]) -> Group:
        runs = tuple(run for run in _of_names(self.runs_of, names) if run.moves)
        uses = tuple(_of_names(self.uses_of, names))
        mentions = self.mentions.following(names, runs, uses) if runs else ()
        fix = self._fix(frozenset(names), runs, uses, mentions)
        return Group(
            names, runs, uses, mentions, fix, not runs and any(name in self.labelled for name in names)
        )

    def _fix(
        self,
        names: frozenset[str],
        runs: tuple[KubectlRun, ...],
        uses: tuple[LabelUse, ...],
        mentions: tuple[Mention, ...],
    ) -> Fix | None:
        if not self._is_whole(names, uses) or (uses and not all(_labels_by_app(run) for run in runs)):
            return None
        edits = [edit for run in runs if run.rewrite for edit in run.rewrite.edits]
        edits += [_relabel(use) for use in uses]
        edits += [Edit(m.document.source.span(m.verb_start, m.verb_end), m.replacement) for m in mentions]
        safe = not uses and not mentions and all(run.rewrite and run.rewrite.safe for run in runs)
        safe = safe and not any(run.is_mention for run in runs)
        if safe and any(self.references.count_on_its_name(name) for name in names):
            safe = False
        title = _title(runs)
        return Fix(title, _sorted(edits), Applicability.SAFE if safe else Applicability.UNSAFE)

    def _is_whole(self, names: frozenset[str], uses: tuple[LabelUse, ...]) -> bool:
        return all(use.fixable and names.issuperset(use.names) for use in uses)

    def _is_moved(self) -> bool:
        """Whether `kubectl create deployment` makes what there is, and `kubectl run` nothing that lasts."""
        if any(run.judgement is not None for run in self.runs):
            return False
        return any(
            creation.maker == "create" and creation.kind == "deployment"
            for document in self.project.documents_with("create deploy")
            for creation in self.project.view(index_of).by_commands(document)
        )

    def _keys_alone(self) -> Iterator[Group]:
        """`-l run` selects what `kubectl run` made; with the last of them it selects nothing."""
        uses = tuple(use for use in self.uses if not use.names)
        if not uses:
            return
        mentions = self.mentions.following((), (), uses)
        edits = [_relabel(use) for use in uses if use.fixable]
        edits += [Edit(m.document.source.span(m.verb_start, m.verb_end), m.replacement) for m in mentions]
        fix = Fix("Select by the label `app`", _sorted(edits), Applicability.UNSAFE) if edits else None
        yield Group((), (), uses, mentions, fix, of_manifests=False)


class _Named(Protocol):
    @property
    def names(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=_Named)


def _by_name(items: tuple[T, ...]) -> dict[str, dict[int, T]]:
    """The items of each name, by their place among all."""
    found: dict[str, dict[int, T]] = {}
    for place, item in enumerate(items):
        for name in item.names:
            found.setdefault(name, {})[place] = item
    return found


def _of_names(items: dict[str, dict[int, T]], names: Iterable[str]) -> Iterator[T]:
    """The items of any of `names`, in order."""
    found = {place: item for name in names for place, item in items.get(name, {}).items()}
    return (found[place] for place in sorted(found))


def _labels_by_app(run: KubectlRun) -> bool:
    return run.judgement is not None and run.judgement.wanted == "deployment"


def _relabel(use: LabelUse) -> Edit:
    return Edit(use.document.source.span(use.key_start, use.key_start + 3), "app")


def _sorted(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    return tuple(sorted(set(edits), key=lambda edit: (edit.span, edit.replacement)))


def _title(runs: tuple[KubectlRun, ...]) -> str:
    if not runs:
        return "Use the label `app`, as `kubectl create deployment` sets it"
    wanted = runs[0].judgement.wanted if runs[0].judgement else "deployment"
    return f"Use `kubectl create {wanted}`, and the label that follows"
