"""Where a folder has no deck: what may have been meant, and what to do next.

Knows what else a folder may hold. Must not know what a verb does with a deck. Only a wrong call loads it.
"""

from collections.abc import Iterator
from pathlib import Path

from slidegen.commands.deck_files import call, call_of_import, is_deck, reading_of, told
from slidegen.lint.document import Document
from slidegen.lint.plain_decks import is_plainly_a_deck
from slidegen.migrate.found_decks import first_of_others
from slidegen.source.content import find_manifests, find_markdown
from slidegen.source.counted import counted
from slidegen.source.left_out import LeftOut
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace, read_source

START = "`slidegen new DIR` starts a workshop"


def advice(loaded: LoadedSettings, folders: tuple[Path, ...], verb: str) -> str:
    """A key with a typo, files left out, slides of another program, a Markdown file; else a start."""
    there = tuple(folder for folder in folders if folder.is_dir())
    hints = (
        *_typos(loaded, folders),
        *_left_out(loaded, folders),
        *_of_others(there),
        *_texts(loaded, there, verb),
    )
    return hints[0] if hints else START


def _typos(loaded: LoadedSettings, folders: tuple[Path, ...]) -> Iterator[str]:
    for path in find_manifests(loaded.root, folders, LeftOut.of(loaded)):
        if said := told(reading_of(loaded, path).findings):
            yield said


def _left_out(loaded: LoadedSettings, folders: tuple[Path, ...]) -> Iterator[str]:
    for path in find_manifests(loaded.root, folders):
        name = Workspace.at(loaded.root).name(path.resolve())
        if LeftOut.of(loaded).match(name) and is_deck(loaded, path):
            yield f"{name} is left out by the setting `exclude` or by .gitignore (--no-ignore)"


def _of_others(folders: tuple[Path, ...]) -> Iterator[str]:
    for folder in folders:
        found = first_of_others(folder)
        if found is not None:
            command = call_of_import(_shown(folder))
            yield f"{_shown(found)} holds slides of another program: {command} brings what is here home"


def _texts(loaded: LoadedSettings, folders: tuple[Path, ...], verb: str) -> Iterator[str]:
    """The first text that is plainly a deck, else the only one that there is."""
    left_out = LeftOut.of(loaded)
    texts = [path for folder in folders for path in find_markdown(folder, left_out=left_out)]
    decks = [path for path in texts if _is_plainly_a_deck(loaded, path)]
    for path in decks[:1] or (texts if len(texts) == 1 else ()):
        more = f" ({counted(len(decks) - 1, 'more deck')} here)" if len(decks) > 1 else ""
        yield f"did you mean {call(verb, _shown(path))}?{more} {START}"
    if texts:
        yield f"a Markdown file is a deck, too, if you name it; {START}"


def _is_plainly_a_deck(loaded: LoadedSettings, path: Path) -> bool:
    workspace = Workspace.at(loaded.root)
    source = read_source(workspace, workspace.called(path)).source
    return source is not None and is_plainly_a_deck(Document(source, "markdown"))


def _shown(path: Path) -> Path:
    """As it is called from where we are."""
    at = Path.cwd()
    return path.relative_to(at) if path.is_relative_to(at) else path
