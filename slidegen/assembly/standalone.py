"""A page with the local files that it shows inside it, as `data:` addresses.

Knows MIME types. Must not know decks or themes, nor which attributes name files (`slidegen.text.references`).
"""

import base64
import mimetypes
import posixpath
from collections.abc import Iterator

from slidegen.source.workspace import Workspace
from slidegen.text.references import PlacedReference, Reference, references_in_html, spellings_in_html

#: What is embedded; a link still leads to where it led.
_SHOWN = ("picture", "media")


def inlined(html: str, workspace: Workspace, folder: str) -> str:
    """`html` with pictures and other media from `folder` embedded; what is remote or missing stays."""
    out: list[str] = []
    at = 0
    for start, end, written in _embedded(html, workspace, folder):
        out += (html[at:start], written)
        at = end
    return "".join((*out, html[at:]))


def _embedded(html: str, workspace: Workspace, folder: str) -> Iterator[tuple[int, int, str]]:
    """Where a value is written that names files to embed, and what it is to be."""
    values: dict[tuple[int, int], list[PlacedReference]] = {}
    for placed in references_in_html(html):
        if placed.reference.use in _SHOWN and placed.reference.is_local:
            values.setdefault((placed.start, placed.end), []).append(placed)
    for (start, end), named in values.items():
        value = html[start:end]
        for placed in named:
            data = data_url(workspace, folder, placed.reference)
            value = _with(value, placed.reference.address, data) if data else value
        if value != html[start:end]:
            is_bare = html[start - 1] == "="  # an unquoted value may hold no `=` and no blank
            yield start, end, f'"{value}"' if is_bare else value


def _with(value: str, address: str, data: str) -> str:
    """`value` with `data` for `address`, in whichever form it is written there."""
    written = next((form for form in spellings_in_html(address) if form in value), None)
    return value.replace(written, data, 1) if written else value


def data_url(workspace: Workspace, folder: str, reference: Reference) -> str | None:
    """The file as a `data:` address, None when there is none."""
    path = posixpath.normpath(posixpath.join(folder, reference.path))
    located = workspace.locate(path)
    if located is None or not workspace.exists(path):
        return None
    kind = mimetypes.guess_type(located.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(located.read_bytes()).decode('ascii')}"
