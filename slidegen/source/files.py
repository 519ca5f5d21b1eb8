"""Finding files: those that are named, and those below folders, in one order for everyone.

Hidden and generated folders are left out, and what the settings exclude, even when it is named: a commit
hook names every file that changed.

Knows names of files and folders. Must not know what is in them (but a script's first line).
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from slidegen.errors import UsageError
from slidegen.source.folders import is_skipped
from slidegen.source.left_out import Excluded
from slidegen.source.workspace import Workspace, open_regular, repository_of

#: With more, a folder that is no git repository is no workshop, but somebody's home.
MANY_FILES = 20_000

SHELLS = (b"sh", b"bash", b"dash", b"ash", b"ksh", b"zsh")


def named_files(
    workspace: Workspace,
    paths: Iterable[Path],
    excluded: Excluded,
    wanted: Callable[[str], bool],
    shown: frozenset[str] = frozenset(),
) -> tuple[list[str], frozenset[str]]:
    """The names of the files that `paths` (files or folders) stand for, each once; and the second names of
    some of them, which are links.

    A file that is named is taken whatever its name, and left to the caller to sort out.
    """
    names = [*_all_named(workspace, paths, excluded, wanted, shown)]
    links = [name for name in names if os.path.islink(workspace.place(name))]  # noqa: PTH114
    if not links:
        return names, frozenset()
    firsts = set(names).difference(links)
    seconds = {name for name in links if workspace.name(os.path.realpath(workspace.place(name))) in firsts}
    return [name for name in names if name not in seconds], frozenset(seconds)


def _all_named(
    workspace: Workspace,
    paths: Iterable[Path],
    excluded: Excluded,
    wanted: Callable[[str], bool],
    shown: frozenset[str],
) -> Iterator[str]:
    seen: set[str] = set()
    for path in paths:
        name = workspace.name(path)
        found: Iterable[str] = () if excluded.match_named(name) else (name,)
        if path.is_dir():
            found = walk_files(workspace, path, excluded, wanted, shown)
        for each in found:
            if each not in seen:
                seen.add(each)
                yield each


def walk_files(
    workspace: Workspace,
    folder: Path,
    excluded: Excluded,
    wanted: Callable[[str], bool],
    shown: frozenset[str] = frozenset(),
) -> Iterator[str]:
    """The names of the wanted files below `folder`, sorted folder by folder; of what is hidden, `shown`.

    Raises UsageError for a folder that holds too many to be a workshop.
    """
    count = 0
    for here, folders, files in os.walk(folder):
        prefix = workspace.name(here)
        prefix = "" if prefix == "." else f"{prefix}/"
        folders[:] = sorted(name for name in folders if _is_walked(name, prefix, excluded, shown))
        count += len(files)
        if count > MANY_FILES and repository_of(workspace.root) is None:
            raise UsageError(
                f"{folder} holds more than {MANY_FILES:,} files, and is no git repository",
                hint="name files or folders, or list the folders of your decks as `content` in slidegen.toml",
            )
        for file in sorted(files):
            name = prefix + file
            if (file in shown or not file.startswith(".")) and wanted(name) and not excluded.match(name):
                yield name


def _is_walked(name: str, prefix: str, excluded: Excluded, shown: frozenset[str]) -> bool:
    if is_skipped(name, prefix, shown):
        return False
    return not excluded.match(f"{prefix}{name}/")


def is_shell_script(workspace: Workspace, name: str) -> bool:
    """Whether the file begins as a shell's script does: `#!/bin/sh`, `#!/usr/bin/env bash`."""
    try:
        with open_regular(str(workspace.root / name)) as file:
            first = file.read(128)
    except OSError:
        return False
    if not first.startswith(b"#!"):
        return False
    words = first[2:].split(b"\n", 1)[0].split()
    return any(word.rpartition(b"/")[2] in SHELLS for word in words[:3])
