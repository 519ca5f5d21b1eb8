"""Pages that say that something went wrong, and that `curl` prints with status 0.

Knows how servers and proxies word them. Must not know steps, nor what an outcome means.
"""

from slidegen import lazy_re as re

_PAGES = re.compile(
    r"^HTTP/\d(?:\.\d)? (?:4|5)\d\d\b.*$"
    r"|<(?:title|h1)>\s*(?:(?:Error )?(?:4|5)\d\d\b[^<]*|Error response|Bad Gateway|Gateway Time-?out"
    r"|Not Found|Service Unavailable|Forbidden|Unauthorized|Internal Server Error)\s*</"
    r"|^(?:404 page not found|404 Not Found|502 Bad Gateway|503 Service Unavailable|504 Gateway Timeout"
    r"|no healthy upstream|upstream connect error.*|Bad Gateway|Service Unavailable"
    r"|Internal Server Error)\s*$"
    r"|^(?:denied destination|blocked by|access denied)\b.*$"
    r"|^\s*(?:<p>)?Error code: (?:4|5)\d\d\b.*$"
    # Kubernetes' own; but whom it forbids something, slides ask on purpose.
    r'|"status":\s*"Failure",\s*"message":(?!.*\b(?:forbidden|unauthorized)\b).*$',
    re.MULTILINE | re.IGNORECASE,
)
ASKING = frozenset({"curl", "wget", "http", "https", "xh"})


def error_page_in(output: str) -> str:
    """The line that says so; `` in what is no such page."""
    found = _PAGES.search(output)
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split())[:120] if found else ""
