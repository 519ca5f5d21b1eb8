"""Style sheets that a style sheet imports, put in its place as a browser would.

Knows `@import` with and without media. Must not know what a rule says, nor where files are read from.
"""

import posixpath
from collections.abc import Callable, Iterator

from slidegen import lazy_re as re
from slidegen.text.references import file_part

_IMPORT = re.compile(
    r"@import\s+(?:url\(\s*+(?P<mark>[\"']?)(?P<url>[^\"')]++)(?P=mark)\s*+\)|(?P<quote>[\"'])(?P<text>[^\"']+)(?P=quote))"
    r"(?P<media>[^;{}@]*);"
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

Read = Callable[[str], str | None]  #: the text of a file by its path, None when it is not there


def with_imports(path: str, css: str, read: Read, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(path, CSS) of what `css` imports, and then of itself without those imports.

    What cannot be read, or imports itself, stays an import.
    """
    imported: list[tuple[str, str]] = []

    def take(match: re.Match[str]) -> str:
        address = (match["url"] or match["text"]).strip()
        found = posixpath.normpath(posixpath.join(posixpath.dirname(path), file_part(address)))
        text = None if found in (*seen, path) or re.match(r"(?:\w+:)?//", address) else read(found)
        if text is None:
            return match.group()
        media = match["media"].strip()
        for where, sheet in with_imports(found, text, read, (*seen, path)):
            imported.append((where, f"@media {media} {{\n{sheet}\n}}\n" if media else sheet))
        return ""

    rest = _IMPORT.sub(take, _COMMENT.sub("", css) if "@import" in css else css)
    yield from imported
    yield path, rest
