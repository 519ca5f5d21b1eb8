"""What a project leaves out, for every verb alike: the setting `exclude`, what is built, what git ignores.

A file that is named on the command line is taken though git ignores it; what the settings exclude is left
out even then, since a commit hook names every file that changed.

Knows which questions there are. Must not know how each is answered.
"""

from collections.abc import Iterable
from typing import Protocol

from slidegen.lazy_dataclass import dataclass
from slidegen.source.git_ignores import GitIgnores
from slidegen.source.out_folder import out_prefix
from slidegen.source.patterns import Patterns
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace


class Excluded(Protocol):
    """Which names (from the project's root, a folder's with a `/` behind it) are not to be looked at."""

    def match(self, path: str) -> bool: ...

    def match_named(self, path: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The answer to both questions."""

    excluded: Patterns
    out: str  #: the folder that `build` writes; `` when it lies elsewhere
    ignores: GitIgnores | None  #: None with `--no-ignore`

    @classmethod
    def of(cls, loaded: LoadedSettings, more: Iterable[str] = ()) -> "LeftOut":
        """What the project leaves out; `more` are patterns beside those of `exclude`."""
        workspace = Workspace.at(loaded.root)
        return cls(
            Patterns.of((*loaded.settings.exclude, *more)),
            out_prefix(loaded.root, loaded.settings.out),
            GitIgnores(workspace) if loaded.heeds_ignores else None,
        )

    def match(self, path: str) -> bool:
        return self.match_named(path) or (self.ignores is not None and self.ignores.match(path))

    def match_named(self, path: str) -> bool:
        return self.excluded.match(path) or bool(self.out and path.startswith(self.out))
