"""All documents that belong together, and what they must be judged with.

All that is read of them together is a view (`project.view(decks_of)`), made on first use and kept.
Must not know any view or rule, nor how files are found or reported.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from pathlib import Path

from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document
from slidegen.lint.version import Version
from slidegen.lint.viewed import Viewed
from slidegen.source.nodes import Json
from slidegen.source.schemas import SchemaViolation
from slidegen.source.settings import Settings
from slidegen.source.texts import Texts

#: So many documents at most make a glance.
FEW = 12


@dataclass(frozen=True, eq=False)
class Project(Viewed):
    """All that belongs together: what was asked for, and what it must be judged with.

    `asked` are the documents to report on. `documents` are all of the project, `asked` among them;
    they are read when a rule first wants them, since a commit hook often never does.
    """

    texts: Texts
    asked: tuple[Document, ...]
    settings: Settings
    target: Version
    read_all: Callable[[], tuple[Document, ...]] = field(repr=False, default=lambda: ())
    #: one of `read_all`, by its path: None where all are there anyway
    read_one: Callable[[str], Document | None] | None = field(repr=False, default=None)
    #: those of `read_all` that may be manifests, without the others: None likewise
    read_yaml: Callable[[], tuple[Document, ...]] | None = field(repr=False, default=None)
    #: the Markdown of `read_all` in whose text a word stands, without the others: None likewise
    read_holding: Callable[[str], tuple[Document, ...]] | None = field(repr=False, default=None)
    exists: Callable[[str], bool] = field(repr=False, default=lambda _: True)  #: a file or folder
    #: what is wrong with a file that is there and holds nothing, and what to do
    why_hollow: Callable[[str], tuple[str, str] | None] = field(repr=False, default=lambda _: None)
    #: whether a place lies where no build reads, so that `exists` knows nothing of it
    leads_out: Callable[[str], bool] = field(repr=False, default=lambda _: False)
    shell_errors: Callable[[Sequence[str]], list[str]] = field(repr=False, default=lambda t: [""] * len(t))
    #: what a release's schema says against an object; None when nobody asked for schemas
    violations: Callable[[Version, str, str, Json], tuple[SchemaViolation, ...]] | None = None
    #: what a build says of the deck of a manifest, or of a Markdown file
    rehearse: Callable[[str], tuple[Finding, ...]] = field(repr=False, default=lambda _: ())
    as_of: date | None = None  #: the day by which what has no version is judged; None: the target's time
    target_is_fixed: bool = False  #: whether `target` outweighs what the manifests say: it does for a flag

    @property
    def root(self) -> Path:
        return self.texts.workspace.root

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every document of the project, sorted by path."""
        return _united(self.asked, self.read_all())

    @cached_property
    def yaml_documents(self) -> tuple[Document, ...]:
        """Those of YAML, as far as they may be manifests: a commit hook mostly asks for no other texts."""
        if self.read_yaml is None:
            return tuple(document for document in self.documents if document.kind == "yaml")
        asked = (document for document in self.asked if document.kind == "yaml")
        return _united(asked, self.read_yaml())

    def markdown_holding(self, word: str) -> Iterator[Document]:
        """The Markdown in whose text `word` stands; files are searched, and only those with it are read."""
        others = self.documents if self.read_holding is None else self.read_holding(word)
        return (d for d in _united(self.asked, others) if d.kind == "markdown" and d.may_hold(word))

    @cached_property
    def is_glance(self) -> bool:
        """Whether little of the project was asked for, as by a commit hook: then a search pays off before
        anything is made for all of it.
        """
        return len(self.asked) <= FEW

    @cached_property
    def by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    def document(self, path: str) -> Document | None:
        """The document `path`, read by itself where the others have not been."""
        if self.read_one is None:
            return self.by_path.get(path)
        return self._asked_by_path.get(path) or self.read_one(path)

    @cached_property
    def _asked_by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.asked}

    def documents_with(self, *needles: str) -> Iterator[Document]:
        """The documents in whose text one of `needles` stands: the cheap way to the few that matter."""
        if len(needles) == 1:
            (needle,) = needles
            return (d for d in self.documents if needle in d.written.text)
        return (d for d in self.documents if any(map(d.may_hold, needles)))

    def exists_in_repository(self, path: str) -> bool:
        """Whether `path` is there from the repository's root: the project's, or the folder that holds it."""
        return self.exists(path) or self.exists(f"../{path}")


def _united(asked: Iterable[Document], others: Iterable[Document]) -> tuple[Document, ...]:
    """All of them, sorted by path; what was asked for stands for itself."""
    mine = {document.path: document for document in asked}
    mine |= {document.path: document for document in others if document.path not in mine}
    return tuple(mine[path] for path in sorted(mine))
