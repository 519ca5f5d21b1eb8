"""One call of the linter: what was asked for, looked at once, or again and again while texts change.

Files are read once; who changes a text lays it over (`look`), as fixing and editors do.
Knows how settings, files and rules come together. Must not know options, reports or terminals.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import partial
from pathlib import Path

from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.engine import MANY, Share, identities, in_turn, lint
from slidegen.lint.load import Known, Loaded, Rehearsal, is_read, load_project, shown_in, wanted_in
from slidegen.lint.project import Project
from slidegen.lint.selection import Selection, make_selection
from slidegen.source.file import SourceFile
from slidegen.source.files import named_files
from slidegen.source.left_out import Excluded
from slidegen.source.patterns import Patterns
from slidegen.source.settings import LintSettings, Settings
from slidegen.source.texts import Texts
from slidegen.source.workspace import Workspace

Findings = tuple[Finding, ...]
Remember = Callable[[Callable[[], Findings]], Findings]  #: what was found, or finds it


@dataclass(frozen=True, slots=True)
class Session:
    """What one call asked for; `look` answers."""

    texts: Texts
    settings: Settings
    paths: tuple[Path, ...]
    selection: Selection
    excluded: Excluded
    version: str | None = None
    stdin: SourceFile | None = None  #: a text that is asked for, and stands on no disk
    schemas: bool = False  #: whether manifests are held against the target's schemas
    as_of: date | None = None  #: the day by which what has no version is judged
    rehearsal: Rehearsal | None = None  #: what a build says of decks; without, only our own rules are asked
    share: Share = in_turn  #: who does the work of many documents
    _known: Known = field(default_factory=dict, repr=False)

    @property
    def workspace(self) -> Workspace:
        return self.texts.workspace

    def look(self, overlays: Mapping[str, SourceFile] | None = None) -> tuple[Project, tuple[Finding, ...]]:
        """The project with the texts `overlays`, and what there is to say of it, sorted."""
        loaded = self.load(overlays or {})
        return loaded.project, self.judged(loaded)

    def look_again(self, remember: Remember) -> tuple[Project, tuple[Finding, ...]]:
        """The project as it stands on the disk, and what is to be said of it: many documents are judged only
        when `remember` does not know what was found.
        """
        loaded = self.load({})
        judge = partial(self.judged, loaded)
        return loaded.project, remember(judge) if len(loaded.project.asked) >= MANY else judge()

    def judged(self, loaded: Loaded) -> tuple[Finding, ...]:
        """What there is to say of what was loaded, sorted."""
        return lint(loaded.project, self.selection, read=loaded.findings, share=self.share).findings

    def project(self, overlays: Mapping[str, SourceFile] | None = None) -> Project:
        """The project alone: no rule is asked."""
        return self.load(overlays or {}).project

    def load(self, overlays: Mapping[str, SourceFile]) -> Loaded:
        """The project with the texts `overlays`, before any rule is asked."""
        asked = {self.stdin.path: self.stdin} if self.stdin else {}
        return load_project(
            self.texts,
            self.paths,
            self.settings,
            excluded=self.excluded,
            version=self.version,
            as_of=self.as_of,
            schemas=self.schemas,
            overlays=asked | dict(overlays),
            asked=tuple(asked),
            known=self._known,
            rehearsal=self.rehearsal,
        )

    def names(self) -> Iterator[str]:
        """The names of the files that the paths stand for, and that are read."""
        found, _ = named_files(
            self.workspace,
            self.paths,
            self.excluded,
            wanted_in(self.workspace, self.settings),
            shown_in(self.settings),
        )
        return (name for name in found if is_read(self.workspace, self.settings, name))


def selection_of(
    settings: LintSettings,
    *,
    select: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Selection:
    """The rules that apply: flags stand in for the settings' `select`, and add to the others."""
    return make_selection(
        identities(),
        select=tuple(select) or settings.select,
        extend_select=(*settings.extend_select, *extend_select),
        ignore=(*settings.ignore, *ignore),
        per_file_ignores=settings.per_file_ignores,
    )


def excluded_by(settings: Settings, more: Iterable[str] = ()) -> Patterns:
    return Patterns.of((*settings.exclude, *settings.lint.exclude, *more))
