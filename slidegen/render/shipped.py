"""Files beside pages, under names that change when their bytes do.

Knows names and digests. Must not know what a file is for.
"""

import hashlib

from slidegen.lazy_dataclass import dataclass

FOLDER = "assets"  #: of all assets, beside the pages
FINGERPRINT = 10  #: hexadecimal digits of the digest in a file's name


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to write: its path from the folder of the pages, and its bytes."""

    path: str
    data: bytes

    @property
    def name(self) -> str:
        """The path from the other assets."""
        return self.path.removeprefix(f"{FOLDER}/")


def fingerprinted(stem: str, suffix: str, data: bytes) -> Asset:
    """An asset whose name changes when its bytes do, so that caches may keep it for ever."""
    digest = hashlib.sha256(data).hexdigest()[:FINGERPRINT]
    return Asset(f"{FOLDER}/{stem}.{digest}{suffix}", data)


def template_ship(stem: str, suffix: str, data: bytes) -> str:
    """The address, from the page, of a file that a template names."""
    return fingerprinted(stem, suffix, data).path
