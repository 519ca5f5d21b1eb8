"""What `scripts` and `run` share: the script of a deck that is named on the command line. No verb itself.

Knows how decks are loaded. Must not know what is done with their exercises.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from slidegen.assembly.loader import DeckSources, Loader
from slidegen.commands.here import decks_here, project_here
from slidegen.commands.plain_line import say_line
from slidegen.commands.taken import option_list
from slidegen.commands.unread_texts import tell_unread
from slidegen.deck.model import Deck
from slidegen.errors import ExitCode, UsageError
from slidegen.finding import Finding, Severity, few_of_each_kind
from slidegen.lazy_dataclass import dataclass
from slidegen.script.listing import Fences, with_fences
from slidegen.script.model import Script
from slidegen.script.steps import script_of_deck
from slidegen.source.content import check_page
from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace
from slidegen.text.fragment import read_fragment
from slidegen.text.marks import marks_of
from slidegen.text.model import Fragment
from slidegen.text.placeholder import is_data

fence_options = option_list(
    click.option("--all-fences", is_flag=True, help="Take shell fences outside exercises too."),
    click.option("--bare-fences", is_flag=True, help="Take fences that name no shell and read as commands."),
)


@dataclass(frozen=True, slots=True)
class FenceOptions:
    """What both are asked about code outside of exercises."""

    all_fences: bool
    bare_fences: bool

    @property
    def fences(self) -> Fences:
        return Fences(self.all_fences, self.bare_fences)


@dataclass(frozen=True, slots=True)
class LoadedScript:
    """A deck's script, and its manifest."""

    script: Script
    manifest: Manifest


class Exercises:
    """The decks of the project that the command line is in."""

    def __init__(self, settings: LoadedSettings) -> None:
        self.loaded = settings
        self.settings = settings.settings
        self.broken: dict[Path, None] = {}  #: decks with errors, told already
        self._met: list[Manifest] = []
        self._told: set[Finding] = set()
        self.workspace = Workspace.at(settings.root)
        self.loader = Loader(DeckSources(self.workspace, self.settings, os.environ))

    @classmethod
    def here(cls, paths: tuple[Path, ...] = (), *, no_ignore: bool = False) -> "Exercises":
        return cls(project_here(paths, no_ignore=no_ignore))

    def decks(self, paths: tuple[Path, ...], verb: str) -> tuple[Path, ...]:
        """The files to take: those named, else the project's manifests; what is not read is told."""
        tell_unread(self.loaded, paths)
        return decks_here(self.loaded, paths, verb)

    def deck(self, path: Path, fences: Fences) -> tuple[Deck, Manifest] | None:
        """The deck at `path`, None when it cannot be read whole; why goes to stderr.

        What is wrong in its text is lint's to say.
        """
        read = self.loader.manifest(self.workspace.called(path))
        if read.manifest is None or not read.manifest.is_whole:
            self._tell(path, read.findings)
            return None
        loaded = self.loader.deck(read.manifest, {})
        about_text = set() if loaded.is_cut else set(loaded.deck.findings)
        self._tell(path, (*read.findings, *(f for f in loaded.findings if f not in about_text)))
        if not loaded.complete or loaded.is_cut:
            return None
        return with_fences(loaded.deck, fences), read.manifest

    def _tell(self, path: Path, findings: Iterable[Finding]) -> None:
        """The errors; each once, however often the file is asked for."""
        wrong = [finding for finding in dict.fromkeys(findings) if finding.rule.severity is Severity.ERROR]
        for finding in few_of_each_kind(each for each in wrong if each not in self._told):
            say_line(f"{finding} ({finding.help})", err=True)
        self._told.update(wrong)
        if wrong:
            self.broken[path] = None

    def load(self, path: Path, values: Mapping[str, str], fences: Fences) -> LoadedScript | None:
        """The script of the deck at `path`, None when it cannot be read whole, or another's page is its own.

        What is made of a deck, and what is kept of its runs, is called as its page is.
        """
        found = self.deck(path, fences)
        if found is None:
            return None
        deck, manifest = found
        if same := tuple(check_page(manifest, self._met)):
            self._tell(path, same)
            return None
        self._met.append(manifest)
        script = script_of_deck(deck, {**dict(manifest.vars), **values}, marks_of(manifest.remark))
        return LoadedScript(script, manifest)

    @property
    def outcome(self) -> ExitCode:
        """What a verb ends with when it has done the rest."""
        return ExitCode.FINDINGS if self.broken else ExitCode.CLEAN

    def fragment(self, path: Path) -> tuple[Fragment, SourceFile]:
        """A Markdown file alone."""
        reading = self.loader.read(self.workspace.called(path))
        if reading.source is None:
            raise UsageError("; ".join(map(str, reading.findings)), hint=reading.findings[0].help)
        self._tell(path, reading.findings)
        return read_fragment(reading.source, self.settings.exercise_classes), reading.source


def pairs(texts: tuple[str, ...]) -> dict[str, str]:
    """`NAME=VALUE` options."""
    for text in texts:
        if "=" not in text:
            raise UsageError(f"`--set {text}` has no value", hint="write `--set NAME=VALUE`")
    return {name: value for name, _, value in (text.partition("=") for text in texts)}


def data_pairs(texts: tuple[str, ...]) -> dict[str, str]:
    """`NAME=VALUE` options whose values are data: what a shell would read something into is refused."""
    found = pairs(texts)
    for name, value in found.items():
        if not is_data(value):
            raise UsageError(
                f"the value of `{name}` would be read by the shell", hint="`--set-raw NAME=TEXT` gives it so"
            )
    return found
