"""What the server refuses before it looks: foreign hosts, foreign origins, methods, odd paths, floods.

Every rule stands against an attack that a server of this kind has suffered: rebinding of DNS names (Host),
pages elsewhere that read or command a server on loopback (Origin, no CORS), encoded traversals (paths
are resolved and compared, never cleaned), and clients that ask too fast.

Knows requests' heads. Must not know decks.
"""

import base64
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

#: where actions and events live; everything else is a plain file or page
PRIVATE = "/_slidegen/"
MOST_HEAD = 16 * 1024  #: bytes of an address, or of all headers
_HOST = re.compile(r"[a-z0-9._:-]{1,253}")
ACTIONS = frozenset(f"/_slidegen/{name}" for name in ("open", "place", "sync", "done"))
EVENTS = "/_slidegen/events"

#: Who may show our pages in a frame: an origin, any port of one, or the scheme of an editor's own windows.
#: Such a word goes into a header, so nothing else does.
_FRAME = re.compile(r"https?://[a-z0-9._-]{1,253}(:([0-9]{1,5}|\*))?|[a-z][a-z0-9-]{1,60}:")

#: Slides may show pictures and films from elsewhere; scripts, styles and connections are ours alone.
#: `unsafe-inline` is for what authors and themes write into pages; `unsafe-eval` is for nobody.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: https: http:",
        "media-src 'self' data: https: http:",
        "frame-src 'self' https: http:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",  # the last: `framed_by` goes on from here
    )
)
HEADERS: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "cache-control": "no-store",
}


def headers_for(framed_by: tuple[str, ...] = ()) -> Mapping[str, str]:
    """What every answer carries; `framed_by` are pages elsewhere that may show ours in a frame, by order."""
    policy = " ".join((CONTENT_SECURITY_POLICY, *framed_by))
    return {**HEADERS, "content-security-policy": policy}


def is_frame(word: str) -> bool:
    return _FRAME.fullmatch(word) is not None


# ---- hosts and origins
@dataclass(frozen=True, slots=True)
class Hosts:
    """The names by which this server may be called."""

    allowed: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()  #: of this machine, when it is shared on purpose

    def accept(self, header: str | None) -> bool:
        name = host_of(header or "")
        return name == "localhost" or _is_loopback(name) or name in self.allowed or name in self.addresses


def host_of(header: str) -> str:
    """The name in a Host header, without the port; `` when it is none."""
    try:
        parts = urlsplit(f"//{header}")
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return ""
    return "" if parts.username or parts.path else (parts.hostname or "").lower()


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_same_origin(headers: Mapping[str, str], *, required: bool) -> bool:
    """Whether a request comes from a page of ours.

    Browsers send Origin with every request that one site makes to read or change another; where they
    may leave it out (a page reading from its own server), `required` is False.
    """
    origin = headers.get("origin")
    if origin is None:
        return not required and headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


# ---- tokens
def new_token() -> str:
    return secrets.token_urlsafe(24)


def token_of_the_day(key: bytes | None, root: Path, day: date) -> str:
    """The presenter's, for a folder and a day: started again, a server knows the windows that are open.

    It follows from the key of this user, which nobody else can read; without one it is another each time.
    """
    if not key:
        return new_token()
    made = hmac.digest(key, f"presenter {day.isoformat()} {root}".encode(errors="surrogateescape"), "sha256")
    return base64.urlsafe_b64encode(made[:24]).decode()


def is_token(given: str | None, token: str) -> bool:
    """Compared in constant time; an empty token opens nothing."""
    return bool(token) and secrets.compare_digest((given or "").encode(), token.encode())


# ---- rates
@dataclass(slots=True)
class Rate:
    """So many requests at once, then so many a second, for each address.

    It is to count floods, not people: a room behind one address is hundreds of phones, and each asks for a
    page, its styles, scripts and pictures when the presenter says where the slides are.
    Not frozen: it counts.
    """

    burst: float = 6000.0
    a_second: float = 300.0
    clock: Callable[[], float] = time.monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def allows(self, address: str) -> bool:
        now = self.clock()
        left, then = self._left.get(address, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.a_second)
        if len(self._left) > 10_000:  # nobody's workshop has so many guests
            self._left.clear()
        self._left[address] = (left - 1 if left >= 1 else left, now)
        return left >= 1


# ---- the gate
class Gate:
    """The middleware before everything else."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Hosts,
        rate: Rate | None = None,
        bug: Callable[[Exception], None] = lambda _: None,
        is_presenter: Callable[[Scope], bool] = lambda _: False,
        refused: Callable[[str], None] = lambda _: None,
        headers: Mapping[str, str] = HEADERS,
    ) -> None:
        self.app, self.hosts, self.rate, self.bug = app, hosts, rate, bug
        self.refused, self.headers = refused, headers
        self.is_presenter = is_presenter  #: whom no flood from his own address shuts out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        if refusal:
            code, text = refusal
            await PlainTextResponse(text, code)(scope, receive, guarded)
            return
        try:
            await self.app(scope, receive, guarded)
        except Exception as error:  # Starlette has answered 500; the author is told, and goes on
            self.bug(error)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers, path, method = Headers(scope=scope), scope["path"], scope["method"]
        if len(scope["raw_path"]) + len(scope["query_string"]) > MOST_HEAD or _size(headers) > MOST_HEAD:
            return 431, "That is too much to say.\n"
        if not self.hosts.accept(headers.get("host")):
            return 403, self._foreign(host_of(headers.get("host") or ""))
        if self.rate and not self.is_presenter(scope) and not self.rate.allows(address_of(scope)):
            return 429, "Too many requests.\n"
        if path in ACTIONS:
            if method != "POST":
                return 405, "POST only.\n"
            return None if is_same_origin(headers, required=True) else (403, "Foreign origin.\n")
        if method not in ("GET", "HEAD"):
            return 405, "GET and HEAD only.\n"
        if path.startswith(PRIVATE) and not is_same_origin(headers, required=False):
            return 403, "Foreign origin.\n"
        return None if is_plain_path(path) else (404, "Not found.\n")

    def _foreign(self, host: str) -> str:
        """What to say to who calls the server by another's name: how its owner can allow that."""
        name = host if _HOST.fullmatch(host) else ""
        if not name:
            return "This server is not called by that name.\n"
        self.refused(name)
        return (
            f"This server is not called {name}.\n"
            f'Its owner can allow it in slidegen.toml:\n\n[serve]\nallowed-hosts = ["{name}"]\n'
        )


def _size(headers: Headers) -> int:
    return sum(len(name) + len(value) for name, value in headers.raw)


def address_of(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""


def is_plain_path(path: str) -> bool:
    """Whether a path is one that a page of ours could have asked for: no dots, no tricks."""
    if "\\" in path or "\0" in path or "//" in path or unquote(path) != path:
        return False
    return not any(part.startswith(".") for part in path.split("/"))
