"""What the linter says of files that were saved.

Knows the linter's session, which reads what the studio reads. Must not know how it is shown.
"""

from collections.abc import Iterable
from dataclasses import replace

from slidegen.lint.session import Session, excluded_by, selection_of
from slidegen.serve.studio import Studio
from slidegen.serve.trouble import Trouble, troubles_of


class SavedFiles:
    """Lints files as they are saved; of all others it keeps what it knows."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self._session = self._begun()

    def _begun(self) -> Session:
        settings = self.studio.show.loaded.settings
        return Session(self.studio.texts, settings, (), selection_of(settings.lint), excluded_by(settings))

    def lint(self, paths: Iterable[str]) -> tuple[Trouble, ...]:
        """What there is to say of those among `paths` that are files."""
        root = self.studio.workspace.root
        files = tuple(root / path for path in paths if (root / path).is_file())
        if not files:
            return ()
        if self._session.texts is not self.studio.texts:  # the settings are others
            self._session = self._begun()
        self.studio.texts.forget_changed()  # nobody watches what no deck is made of
        project, findings = replace(self._session, paths=files).look()
        sources = {document.path: document.written for document in project.asked}
        return troubles_of(findings, sources.get)
