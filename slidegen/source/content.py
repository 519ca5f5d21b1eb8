"""Which decks there are, and whether the files that they list exist.

Knows the names of files and folders. Must not know Markdown, nor what a deck is made of.
"""

import os
import posixpath
import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from slidegen.finding import Finding
from slidegen.source import rules
from slidegen.source.files import walk_files
from slidegen.source.left_out import Excluded
from slidegen.source.likely import MANIFEST_SUFFIXES, MARKDOWN_SUFFIXES, looks_like_manifest, may_be_manifest
from slidegen.source.manifest import FragmentEntry, Manifest
from slidegen.source.patterns import Patterns
from slidegen.source.suggest import did_you_mean
from slidegen.source.texts import Texts
from slidegen.source.workspace import Workspace, leads_nowhere


# ---- finding files
def find_manifests(
    root: Path, paths: Iterable[Path] = (), left_out: Excluded | None = None, texts: Texts | None = None
) -> tuple[Path, ...]:
    """The decks to build: those named by `paths` (files or folders), else every manifest below `root`.

    A file that is named is taken as it is; in folders, only what looks like a manifest counts. Who goes on to
    read them hands in the store that keeps them.
    """
    looks = looks_like_manifest if texts is None else partial(_looks_like_manifest, texts)
    workspace = Workspace.at(root)
    found: dict[Path, None] = {}
    for path in paths or (root,):
        if path.is_dir():
            walked = find_files(root, path, MANIFEST_SUFFIXES, left_out)
            found.update(dict.fromkeys(filter(looks, walked)))
        elif left_out is None or not left_out.match_named(workspace.name(path.resolve())):
            found[path] = None
    return tuple(found)


def _looks_like_manifest(texts: Texts, path: Path) -> bool:
    source = texts.read(texts.workspace.name(path)).source
    return source is not None and may_be_manifest(source.text)


def find_markdown(
    root: Path, skip: Iterable[Path] = (), left_out: Excluded | None = None
) -> tuple[Path, ...]:
    """Every Markdown file below `root`."""
    skipped = {path.resolve() for path in skip}
    walked = find_files(root, root, MARKDOWN_SUFFIXES, left_out)
    return tuple(path for path in walked if skipped.isdisjoint(path.resolve().parents))


def find_files(
    root: Path, folder: Path, suffixes: tuple[str, ...], left_out: Excluded | None = None
) -> Iterator[Path]:
    """The files below `folder` with one of the suffixes, in order."""
    workspace = Workspace.at(root)
    wanted = walk_files(workspace, folder, left_out or Patterns.of(()), lambda name: name.endswith(suffixes))
    return (folder / os.path.relpath(workspace.root / name, folder.resolve()) for name in wanted)


# ---- fragments
def check_fragments(workspace: Workspace, manifest: Manifest) -> tuple[Finding, ...]:
    """What is wrong with the files that the manifest lists."""
    reported = (_check_fragment(workspace, manifest, entry) for entry in manifest.fragments)
    return tuple(finding for finding in reported if finding)


def fragments_in_output(manifest: Manifest, out: str) -> Iterator[Finding]:
    """A finding for each listed file whose name begins with `out`: as output, other verbs look at none."""
    for entry in manifest.fragments if out else ():
        if entry.path.startswith(out):
            message = f"The fragment {entry.written} lies in {out}, which `build` writes"
            advice = "Move it, or choose another folder by the setting `out`: what lies there is not linted"
            start, end = entry.span.start, entry.span.end
            yield manifest.source.finding(rules.FRAGMENT_IN_OUTPUT, start, end, message, help=advice)


def _check_fragment(workspace: Workspace, manifest: Manifest, entry: FragmentEntry) -> Finding | None:
    if workspace.exists(entry.path):
        return None
    located = workspace.locate(entry.path)
    refused = _refused(located) if located else ""
    start, end = entry.span.start, entry.span.end
    if located is None:
        message = f"The fragment {entry.written} lies outside of the repository"
        advice = "Move it into the repository; slidegen reads nothing beyond it"
        return manifest.source.finding(rules.FRAGMENT_OUTSIDE, start, end, message, help=advice)
    if refused:
        message = f"The fragment {entry.written} cannot be looked at: {refused}"
        advice = "Check the permissions of the folders above it"
        return manifest.source.finding(rules.MISSING_FRAGMENT, start, end, message, help=advice)
    if dangling := leads_nowhere(str(located)):
        message = f"The fragment {entry.written} {dangling}"
        advice = "Lead it elsewhere, or take it off the list"
        return manifest.source.finding(rules.MISSING_FRAGMENT, start, end, message, help=advice)
    is_plain = entry.written == entry.written.strip()
    name = entry.written if is_plain else f"`{entry.written}`, whose name has a blank at its edge,"
    message = f"The fragment {name} does not exist"
    advice = _did_you_mean_file(located, entry.written)
    return manifest.source.finding(rules.MISSING_FRAGMENT, start, end, message, help=advice)


def _refused(path: Path) -> str:
    """Why it cannot be said whether the file is there, or nothing."""
    try:
        path.stat()
    except PermissionError as error:
        return error.strerror or str(error)
    except OSError:
        pass
    return ""


def _did_you_mean_file(missing: Path, written: str) -> str:
    fallback = "Paths are relative to the manifest's folder"
    if missing.is_dir():
        return "It is a folder; list its files"
    if not missing.parent.is_dir():
        return f"There is no folder {posixpath.dirname(written) or '.'}; {fallback[0].lower()}{fallback[1:]}"
    guess = did_you_mean(missing.name, sorted(path.name for path in missing.parent.iterdir()))
    return f"Did you mean {posixpath.join(posixpath.dirname(written), guess)}?" if guess else fallback


# ---- pages
def disk_key(name: str) -> str:
    """What the disks of Windows and macOS tell names apart by: neither case nor how an accent is put on."""
    return name if name.isascii() and name.islower() else unicodedata.normalize("NFC", name).casefold()


def check_page(manifest: Manifest, others: Iterable[Manifest]) -> Iterator[Finding]:
    """A finding when another deck of the project has the page of this one."""
    for other in others:
        if other.path != manifest.path and disk_key(other.name) == disk_key(manifest.name):
            span = manifest.span_of("html")
            message = f"The page {manifest.name}.html is that of {other.path}, too"
            if other.name != manifest.name:
                message += f", {other.name}.html, on a disk that takes both for one name"
            advice = "Give one of the two another page: `html: name.html`"
            yield manifest.source.finding(rules.SAME_PAGE, span.start, span.end, message, help=advice)
