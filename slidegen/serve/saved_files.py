"""What the linter says of files that were saved.

Knows the linter's session. Must not know how it is shown.
"""

from collections.abc import Iterable, Iterator

from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.serve.studio import Studio
from slidegen.serve.trouble import Trouble, troubles_of


def lint_of(studio: Studio, paths: Iterable[str]) -> Iterator[Trouble]:
    """What the linter says of files that were saved; it is imported when it is first asked."""
    settings, workspace = studio.show.loaded.settings, studio.workspace
    files = tuple(workspace.root / path for path in paths if (workspace.root / path).is_file())
    if not files:
        return
    session = Session(workspace, settings, files, selection_of(settings.lint), excluded_by(settings))
    project, findings = session.look()
    sources = {document.path: document.source for document in project.asked}
    yield from troubles_of(findings, sources.get)
