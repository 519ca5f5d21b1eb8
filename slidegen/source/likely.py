"""Which files may be manifests, at a glance: most YAML files of a workshop are none.

Knows names and the first look of a text. Must not know YAML: the parser has the last word
(`slidegen.source.manifest.describes_a_deck`).
"""

import re
from pathlib import Path

from slidegen.source.workspace import MAX_FILE_BYTES

MANIFEST_SUFFIXES = (".yml", ".yaml", ".json")

#: A `content:` or `chapters:` at the start of a line, or behind a brace: YAML, and YAML that is JSON.
LIKE_A_MANIFEST = re.compile(r"""(?:^[ \t]*|[{,]\s*)["']?(?:content|chapters)["']?\s*:""", re.MULTILINE)


def looks_like_manifest(path: Path) -> bool:
    """Whether a file on disk may be one. A pipe, or what cannot be read, is none."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return False
        return LIKE_A_MANIFEST.search(path.read_bytes().decode("utf-8-sig", "replace")) is not None
    except OSError:
        return False
