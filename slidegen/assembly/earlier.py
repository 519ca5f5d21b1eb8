"""What becomes of a deck that the last build made and this one did not: its page stays, or goes, and why.

A page is deleted when its manifest is gone, or was left out by a setting; whatever else befell the manifest,
the page stays. Knows the record and the files of manifests. Must not know how pages are made.
"""

import os
from typing import Literal

from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.source import rules
from slidegen.source.file import SourceFile
from slidegen.source.left_out import LeftOut
from slidegen.source.likely import is_markdown
from slidegen.source.settings import LoadedSettings

Fate = Literal["stays", "lost", "gone", "left out"]


@dataclass(frozen=True, slots=True)
class Removed:
    """A deck whose page was taken away."""

    path: str  #: of its manifest
    why: str


WHY: dict[Fate, str] = {
    "gone": "the file is gone",
    "left out": "the settings or .gitignore leave it out",
}


def fate_of(path: str, loaded: LoadedSettings, left_out: LeftOut, *, is_partial: bool) -> Fate:
    """What becomes of the deck of the manifest `path`; `lost` when nobody knows why it is no deck now."""
    try:
        os.lstat(loaded.root / path)
    except (FileNotFoundError, NotADirectoryError):
        return "gone"
    except (OSError, ValueError):
        return "lost"  # a folder that cannot be looked into says nothing of what is in it
    if is_partial or is_markdown(path):
        return "stays"
    if left_out.match(path) or not _is_content(path, loaded):
        return "left out"
    return "lost"


def _is_content(path: str, loaded: LoadedSettings) -> bool:
    place = (loaded.root / path).resolve()
    return any(place.is_relative_to((loaded.root / folder).resolve()) for folder in loaded.settings.content)


def lost_deck(path: str) -> Finding:
    """What to tell the author of a file that was a manifest, and says nothing of a deck now."""
    empty = SourceFile.from_text(path, "")
    message = "This file was a deck, and lists no `content:` now; its page is left as it was"
    advice = "Mend it; who wants the page to go deletes the file"
    return empty.finding(rules.LOST_DECK, 0, 0, message, help=advice)
