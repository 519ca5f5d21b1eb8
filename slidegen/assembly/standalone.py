"""A page with the local files that it refers to inside it, as `data:` addresses.

Knows HTML attributes and MIME types. Must not know decks or themes.
"""

import base64
import mimetypes
import posixpath
import re
from urllib.parse import unquote

from slidegen.source.workspace import Workspace

_SOURCE = re.compile(r"""(<(?:img|video|audio|source|embed|input)\b[^<>]*?\s(?:src|poster)=)"([^"]+)\"""")
_CSS_URL = re.compile(r"""url\((&#34;|&#39;|["']?)([^"')&]+)(&#34;|&#39;|["']?)\)""")


def inlined(html: str, workspace: Workspace, folder: str) -> str:
    """`html` with pictures and other media from `folder` embedded; what is remote or missing stays."""

    def embed(address: str) -> str:
        return data_url(workspace, folder, address) or address

    html = _SOURCE.sub(lambda match: f'{match[1]}"{embed(match[2])}"', html)
    return _CSS_URL.sub(lambda match: f"url({match[1]}{embed(match[2])}{match[3]})", html)


def data_url(workspace: Workspace, folder: str, address: str) -> str | None:
    """The file at `address` as a `data:` address, None when it is not a local file."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#", address):
        return None
    path = posixpath.normpath(posixpath.join(folder, unquote(address.partition("?")[0].partition("#")[0])))
    located = workspace.locate(path)
    if located is None or not workspace.exists(path):
        return None
    kind = mimetypes.guess_type(located.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(located.read_bytes()).decode('ascii')}"
