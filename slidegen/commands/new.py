"""`slidegen new`: a workshop that builds, in a folder of its own."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import click

from slidegen.errors import UsageError

#: Kept beside this verb, as the files that it writes; `__TITLE__` becomes the folder's name.
STARTER = "starter"


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", help="The deck's title [made of the folder's name].")
def command(folder: Path, title: str | None) -> None:
    """Start a workshop in FOLDER: a manifest, three fragment files, settings.

    A folder that holds anything is left alone.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty", hint="Name a folder that does not exist yet")
    title = title or folder.resolve().name.replace("-", " ").replace("_", " ").capitalize()
    with as_file(files("slidegen.commands").joinpath(STARTER)) as starter:
        shutil.copytree(starter, folder, dirs_exist_ok=True)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("__TITLE__", title), encoding="utf-8")
    click.echo(f"{folder} is ready:\n  cd {folder}\n  slidegen serve --open\n  slidegen build")
