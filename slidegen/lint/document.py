"""One file as the linter's rules see it, and what kinds of files there are.

All that is read of it is a view (`document.view(commands_in)`), made on first use and kept.
Must not know any view, nor how files are found.
"""

from dataclasses import field, replace
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


def kind_of(path: str) -> Kind | None:
    """What to read `path` as, by its name; None when it is nothing for us."""
    name = path.rpartition("/")[2].lower()
    if name.startswith(DOCKERFILES) and re.split(r"[._-]", name, maxsplit=1)[0] in DOCKERFILES:
        return "dockerfile"
    if name in MAKEFILES:
        return "makefile"
    stem, dot, suffix = name.rpartition(".")
    return KIND_OF_SUFFIX.get(dot + suffix) if stem else None


@dataclass(frozen=True, eq=False)
class Document(Viewed):
    """One file as rules see it."""

    written: SourceFile  #: the file
    kind: Kind
    exercise_classes: tuple[str, ...] = EXERCISE_CLASSES
    embedded_shell: bool = False  #: whether shell in YAML is read, too
    marks: Marks | None = None  #: what highlights in its code, where its decks say that; else its code does
    #: what rules read: the file, or, where that is another markup, what it is as Markdown
    source: SourceFile = field(init=False, repr=False)
    shown: ShownText | None = field(init=False, repr=False)  #: where that is written; None: at the same place
    path: str = field(init=False, repr=False)
    text: str = field(init=False, repr=False)  #: of `source`: asked a hundred times of each text of a tree

    def __post_init__(self) -> None:
        written = self.written
        shown = as_markdown(written.path, written.text) if self.kind == "markdown" else None
        source = replace(written, text=shown.text) if shown else written
        for name, value in (("shown", shown), ("source", source), ("path", written.path)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "text", source.text)

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
