"""The cache of a project, and whether what lies in it can be believed.

Knows where a repository ends. Must not know what is kept.
"""

from pathlib import Path

from slidegen.cache import Cache, cache_folder, own_key
from slidegen.source.workspace import Workspace


def cache_of(root: Path) -> Cache:
    """Where the environment puts it outside of the repository, its folder is the user's own; what lies in the
    repository may have come with it, and is believed only where this user's key has signed it.
    """
    workspace = Workspace.at(root)
    folder = cache_folder(workspace.root)
    place = folder.resolve()
    if folder.is_relative_to(workspace.root) and place != folder:
        return Cache(folder, None)  # a link leads elsewhere, where nothing of ours is to be written
    return Cache(folder, own_key() if place.is_relative_to(workspace.boundary) else b"")
