"""The files that a theme's style sheets and templates name: logo, fonts, pictures.

Knows how a theme names a file, from beside its style sheet or its template. Must not know pages. A file that
is there is shipped under a name with its digest; one that is not is a slip of the theme's author.
"""

import base64
import mimetypes
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.text.references import PlacedReference, references_in_css, references_in_html

_NO_NAME = re.compile(r"[^\w.-]+")
#: What a theme's template names from beside itself; links and pages are the site's.
_CARRIED = frozenset({"picture", "media", "style"})

Ship = Callable[[str, str, bytes], str]  #: (stem, suffix, bytes) -> the address in the page


@dataclass(frozen=True, slots=True)
class MissingFile:
    """A file that a theme names and does not have."""

    path: Path  #: of the style sheet or template
    address: str


@dataclass(frozen=True, slots=True)
class CarriedText:
    """A style sheet or template with the addresses that its files have in a page."""

    text: str
    missing: tuple[MissingFile, ...]


def carried_css(text: str, path: Path, folder: Path, ship: Ship) -> CarriedText:
    """The style sheet `path` of the theme in `folder`."""
    return _carried(text, references_in_css(text), path, folder, ship)


def carried_template(text: str, path: Path, folder: Path, ship: Ship) -> CarriedText:
    """The template `path`; what Jinja fills in is no name of a file."""
    found = (
        each
        for each in references_in_html(text)
        if each.reference.use in _CARRIED and not set("{}") & set(each.reference.address)
    )
    return _carried(text, found, path, folder, ship)


def _carried(
    text: str, references: Iterable[PlacedReference], path: Path, folder: Path, ship: Ship
) -> CarriedText:
    out: list[str] = []
    missing: list[MissingFile] = []
    at = 0
    for each in _local(references):
        found = (path.parent / each.reference.path).resolve()
        if found.is_file() and found.is_relative_to(folder.resolve()):
            stem = _NO_NAME.sub("-", found.stem)
            out += [text[at : each.start], ship(stem, found.suffix, found.read_bytes())]
            at = each.end
        else:
            missing.append(MissingFile(path, each.reference.address))
    return CarriedText("".join([*out, text[at:]]), tuple(missing))


def _local(references: Iterable[PlacedReference]) -> Iterator[PlacedReference]:
    return (each for each in references if each.reference.is_local)


def as_data(suffix: str, data: bytes) -> str:
    """A file as an address that holds all of it."""
    kind = mimetypes.guess_type(f"file{suffix}")[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
