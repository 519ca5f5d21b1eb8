"""A body that many ask for: made, compressed and named once, and sent in small pieces.

Two hundred phones that open one deck at once share one text; what waits for each is a piece, not a copy.

Knows HTTP's compression and entity tags. Must not know what is in a body.
"""

import gzip
import hashlib
from collections.abc import Mapping
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from slidegen.lazy_dataclass import dataclass

PIECE = 32 * 1024
SMALL = 1024  #: bytes that are not worth compressing
_COMPRESSIBLE = ("text/", "application/json", "application/javascript", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Packed:
    """Some bytes, and the same compressed."""

    plain: bytes
    compressed: bytes | None
    tag: str  #: HTTP's name for exactly these bytes
    kind: str  #: their media type


def pack(data: bytes, kind: str) -> Packed:
    fits = len(data) > SMALL and kind.startswith(_COMPRESSIBLE)
    small = gzip.compress(data, 9, mtime=0) if fits else None
    digest = hashlib.blake2b(data, digest_size=12).hexdigest()
    return Packed(data, small, f'W/"{digest}"', kind)


#: The same for what many pages share; what was asked for lately is not packed again.
packed = lru_cache(maxsize=64)(pack)


def answer(body: Packed, request: Request, headers: Mapping[str, str]) -> Response:
    """What to send: nothing when the browser has it, compressed when it takes that."""
    named = {"etag": body.tag, "vary": "accept-encoding, cookie", **headers}
    if body.tag in [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=named)
    if body.compressed is not None and _takes_gzip(request.headers.get("accept-encoding", "")):
        return _Pieces(body.compressed, body.kind, {**named, "content-encoding": "gzip"})
    return _Pieces(body.plain, body.kind, named)


def _takes_gzip(header: str) -> bool:
    for each in header.lower().split(","):
        name, _, quality = each.partition(";")
        if name.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


class _Pieces(Response):
    """A response whose body goes out in pieces, as fast as they are taken."""

    def __init__(self, data: bytes, kind: str, headers: Mapping[str, str]) -> None:
        super().__init__(media_type=kind, headers=dict(headers))
        self._data = data
        self.headers["content-length"] = str(len(data))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        view = memoryview(self._data) if scope["method"] != "HEAD" else memoryview(b"")
        for start in range(0, len(view), PIECE):
            piece = bytes(view[start : start + PIECE])
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
