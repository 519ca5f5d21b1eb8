"""What git ignores: the `.gitignore` files from the repository's root downward, and `.git/info/exclude`.

Without a repository they are heeded from the project's root on. What git tracks it does not ignore, whatever
they say: git itself is asked for that, where its index may name what they do. pathspec reads the patterns; it
is loaded where there are some. Knows those files. Must not know the settings.
"""

import contextlib
import os
import posixpath
import re
import warnings
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.source.asked_git import ask_git
from slidegen.source.linear_glob import linear
from slidegen.source.workspace import Workspace, read_source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE_NAME = ".gitignore"
#: The version of an index that says of a name only what differs from the one before.
_COMPRESSED = (4).to_bytes(4)


class GitIgnores:
    """Asked by names from the project's root; what it read and decided is kept while it lives."""

    def __init__(self, workspace: Workspace) -> None:
        is_repository = (workspace.boundary / ".git").exists()
        self._top = workspace.boundary if is_repository else workspace.root
        self._prefix = os.path.relpath(workspace.root, self._top).replace(os.sep, "/")
        self._specs: dict[str, GitIgnoreSpec | None] = {}
        self._nearest: dict[str, tuple[tuple[str, GitIgnoreSpec], ...]] = {}
        self._folders: dict[str, bool] = {"": False}

    def match(self, path: str) -> bool:
        """Whether git ignores `path`, or a folder that it is in. A folder's name ends in `/`."""
        name = path.rstrip("/")
        if self._prefix != "." or name.startswith("."):
            name = posixpath.normpath(posixpath.join(self._prefix, path))
        if name in ("", ".") or name.startswith("../"):
            return False
        if path.endswith("/"):
            return self._folder(name) and not self._is_tracked(f"{name}/")
        return (self._folder(_above(name)) or self._decided(name, name)) and not self._is_tracked(name)

    def _is_tracked(self, name: str) -> bool:
        """Whether git tracks the file all the same, or one in the folder `name/`."""
        may_be = self._index is None or os.fsencode(name) in self._index
        return may_be and name in self._tracked

    @cached_property
    def _index(self) -> bytes | None:
        """Git's index: names stand in it as they are, so that most of what is ignored needs no git.

        None where they do not (its version 4), or where it lies elsewhere (a work tree of its own).
        """
        repository = self._top / ".git"
        try:
            data = (repository / "index").read_bytes()
        except OSError:
            return None if repository.is_file() else b""
        return None if data[4:8] == _COMPRESSED else data

    @cached_property
    def _tracked(self) -> frozenset[str]:
        """What is tracked and matched by a pattern, and the folders that hold it, each with a `/`."""
        asked = ("ls-files", "-z", "--cached", "--ignored", "--exclude-standard")
        from subprocess import SubprocessError  # most runs ask nobody

        with contextlib.suppress(OSError, SubprocessError):
            names = os.fsdecode(ask_git(self._top, *asked).stdout).split("\0")
            folders = {f"{above}/" for name in names for above in _all_above(name)}
            return frozenset(folders.union(names))
        return frozenset()

    def _folder(self, name: str) -> bool:
        if name not in self._folders:
            self._folders[name] = self._folder(_above(name)) or self._decided(name, f"{name}/")
        return self._folders[name]

    def _decided(self, name: str, asked: str) -> bool:
        """By the nearest file that has a word on it; git reads what is nearer last."""
        for folder, spec in self._specs_above(_above(name)):
            found = spec.check_file(asked[len(folder) + 1 :] if folder else asked).include
            if found is not None:
                return found
        return False

    def _specs_above(self, folder: str) -> "tuple[tuple[str, GitIgnoreSpec], ...]":
        """What the folder and those above it say, the nearest first."""
        if folder not in self._nearest:
            above = self._specs_above(_above(folder)) if folder else ()
            spec = self._spec(folder)
            self._nearest[folder] = ((folder, spec), *above) if spec else above
        return self._nearest[folder]

    def _spec(self, folder: str) -> "GitIgnoreSpec | None":
        if folder not in self._specs:
            lines = [] if folder else _lines(self._top, ".git/info/exclude")
            lines += _lines(self._top, posixpath.join(folder, FILE_NAME))
            self._specs[folder] = _compiled(lines) if lines else None
        return self._specs[folder]


def _above(name: str) -> str:
    """The folder that it is in: of names that are in order, and thousands are asked about."""
    return name.rpartition("/")[0]


def _all_above(name: str) -> Iterator[str]:
    while name := _above(name):
        yield name


def _lines(top: Path, name: str) -> list[str]:
    """The lines that say something; none of what is no file, or is too large to be meant."""
    if not os.path.isfile(os.path.join(top, name)):  # noqa: PTH113, PTH118 - asked about every folder
        return []
    source = read_source(Workspace(top, top), name).source
    lines = source.text.split("\n") if source else []
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _compiled(lines: list[str]) -> "GitIgnoreSpec":
    """The patterns; git passes over a line that is none, and so do we."""
    from pathspec import GitIgnoreSpec

    good = []
    with warnings.catch_warnings():  # its pattern of `[[]`; git has no sets of sets
        warnings.simplefilter("ignore", FutureWarning)
        for line in lines:
            with contextlib.suppress(ValueError, re.error):
                GitIgnoreSpec.from_lines([line])
                good.append(line)
        spec = GitIgnoreSpec.from_lines(good)
    for pattern in spec.patterns:
        if pattern.regex is not None:
            pattern.regex = re.compile(linear(pattern.regex.pattern))
    return spec
