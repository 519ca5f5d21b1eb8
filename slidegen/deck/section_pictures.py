"""`interstitials.txt`: the pictures that stand before sections, one address a line.

Knows that list, and which of its pictures are not there. Must not know slides.
"""

import posixpath
from collections.abc import Callable, Iterator

from slidegen.finding import Finding
from slidegen.source.file import SourceFile
from slidegen.source.manifest import Manifest
from slidegen.source.rules import MISSING_FRAGMENT
from slidegen.text.references import Reference, wording_of_missing
from slidegen.text.rules import MISSING_IMAGE

Listed = tuple[tuple[Reference, int], ...]  #: each picture, and where its address begins


def pictures_in(source: SourceFile) -> Listed:
    """The pictures of the list; a line that begins with `#` is a comment."""
    found, at = [], 0
    for line in source.text.splitlines(keepends=True):
        address = line.strip()
        if address and not address.startswith("#"):
            found.append((Reference("picture", address, ""), at + line.index(address)))
        at += len(line)
    return tuple(found)


def list_of(manifest: Manifest) -> str:
    """The path of the manifest's list in the project; `` when it wants none."""
    if manifest.interstitials is None:
        return ""
    return posixpath.normpath(posixpath.join(manifest.folder, manifest.interstitials))


def check_pictures(
    manifest: Manifest, source: SourceFile | None, exists: Callable[[str], bool]
) -> Iterator[Finding]:
    """What is wrong with the list, which is None when it is not there, and with its pictures."""
    yield from _missing_list(manifest) if source is None else _missing_pictures(manifest, source, exists)


def _missing_pictures(
    manifest: Manifest, source: SourceFile, exists: Callable[[str], bool]
) -> Iterator[Finding]:
    for reference, start in pictures_in(source):
        place = posixpath.normpath(posixpath.join(manifest.folder, reference.path))
        if reference.is_local and not exists(place):
            message, advice = wording_of_missing(reference, source.path, manifest.folder, exists)
            end = start + len(reference.address)
            yield source.finding(MISSING_IMAGE, start, end, message, help=advice)


def _missing_list(manifest: Manifest) -> Iterator[Finding]:
    """Only what the manifest itself names is missed."""
    span = next((span for key, span in manifest.spans if key == "interstitials"), None)
    if span is not None and manifest.interstitials is not None:
        message = f"The list of section pictures {manifest.interstitials} does not exist"
        advice = "Paths are relative to the manifest's folder; `interstitials: false` means none"
        yield manifest.source.finding(MISSING_FRAGMENT, span.start, span.end, message, help=advice)
