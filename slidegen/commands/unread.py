"""Why a path that somebody names is not linted. Must not know rules."""

from pathlib import Path

from slidegen.lint.document import kind_of
from slidegen.lint.load import is_read
from slidegen.lint.session import Session
from slidegen.source.out_folder import out_prefix

READ = "Markdown, MDX, R Markdown, Quarto, AsciiDoc, HTML, YAML, shell scripts and Dockerfiles"

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
