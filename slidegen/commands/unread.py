"""Why a path that somebody names is not linted, and which settings beside one are not those that hold.

Must not know rules.
"""

from collections.abc import Iterator
from os.path import isfile  # a tree has hundreds of folders, and a `Path` of each takes longer than the look
from pathlib import Path

from slidegen.lint.document import kind_of
from slidegen.lint.load import is_read
from slidegen.lint.project import Project
from slidegen.lint.session import Session
from slidegen.source.out_folder import out_prefix
from slidegen.source.schemas import has_schemas
from slidegen.source.settings import FILE_NAME

READ = (
    "Markdown, MDX, R Markdown, Quarto, AsciiDoc, HTML, Jupyter notebooks, YAML, Kubernetes in JSON, "
    "shell scripts, Dockerfiles"
)

EXCLUDED = "is left out by the setting `exclude`"
IN_OUTPUT = "lies in the folder that `build` writes, by the setting `out`"
ALL_LEFT_OUT = "what is there is left out by the setting `exclude` or by .gitignore (--no-ignore)"
LEFT_OUT = (EXCLUDED, IN_OUTPUT)


def why_unread(session: Session, path: Path) -> str:
    """Why a file that was named is not linted; nothing when it is."""
    name = session.workspace.name(Path.cwd() / path)
    if path.is_dir():
        return ""
    if session.excluded.match_named(name):
        out = out_prefix(session.workspace.root, session.settings.out)
        return IN_OUTPUT if out and name.startswith(out) else EXCLUDED
    if kind_of(name) == "makefile" and not session.settings.lint.embedded_shell:
        return "is read for its shell when the setting `lint.embedded-shell` is on"
    return (
        ""
        if is_read(session.workspace, session.settings, name)
        else f"is none of the files that lint reads: {READ}"
    )


def what_was_not_held(project: Project) -> Iterator[str]:
    """The schemas that are missing, and the settings in folders below: only the project's own are read."""
    target = project.target
    if project.violations and not has_schemas((target.major, target.minor)):
        yield f"no schemas of Kubernetes {target} are installed: manifests were not held against any"
    names = (f"{folder}/{FILE_NAME}" for folder in sorted(_folders_of(project)))
    for name in names:
        if isfile(project.texts.workspace.place(name)):  # noqa: PTH113
            yield f"{name} is not read: run slidegen there for it, or say it in the project's settings"


def _folders_of(project: Project) -> set[str]:
    """All the folders below the project's that something linted lies in, however deep."""
    folders = {document.path.rpartition("/")[0] for document in project.asked}
    above = {folder[:at] for folder in folders for at, letter in enumerate(folder) if letter == "/"}
    return (folders | above) - {""}
