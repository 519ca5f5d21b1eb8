"""What every verb begins with: the project, its settings, and the decks that the command line means. No verb.

Nothing has been written when one of these raises: a wrong call and wrong settings are told, with what to do
next, and the exit code says so. Knows files and words for them. Must not know what is done with a deck.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from slidegen.commands.deck_files import call, is_deck, reading_of, told
from slidegen.errors import UsageError
from slidegen.lazy_module import lazy_module
from slidegen.lint.document import kind_of
from slidegen.source.content import find_manifests
from slidegen.source.left_out import LeftOut
from slidegen.source.likely import (
    MANIFEST_SUFFIXES,
    MARKDOWN_SUFFIXES,
    OTHER_TEXTS,
    PAGE_SUFFIXES,
)
from slidegen.source.out_folder import OF_ITS_OWN, holds_sources, wrong_out
from slidegen.source.settings import LoadedSettings
from slidegen.source.settings_reader import load_settings
from slidegen.source.suggest import did_you_mean
from slidegen.source.theme_folders import is_theme, project_themes, theme_advice

if TYPE_CHECKING:
    from slidegen.commands import no_decks, unread_texts
else:
    no_decks = lazy_module("slidegen.commands.no_decks")
    unread_texts = lazy_module("slidegen.commands.unread_texts")

F = TypeVar("F", bound=Callable[..., object])

TAKES = "name a manifest (.yml), a Markdown file (.md) or a folder"


def no_ignore(function: F) -> F:
    """The option of all verbs that look for files."""
    return click.option("--no-ignore", is_flag=True, help="Take what .gitignore leaves out, too.")(function)


# ---- the project
def project_here(paths: Iterable[Path] = (), *, no_ignore: bool = False) -> LoadedSettings:
    """The project that we are in; that of `paths` when they lie elsewhere. Its settings are valid."""
    return settings_here(paths, no_ignore=no_ignore).require_valid()


def settings_here(paths: Iterable[Path] = (), *, no_ignore: bool = False) -> LoadedSettings:
    """The same; what is wrong with the settings is in their findings."""
    require_there(paths)
    loaded = load_settings(_here())
    # As it is called: what a link of a repository leads to is no reason to write where that lies.
    first = next((Path(os.path.abspath(path)) for path in paths), loaded.root)  # noqa: PTH100
    if not any(each.is_relative_to(loaded.root) for each in (first, first.resolve())):
        loaded = load_settings(first if first.is_dir() else first.parent)
    return replace(loaded, heeds_ignores=not no_ignore)


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError("this folder does not exist any more", hint="change to one that does") from error


def require_there(paths: Iterable[Path], takes: str = TAKES) -> None:
    """Raises UsageError for the first of `paths` that is not there: one wording for all verbs and options."""
    for path in paths:
        if path.is_symlink() and not _exists(path):
            raise UsageError(f"{path} is a link to what does not exist", hint=takes)
        if not _exists(path):
            beside = sorted(each.name for each in path.parent.iterdir()) if path.parent.is_dir() else []
            guess = did_you_mean(path.name, beside)
            hint = f"did you mean {path.with_name(guess)}?" if guess else takes
            raise UsageError(f"{path} does not exist", hint=hint)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # a folder above that may not be entered
        advice = "check the permissions of the folders above it"
        raise UsageError(f"{path}: {error.strerror or error}", hint=advice) from error


def out_here(loaded: LoadedSettings, given: Path | None) -> Path:
    """The folder to write to: as given, else that of the settings, which is no stranger's to choose."""
    out = given or loaded.root / loaded.settings.out
    wrong = wrong_out(loaded.root, loaded.settings.out, loaded.settings.content)
    if given is None and wrong:  # as the environment says it: what a file says, its reader has judged
        raise UsageError(wrong[0], hint=wrong[1])
    if holds_sources(out.resolve(), loaded.root, loaded.settings.content):
        raise UsageError(f"{out} holds the sources", hint=OF_ITS_OWN)
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is no folder", hint="move it away, or choose another with --out")
    return out


def require_apart(output: Path | None, paths: Iterable[Path]) -> None:
    """Raises UsageError when a report would be written over one of the files that it is about."""
    if output is None or not output.exists():
        return
    place = output.resolve()
    for path in paths:
        below = path.is_dir() and place.is_relative_to(path.resolve()) and kind_of(place.name)
        if below or path.resolve() == place:
            raise UsageError(
                f"the report would be written over {output}, which it is about",
                hint="name another file with --output",
            )


def require_theme(loaded: LoadedSettings, name: str | None) -> None:
    """Raises UsageError for a `--theme` that there is not, before anything is made with it."""
    own = project_themes(loaded.root)
    if name is not None and not is_theme(name, own):
        raise UsageError(f"there is no theme {name!r}", hint=theme_advice(name, own))


# ---- its decks
def decks_here(loaded: LoadedSettings, paths: tuple[Path, ...], verb: str) -> tuple[Path, ...]:
    """The manifests and Markdown files that `paths` mean, else those of the project: one at the least."""
    for path in paths:
        _require_deck(loaded, path, verb)
    folders = tuple(loaded.root / folder for folder in loaded.settings.content)
    found = find_manifests(loaded.root, paths or folders, LeftOut.of(loaded))
    if any(is_deck(loaded, path) for path in found):
        return found
    raise UsageError(_nothing(paths), hint=no_decks.advice(loaded, paths or folders, verb))


def _require_deck(loaded: LoadedSettings, path: Path, verb: str) -> None:
    if path.is_dir() or (
        is_deck(loaded, path) and path.name.endswith((*MANIFEST_SUFFIXES, *MARKDOWN_SUFFIXES))
    ):
        return
    if reading_of(loaded, path).manifest is not None:
        return
    if not path.name.endswith(MANIFEST_SUFFIXES):
        twins = (path.with_suffix(suffix) for suffix in (".md", ".yml", ".yaml"))
        twin = next((each for each in twins if each.is_file()), None)
        hint = f"did you mean {call(verb, twin)}?" if twin else unread_texts.unread(path)
        if not hint and path.suffix.lower() in (*PAGE_SUFFIXES, *OTHER_TEXTS):
            hint = f"{call('import', path)} brings slides of other programs home"
        raise UsageError(f"{path} is no manifest and no Markdown file", hint=hint or TAKES)
    if hint := told(reading_of(loaded, path).findings):
        raise UsageError(f"{path} is no manifest", hint=hint)
    raise UsageError(
        f"{path} is no manifest: it has no list `content:`", hint="list the deck's files under `content:`"
    )


def _nothing(paths: tuple[Path, ...]) -> str:
    where = ", ".join(str(path) for path in paths)
    return f"there is no manifest in {where}" if paths else "there is no manifest here"
