"""What git knows of a project: where its files are shown, and when they last changed.

Knows what git says. Must not know decks. Without git, or outside of a repository, it knows nothing.
"""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.source.asked_git import ask_git
from slidegen.source.workspace import repository_of

_SSH = re.compile(r"(?:ssh://)?(?:[\w.-]+@)(?P<host>[\w.-]+)(?::\d+)?[:/](?P<path>.+)")
_HTTP = re.compile(r"https?://(?:[^@/]+@)?(?P<host>[\w.-]+(?::\d+)?)/(?P<path>.+)")


def source_pattern(root: Path) -> str:
    """`https://host/owner/name/blob/HEAD/{path}#L{line}` for files named from `root`; `` without a remote.

    `HEAD` stands for the default branch on GitHub, GitLab and Gitea alike, so that pages do not change with
    each commit.
    """
    remote = _git(root, "config", "--get", "remote.origin.url")
    found = _HTTP.fullmatch(remote) or _SSH.fullmatch(remote)
    if found is None:
        return ""
    prefix = _git(root, "rev-parse", "--show-prefix").replace("{", "{{").replace("}", "}}")
    path = found["path"].removesuffix("/").removesuffix(".git")
    between = "/-/blob/HEAD/" if "gitlab" in found["host"] else "/blob/HEAD/"
    return f"https://{found['host']}/{path}{between}{prefix}{{path}}#L{{line}}"


def last_change(root: Path, paths: Iterable[str]) -> str:
    """The ISO date of the last commit that touched any of `paths`, `` when there is none."""
    return _git(root, "log", "-1", "--format=%cs", "--", *paths)


def last_commit(root: Path) -> str:
    """The id of the commit that is checked out, with `+` behind it when files differ from it."""
    found = _git(root, "rev-parse", "HEAD")
    return f"{found}+" if found and _git(root, "status", "--porcelain", "--untracked-files=no") else found


def _git(root: Path, *arguments: str) -> str:
    if not _may_know(root):
        return ""
    try:
        done = ask_git(root, *arguments)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def _may_know(root: Path) -> bool:
    """Whether there is a repository to ask about: else git would be started for each deck, to say no."""
    return "GIT_DIR" in os.environ or repository_of(root) is not None
