"""The policy under which built pages run, for who wants it in the page or with the site (`content-security`).

What is the page's own comes from its own site; what an author names elsewhere, a picture, a film or a frame,
may come from there. Styles and scripts that stand in the page itself are named by their digests.

Knows the policy's grammar. Must not know pages.
"""

import base64
import hashlib
from collections.abc import Iterable

HEADERS_FILE = "_headers"  #: what several hosts of static pages read


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> str:
    """The policy of a page with these texts in its `script` and `style` elements."""
    return "; ".join(
        (
            "default-src 'self'",
            _source("script-src", scripts),
            _source("style-src", styles),
            "img-src 'self' data: https: http:",
            "media-src 'self' data: https: http:",
            "frame-src 'self' https: http:",
            "font-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
        )
    )


def headers_file(scripts: Iterable[str] = ()) -> bytes:
    """The file that gives every page of a site the policy."""
    return f"/*\n  Content-Security-Policy: {policy(scripts)}\n".encode()


def _source(name: str, texts: Iterable[str]) -> str:
    return " ".join((name, "'self'", *(f"'sha256-{_digest(text)}'" for text in texts if text)))


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
