"""HTML as bytes that a browser reads soonest.

A browser decodes and scans what has come of a page before it shows any of it, letter by letter from the first
one on that is not ASCII, and in twice the memory. A few arrows and emoji in megabytes are therefore written
as references; a page that is small, or mostly of such letters, stays as it is.

Knows where references are read. Must not know what the HTML says.
"""

from collections.abc import Iterable

from slidegen import lazy_re as re

#: Where a reference would be text, its tags with it.
_VERBATIM = re.compile(
    r"(<(script|style|xmp|iframe|noembed|noframes|noscript|plaintext)\b.*?(?:</\2\b|\Z)|<!--.*?(?:-->|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
#: One letter in so many may become a reference, which takes three times the bytes.
_RARE = 50
#: Characters: what is smaller is decoded in no time, and people may like to read it.
_LARGE = 1 << 20


def better_as_ascii(texts: Iterable[str]) -> bool:
    """Whether what is not ASCII in a page of these texts is better written as references."""
    size = others = 0
    for text in texts:  # they may be more than is in memory at once
        size += len(text)
        others += 0 if text.isascii() else len(text.encode()) - len(text)
    return size >= _LARGE and others * _RARE <= size


def ascii_html(html: str) -> bytes:
    """`html` in ASCII, but for what stands where a reference is no letter."""
    if html.isascii():
        return html.encode()
    out, at = bytearray(), 0
    for verbatim in _VERBATIM.finditer(html):
        out += html[at : verbatim.start()].encode("ascii", "xmlcharrefreplace") + verbatim[0].encode()
        at = verbatim.end()
    return bytes(out + html[at:].encode("ascii", "xmlcharrefreplace"))
