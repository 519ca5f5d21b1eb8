"""Whether what is written lands where its name says: a repository may hold links to what lies outside of it.

Who names a file means that file, and not another one of his own. Knows links. Must not know what is written.
"""

import os
from pathlib import Path

from slidegen.errors import UsageError
from slidegen.source.workspace import Workspace


def require_no_way_out(path: Path) -> None:
    """Raises UsageError for a place in the repository that we are in, from which a link leads out of it."""
    boundary, target = Workspace.at(Path.cwd()).boundary, path.resolve()
    named = Path(os.path.normpath(Path.cwd() / path))
    if named.is_relative_to(boundary) and not target.is_relative_to(boundary):
        raise UsageError(
            f"{path} leads to {target}, outside of {boundary}", hint="name that place if it is meant"
        )


def require_below(folder: Path, path: str) -> None:
    """Raises UsageError where a link in `folder` leads `path`, to be written there, out of it."""
    target = (folder / path).parent.resolve() / Path(path).name
    if not target.is_relative_to(folder.resolve()):
        raise UsageError(
            f"{folder / path} leads to {target}, outside of {folder}; nothing was written there",
            hint="remove the link, or name another folder",
        )
