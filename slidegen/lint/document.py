"""One file as the linter's rules see it, and what kinds of files there are.

All that is read of it is a view (`document.view(commands_in)`), made on first use and kept.
Must not know any view, nor how files are found.
"""

from dataclasses import replace
from functools import cached_property
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.lint.viewed import Viewed
from slidegen.location import Position
from slidegen.source.file import SourceFile
from slidegen.source.settings import EXERCISE_CLASSES
from slidegen.text.marks import Marks
from slidegen.text.markup import OTHER_MARKUP, Markup, as_markdown, markup_of
from slidegen.text.markup.shown_text import ShownText

Kind: TypeAlias = Literal["markdown", "yaml", "shell", "dockerfile", "makefile"]

DOCKERFILES = ("dockerfile", "containerfile")
MAKEFILES = ("makefile", "gnumakefile")

KIND_OF_SUFFIX: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    **dict.fromkeys(OTHER_MARKUP, "markdown"),
    ".yaml": "yaml",
    ".yml": "yaml",
    ".sh": "shell",
    ".bash": "shell",
    ".dockerfile": "dockerfile",
    ".mk": "makefile",
}
#: What no Dockerfile ends with, however it begins: a screenshot of one, what its build leaves out.
NO_DOCKERFILE = (*(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf"), ".dockerignore")


def kind_of(path: str) -> Kind | None:
    """What to read `path` as, by its name; None when it is nothing for us."""
    name = path.rpartition("/")[2].lower()
    stem, dot, suffix = name.rpartition(".")
    if stem and (kind := KIND_OF_SUFFIX.get(dot + suffix)):
        return kind  # dockerfile-tips.md, too
    if name in MAKEFILES:
        return "makefile"
    return "dockerfile" if _is_dockerfile(name) else None


def _is_dockerfile(name: str) -> bool:
    """By its name: `Dockerfile.dev`, and without a suffix `small-dockerfile`, too."""
    if name.startswith(DOCKERFILES) and re.split(r"[._-]", name, maxsplit=1)[0] in DOCKERFILES:
        return not name.endswith(NO_DOCKERFILE)
    return "." not in name and name.endswith(DOCKERFILES)


@dataclass(frozen=True, eq=False)
class Document(Viewed):
    """One file as rules see it."""

    written: SourceFile  #: the file
    kind: Kind
    exercise_classes: tuple[str, ...] = EXERCISE_CLASSES
    embedded_shell: bool = False  #: whether shell in YAML is read, too
    marks: Marks | None = None  #: what highlights in its code, where its decks say that; else its code does

    @cached_property
    def path(self) -> str:
        return self.written.path

    @cached_property
    def shown(self) -> ShownText | None:
        """Where what rules read is written; None: at the same place."""
        return as_markdown(self.written.path, self.written.text) if self.kind == "markdown" else None

    @cached_property
    def source(self) -> SourceFile:
        """What rules read: the file, or, where that is another markup, what it is as Markdown."""
        return replace(self.written, text=self.shown.text) if self.shown else self.written

    @cached_property
    def text(self) -> str:
        """Of `source`: asked a hundred times of each text that is judged, and never of most others."""
        return self.source.text

    def may_hold(self, word: str) -> bool:
        """Whether `word` may stand in it: told of a whole project, hence by the file as it is written."""
        return word in self.written.text

    @classmethod
    def from_text(cls, path: str, text: str) -> "Document":
        """A document that stands on no disk; its kind goes by its name, Markdown when that says nothing."""
        return cls(SourceFile.from_text(path, text), kind_of(path) or "markdown")

    def marked_by(self, marks: Marks | None) -> "Document":
        """The document of a deck in which `marks` highlight: one for all who ask, with views of its own."""
        if marks == self.marks:
            return self
        known = self.view(_none_marked_yet)
        if marks not in known:
            known[marks] = replace(self, marks=marks)
        return known[marks]

    def position(self, offset: int) -> Position:
        """Where in the file what rules read at `offset` stands."""
        at = self.shown.written(offset, offset)[0] if self.shown else offset
        return self.written.position(at)

    @property
    def markup(self) -> Markup | None:
        """The other markup that it is written in; such a file is no deck. None for Markdown and all else."""
        return markup_of(self.written.path) if self.kind == "markdown" else None


def _none_marked_yet(_: Document) -> dict[Marks | None, Document]:
    return {}
