"""`slidegen new`: a workshop that builds, in a folder of its own or in one that is there.

Knows the files of the starter and where they go. Must not know what is in them.
"""

import json
import shlex
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from slidegen.cache import write_atomically
from slidegen.commands.here import project_here
from slidegen.commands.plain_line import say_line
from slidegen.distribution import this_version
from slidegen.errors import UsageError
from slidegen.lazy_dataclass import dataclass
from slidegen.script.ci_words import unevaluated, word
from slidegen.source.content import find_manifests
from slidegen.source.schema import SCHEMAS
from slidegen.source.settings import FILE_NAME, LoadedSettings
from slidegen.source.settings_reader import load_settings
from slidegen.source.way_out import require_below, require_no_way_out

#: Kept beside this verb, as the files that it writes: `all/`, and a folder for each language.
STARTER = files("slidegen.commands").joinpath("starter")
LANGUAGES = ("en", "de", "es", "fr")
FIRST_DECK = "workshop.yml"
FOR_CI = ("browser", "fonts", "run")  #: the extras that a CI needs
PICTURES = "images/"  #: those of the first deck
#: engine -> (the file that it reads, the one that is kept here)
CI = {
    "github": (".github/workflows/workshop.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml"),
}


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to write, unless there is one of that name."""

    path: str
    text: str


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The deck's title [made of the folder's name].")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="Of its first words [en].")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, path_type=Path),
    metavar="PAGE|FOLDER|FILE",
    help="Slides of remark and its kin to begin with, as `slidegen import` brings them.",
)
@click.option("--ci", type=click.Choice(list(CI)), multiple=True, help="Lint, build and run there, too.")
def command(folder: Path, title: str | None, language: str, source: Path | None, ci: tuple[str, ...]) -> None:
    """Start a workshop in FOLDER: a manifest, three fragment files, settings.

    FOLDER may be there, and a repository: files that exist are left as they are, and named. Where a
    workshop is already, only what --ci asks for is added.
    """
    decks = _decks_before(folder)
    if decks and (source or not ci):
        raise UsageError(
            f"{folder} holds a workshop already: {', '.join(decks[:3])}",
            hint="Add to it with --ci alone, or name another folder",
        )
    wanted = [] if decks else _first_files(folder, source, title or _title(folder), language)
    loaded = load_settings(folder) if folder.is_dir() else None
    install = (loaded.settings.run.install if loaded else None) or this_version(*FOR_CI)
    wanted += [ci_file(engine, install, decks or _decks(folder) or (FIRST_DECK,)) for engine in ci]
    _tell(folder, *_write(folder, wanted, loaded), is_new=not decks)
    if ci and install == this_version(*FOR_CI):
        click.echo(
            f"CI installs {install}, which is not on the package index yet:\n"
            f"  set `install` under [run] in {FILE_NAME} to a wheel or a git address, and make the file anew"
        )


def _decks_before(folder: Path) -> tuple[str, ...]:
    """The manifests of a folder in which a workshop may be put."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", hint="Name a folder: one that is there, or a new one")
    project_here()  # whose settings come first
    require_no_way_out(folder)
    return _decks(folder)


def _first_files(folder: Path, source: Path | None, title: str, language: str) -> list[NewFile]:
    """What a workshop begins with: slides of ours, or those that `source` brings."""
    if source is None:
        return list(starter(title, language))
    _bring(source, folder)
    return [file for file in around(title, language) if not file.path.startswith(PICTURES)]


def _bring(source: Path, folder: Path) -> None:
    """As `slidegen import`, which is loaded then only: it needs an extra."""
    context = click.get_current_context()
    group = context.find_root().command
    assert isinstance(group, click.Group)
    importer = group.get_command(context, "import")
    assert importer is not None
    context.invoke(importer, source=source, out=folder, verify=None)


def starter(title: str, language: str) -> Iterator[NewFile]:
    """The files of a first workshop, with what editors check them by."""
    yield from around(title, language)
    yield from _filled(STARTER.joinpath(language), title, language)


def around(title: str, language: str) -> Iterator[NewFile]:
    """What stands around the decks of any workshop."""
    yield from _filled(STARTER.joinpath("all"), title, language)
    for name, make in SCHEMAS.items():
        yield NewFile(f".schemas/{name}.json", json.dumps(make(), ensure_ascii=False, indent=1) + "\n")


def _filled(root: Traversable, title: str, language: str) -> Iterator[NewFile]:
    for path, text in _texts(root, ""):
        yield NewFile(path, text.replace("__TITLE__", title).replace("__LANGUAGE__", language))


def ci_file(engine: str, install: str, decks: tuple[str, ...]) -> NewFile:
    """The file that `engine` reads; `install` is what pip is given."""
    path, kept = CI[engine]
    text = files("slidegen.commands").joinpath("ci", kept).read_text(encoding="utf-8")
    said = word(install), " ".join(map(word, decks))
    install, named = map(unevaluated, said) if engine == "github" else said
    return NewFile(path, text.replace("__INSTALL__", install).replace("__DECKS__", named))


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _texts(each, f"{prefix}{each.name}/")
        else:
            yield prefix + each.name, each.read_text(encoding="utf-8")


def _decks(folder: Path) -> tuple[str, ...]:
    """The manifests that are there, by their paths from `folder`."""
    if not folder.is_dir():
        return ()
    return tuple(path.relative_to(folder).as_posix() for path in find_manifests(folder))


def _title(folder: Path) -> str:
    return folder.resolve().name.replace("-", " ").replace("_", " ").capitalize() or "A workshop"


def _write(folder: Path, wanted: list[NewFile], loaded: LoadedSettings | None) -> tuple[list[str], list[str]]:
    """What was written, and what was there."""
    for file in wanted:
        require_below(folder, file.path)
    written, kept = [], []
    for file in wanted:
        target = folder / file.path
        has_settings = file.path == FILE_NAME and loaded is not None and loaded.path is not None
        if has_settings or target.exists() or target.is_symlink():
            kept.append(file.path)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, file.text.encode())
        written.append(file.path)
    return written, kept


def _tell(folder: Path, written: list[str], kept: list[str], *, is_new: bool) -> None:
    for path in kept:
        say_line(f"{path} is there, and was left as it is")
    if not is_new:
        for path in written:
            say_line(f"{path} was written")
        return
    say_line(f"{folder} is ready:")
    if folder.resolve() != Path.cwd():
        say_line(f"  cd {shlex.quote(str(folder))}")
    click.echo("  slidegen serve --open\n  slidegen build")
