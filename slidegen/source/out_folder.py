"""The folder that builds write: which it is, and what it must not be.

What lies in it is output, which no verb looks at as a source: so no source may lie there. Knows folders. Must
not know what is written.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from slidegen.source.theme_folders import project_themes
from slidegen.source.workspace import Workspace

OF_ITS_OWN = "name a folder of its own, such as dist"


def out_prefix(root: Path, out: str) -> str:
    """How the names of all that lies in the folder begin; nothing when it lies elsewhere."""
    name = os.path.relpath(root / out, root).replace(os.sep, "/")
    return "" if name == "." or name.startswith("..") else f"{name}/"


def holds_sources(place: Path, root: Path, content: Iterable[str]) -> bool:
    """Whether a build reads what is in the folder: what it writes there would be no source any more."""
    themes = project_themes(root)
    read = [root, *(root / folder for folder in content)]
    return (
        any(folder.resolve().is_relative_to(place) for folder in read)
        or (themes is not None and place.is_relative_to(themes.resolve()))
        or ".git" in place.parts
    )


def wrong_out(root: Path, out: str, content: Iterable[str]) -> tuple[str, str] | None:
    """Why the settings may not choose this folder, and what to do; None for one that they may."""
    boundary = Workspace.at(root).boundary
    place = (root / out).resolve()
    if not place.is_relative_to(boundary):
        return (
            f"the setting `out` leads to {place}, outside of {boundary}",
            "name the folder with --out if that is meant",
        )
    return (f"{root / out} holds the sources", OF_ITS_OWN) if holds_sources(place, root, content) else None
