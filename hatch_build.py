"""The README as an index shows it, and the project's addresses: a setting of the build.

SLIDEGEN_PROJECT_URL is where the repository is (`https://git.example.com/slidegen`). With it, links and
pictures of the README lead there, to the tag of this version; without it, links are words and pictures are
left out: an index has no files beside the README.
"""

import os
import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

VARIABLE = "SLIDEGEN_PROJECT_URL"
_PICTURE = re.compile(r"!\[([^\]\n]*)\]\((?!https?://)([^)\s]+)\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?://|#)([^)\s]+)\)")
_TABLE_OF_NOTHING = re.compile(r"^\|(?:[ \t|:-]*\|)+\n", re.MULTILINE)


def readme(text: str, url: str, version: str) -> str:
    """`text` with addresses that hold away from the repository."""
    if url:
        text = _PICTURE.sub(rf"![\1]({url}/raw/v{version}/\2)", text)
        return _LINK.sub(rf"[\1]({url}/blob/v{version}/\2)", text)
    return _TABLE_OF_NOTHING.sub("", _LINK.sub(r"\1", _PICTURE.sub("", text)))


def addresses(url: str, version: str) -> dict[str, str]:
    pages = {"Changelog": "CHANGELOG.md", "Documentation": "docs/index.md"}
    pages |= {"Rules": "RULES.md", "Security": "SECURITY.md"}
    return {"Source": url} | {name: f"{url}/blob/v{version}/{path}" for name, path in pages.items()}


class ProjectAddresses(MetadataHookInterface):
    """Called by hatchling for `readme` and `urls`."""

    def update(self, metadata: dict[str, object]) -> None:
        url, version = os.environ.get(VARIABLE, "").rstrip("/"), _version(Path(self.root))
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme(text, url, version)}
        metadata["urls"] = addresses(url, version) if url else {}


def _version(root: Path) -> str:
    text = (root / "slidegen" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    assert found
    return found[1]
