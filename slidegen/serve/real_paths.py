"""Files that are read through symbolic links: where they really are, and what they are called.

An editor saves the file, not the link: the real path is what must be watched.

Knows paths. Must not know watchers or decks.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path


def real_paths(files: Iterable[Path]) -> Mapping[Path, frozenset[Path]]:
    """The real path of each file that is read by another, and the paths by which it is read."""
    found: dict[Path, set[Path]] = {}
    for file in files:
        try:
            real = file.resolve()
        except OSError:  # a circle of links
            continue
        if real != file:
            found.setdefault(real, set()).add(file)
    return {real: frozenset(paths) for real, paths in found.items()}
