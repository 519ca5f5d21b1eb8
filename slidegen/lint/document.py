"""What a rule reads: one file (`Document`), all of them (`Project`), and what a rule must be.

Views that cost time (a fragment, commands, YAML nodes, the index) are made on first use and kept.
Knows which kinds of files can be linted. Must not know any rule, nor how files are found or reported.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, runtime_checkable

from slidegen.finding import Finding, Rule
from slidegen.lint.suppression_rules import MARK
from slidegen.lint.yaml_block import YamlBlock, yaml_blocks_in
from slidegen.source.file import SourceFile
from slidegen.text.model import Fragment

if TYPE_CHECKING:
    from slidegen.lint.commands import Command, Place
    from slidegen.lint.decks import DeckView
    from slidegen.lint.index import Index
    from slidegen.lint.inline import CodeSpan
    from slidegen.lint.migration.migration import Migration
    from slidegen.lint.objects import KubernetesObject
    from slidegen.lint.prose import Heading, Link, Tag
    from slidegen.lint.suppress import Suppression, Suppressions
    from slidegen.lint.version import Version
    from slidegen.source.manifest import Manifest
    from slidegen.source.settings import Settings

Kind: TypeAlias = Literal["markdown", "yaml", "shell", "dockerfile"]

EXERCISE_CLASSES = ("exercise", "lab")

#: A cheap question before the parser's: most YAML files of a workshop are no decks.
LIKE_A_MANIFEST = re.compile(r"^(?:content|chapters)[ \t]*:", re.M)

#: So many documents at most make a glance.
FEW = 12

DOCKERFILES = ("dockerfile", "containerfile")

KIND_OF_SUFFIX: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".sh": "shell",
    ".bash": "shell",
    ".dockerfile": "dockerfile",
}


def kind_of(path: str) -> Kind | None:
    """What to read `path` as, by its name; None when it is nothing for us."""
    name = path.rpartition("/")[2].lower()
    if name.startswith(("dockerfile", "containerfile")) and name.partition(".")[0] in DOCKERFILES:
        return "dockerfile"
    stem, dot, suffix = name.rpartition(".")
    return KIND_OF_SUFFIX.get(dot + suffix) if stem else None


@dataclass(frozen=True, eq=False)
class Document:
    """One file as rules see it. Not slotted: the views are made on first use and kept."""

    source: SourceFile
    kind: Kind
    exercise_classes: tuple[str, ...] = EXERCISE_CLASSES

    @classmethod
    def from_text(cls, path: str, text: str) -> "Document":
        """A document that stands on no disk; its kind goes by its name, Markdown when that says nothing."""
        return cls(SourceFile.from_text(path, text), kind_of(path) or "markdown")

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def text(self) -> str:
        return self.source.text

    @cached_property
    def fragment(self) -> Fragment | None:
        """The slides of a Markdown file; None for other kinds."""
        if self.kind != "markdown":
            return None
        from slidegen.text.fragment import read_fragment

        return read_fragment(self.source, self.exercise_classes)

    @cached_property
    def code_spans(self) -> tuple["CodeSpan", ...]:
        """The inline code of a Markdown file, comments included, fences not."""
        from slidegen.lint.inline import code_spans

        return tuple(code_spans(self.source, self.fragment)) if self.fragment else ()

    @cached_property
    def places(self) -> tuple["Place", ...]:
        """The text that a shell reads: what `commands` is made from."""
        from slidegen.lint.commands import places_in

        return tuple(places_in(self))

    @cached_property
    def commands(self) -> tuple["Command", ...]:
        """Every shell command, wherever it hides."""
        from slidegen.lint.commands import commands_in

        return commands_in(self)

    @cached_property
    def commands_by_program(self) -> dict[str, tuple["Command", ...]]:
        found: dict[str, list[Command]] = {}
        for command in self.commands:
            found.setdefault(command.program, []).append(command)
        return {program: tuple(commands) for program, commands in found.items()}

    @cached_property
    def yaml_blocks(self) -> tuple[YamlBlock, ...]:
        """The file itself when it is YAML; the YAML fences of a Markdown file."""
        return tuple(yaml_blocks_in(self.source, self.kind, self.fragment))

    @cached_property
    def may_run(self) -> bool:
        """Whether a `kubectl run` may stand here."""
        from slidegen.lint.migration.likely import may_run

        return may_run(self.text)

    @cached_property
    def may_label_run(self) -> bool:
        """Whether a `run` label may stand here."""
        from slidegen.lint.migration.likely import may_label

        return may_label(self.text)

    @cached_property
    def objects(self) -> tuple["KubernetesObject", ...]:
        """Every Kubernetes object that is written out."""
        from slidegen.lint.objects import objects_in

        return objects_in(self)

    @cached_property
    def prose(self) -> str:
        """The text of a Markdown file with code and comments blanked out; offsets are the file's."""
        from slidegen.lint.prose import prose_of

        return prose_of(self)

    @cached_property
    def headings(self) -> tuple["Heading", ...]:
        """The headings of a Markdown file."""
        from slidegen.lint.prose import headings_in

        return tuple(headings_in(self.prose))

    @cached_property
    def links(self) -> tuple["Link", ...]:
        """The links, images and link definitions of a Markdown file."""
        from slidegen.lint.prose import links_in

        return tuple(links_in(self.prose))

    @cached_property
    def tags(self) -> tuple["Tag", ...]:
        """The HTML tags of a Markdown file."""
        from slidegen.lint.prose import tags_in

        return tuple(tags_in(self.prose))

    @cached_property
    def suppressions(self) -> "Suppressions | None":
        """What the author has asked us not to say here; None when nothing."""
        if MARK not in self.text:
            return None
        from slidegen.lint.suppress import suppressions_in

        return suppressions_in(self)

    def covering(self, finding: Finding) -> tuple["Suppression", ...]:
        """The suppressions for which `finding` is not to be mentioned."""
        return self.suppressions.covering(finding) if self.suppressions else ()


@dataclass(frozen=True, eq=False)
class Project:
    """All that belongs together: what was asked for, and what it must be judged with.

    `asked` are the documents to report on. `documents` are all of the project, `asked` among them;
    they are read when a rule first wants them, since a commit hook often never does.
    """

    root: Path
    asked: tuple[Document, ...]
    settings: "Settings"
    target: "Version"
    read_all: Callable[[], tuple[Document, ...]] = field(repr=False, default=lambda: ())
    exists: Callable[[str], bool] = field(repr=False, default=lambda _: True)  #: a file or folder
    shell_errors: Callable[[Sequence[str]], list[str]] = field(repr=False, default=lambda t: [""] * len(t))
    target_is_fixed: bool = False  #: whether `target` outweighs what the manifests say: it does for a flag

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Every document of the project, sorted by path."""
        mine = {document.path: document for document in self.asked}
        mine |= {document.path: document for document in self.read_all() if document.path not in mine}
        return tuple(mine[path] for path in sorted(mine))

    @property
    def is_glance(self) -> bool:
        """Whether little of the project was asked for, as by a commit hook: then a search pays off before
        anything is made for all of it.
        """
        return len(self.asked) <= FEW

    @cached_property
    def by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    def documents_with(self, *needles: str) -> Iterator[Document]:
        """The documents in whose text one of `needles` stands: the cheap way to the few that matter."""
        return (d for d in self.documents if any(needle in d.text for needle in needles))

    def exists_in_repository(self, path: str) -> bool:
        """Whether `path` is there from the repository's root: the project's, or the folder that holds it."""
        return self.exists(path) or self.exists(f"../{path}")

    @cached_property
    def manifests(self) -> tuple["Manifest", ...]:
        """Every deck of the project."""
        from slidegen.source.manifest import read_manifest

        likely = (d for d in self.documents if d.kind == "yaml" and LIKE_A_MANIFEST.search(d.text))
        readings = (read_manifest(document.source) for document in likely)
        return tuple(reading.manifest for reading in readings if reading.manifest)

    @cached_property
    def decks(self) -> tuple["DeckView", ...]:
        """The documents of each manifest, in the order of the talk."""
        from slidegen.lint.decks import read_decks

        return read_decks(self)

    @cached_property
    def decks_by_path(self) -> dict[str, tuple["DeckView", ...]]:
        """The decks that each document is in."""
        found: dict[str, list[DeckView]] = {}
        for deck in self.decks:
            for path in dict.fromkeys(document.path for document in deck.documents):
                found.setdefault(path, []).append(deck)
        return {path: tuple(decks) for path, decks in found.items()}

    @cached_property
    def listed(self) -> frozenset[str]:
        """The paths that a manifest lists, or another file includes."""
        from slidegen.lint.decks import read_listed

        return read_listed(self)

    @cached_property
    def listed_folders(self) -> frozenset[str]:
        """The folders of those."""
        return frozenset(map(posixpath.dirname, self.listed))

    @cached_property
    def title_lines(self) -> dict[str, frozenset[str]]:
        """Where what looks like a section's title stands, by its `title_key`."""
        from slidegen.lint.decks import read_title_lines

        return read_title_lines(self)

    @cached_property
    def migration(self) -> "Migration":
        """What `kubectl run` made that `kubectl create` is to make, and the labels that follow."""
        from slidegen.lint.migration.migration import migration_of

        return migration_of(self)

    @cached_property
    def index(self) -> "Index":
        """Who creates which object, over the whole project."""
        from slidegen.lint.index import index_of

        return index_of(self)


@runtime_checkable
class DocumentRule(Protocol):
    """A rule that judges one document at a time (and may look around in the project).

    The module's docstring is the user's page: What, Why, Bad, Good, Fix, Since.
    """

    RULE: Rule

    def check(self, document: Document, project: Project, /) -> Iterator[Finding]: ...


@runtime_checkable
class ProjectRule(Protocol):
    """A rule that judges the project as a whole; the engine reports only what lies in files asked for."""

    RULE: Rule

    def check_project(self, project: Project, /) -> Iterator[Finding]: ...


RuleModule: TypeAlias = DocumentRule | ProjectRule
