"""Looking at a page that a deck opens, when this machine serves it.

Knows HTTP. Must not know steps.
"""

import socket

LOCAL = {"localhost", "127.0.0.1", "::1"}


def look_at(url: str, seconds: float) -> tuple[bool | None, str]:
    """Whether the page answers, and what is to say; None for a page elsewhere, which is only noted."""
    import urllib.error  # few decks open pages, and these are slow to load
    import urllib.parse
    import urllib.request

    host = urllib.parse.urlsplit(url).hostname or ""
    if host not in LOCAL and host != socket.gethostname():
        return None, f"a page to look at: {url}"
    try:
        with urllib.request.urlopen(url, timeout=seconds) as answer:
            return True, f"{url} answers {answer.status}"
    except urllib.error.HTTPError as error:
        return error.code < 500, f"{url} answers {error.code}"
    except (OSError, ValueError) as error:
        return False, f"{url}: {error}"
