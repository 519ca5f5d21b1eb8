"""What `scripts` and `run` share: the script of a deck that is named on the command line. No verb itself.

Knows how decks are loaded. Must not know what is done with their exercises.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from slidegen.assembly.loader import DeckSources, Loader
from slidegen.deck.model import Deck
from slidegen.errors import UsageError
from slidegen.finding import Severity
from slidegen.script.listing import with_all_fences
from slidegen.script.model import Script
from slidegen.script.steps import script_of_deck
from slidegen.source.content import find_manifests
from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest
from slidegen.source.settings import LoadedSettings, load_settings
from slidegen.source.workspace import Workspace
from slidegen.text.fragment import read_fragment
from slidegen.text.marks import marks_of
from slidegen.text.model import Fragment
from slidegen.text.placeholder import is_data


@dataclass(frozen=True, slots=True)
class LoadedScript:
    """A deck's script, and its manifest."""

    script: Script
    manifest: Manifest


class Exercises:
    """The decks of the project that the command line is in."""

    def __init__(self, settings: LoadedSettings) -> None:
        self.settings = settings.settings
        self.workspace = Workspace.at(settings.root)
        self.loader = Loader(DeckSources(self.workspace, self.settings, os.environ))

    @classmethod
    def here(cls) -> "Exercises":
        return cls(load_settings(Path.cwd()).require_valid())

    def decks(self, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        """The files to take: those named, else the project's manifests."""
        for path in paths:
            if not path.exists():
                raise UsageError(f"{path} does not exist", hint="name a manifest (.yml) or a Markdown file")
        roots = [self.workspace.root / folder for folder in self.settings.content]
        return find_manifests(self.workspace.root, paths or roots)

    def deck(self, path: Path, *, all_fences: bool = False) -> tuple[Deck, Manifest]:
        """The deck at `path`; what could not be read goes to stderr, what is wrong in it is lint's to say."""
        read = self.loader.manifest(self.workspace.name(path))
        if read.manifest is None:
            told = "\n".join(map(str, read.findings)) or f"{path} is no manifest: it has no `content:`"
            raise UsageError(told, hint="name a manifest (.yml) or a Markdown file (.md)")
        loaded = self.loader.deck(read.manifest, {})
        for finding in dict.fromkeys((*read.findings, *loaded.findings)):
            if finding.rule.severity is Severity.ERROR and finding not in loaded.deck.findings:
                click.echo(str(finding), err=True)
        return with_all_fences(loaded.deck) if all_fences else loaded.deck, read.manifest

    def load(self, path: Path, values: Mapping[str, str], *, all_fences: bool = False) -> LoadedScript:
        """The script of the deck at `path`."""
        deck, manifest = self.deck(path, all_fences=all_fences)
        script = script_of_deck(deck, {**dict(manifest.vars), **values}, marks_of(manifest.remark))
        return LoadedScript(script, manifest)

    def fragment(self, path: Path) -> tuple[Fragment, SourceFile]:
        """A Markdown file alone."""
        reading = self.loader.read(self.workspace.name(path))
        if reading.source is None:
            raise UsageError("\n".join(map(str, reading.findings)))
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
