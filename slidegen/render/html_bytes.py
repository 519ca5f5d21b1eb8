"""HTML as bytes that a browser reads soonest.

A browser decodes and scans what has come of a page before it shows any of it, letter by letter from the first
one on that is not ASCII, and in twice the memory. A few arrows and emoji in megabytes are therefore written
as references, in comments, too, which nobody is shown: one emoji there costs as much as anywhere. A page that
is small, or mostly of such letters, stays as it is.

Knows where references are read. Must not know what the HTML says.
"""

from collections.abc import Iterable

from slidegen import lazy_re as re

#: Where a reference would be text, its tags with it; and comments, since a tag in one begins nothing.
_VERBATIM = re.compile(
    r"(?P<kept><(script|style|xmp|iframe|noembed|noframes|noscript|plaintext)\b.*?(?:</\2\b|\Z)"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z))|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.IGNORECASE,
)
#: One letter in so many may become a reference, which takes three times the bytes.
_RARE = 50
#: Characters: what is smaller is decoded in no time, and people may like to read it.
_LARGE = 1 << 20


def better_as_ascii(sizes: Iterable[tuple[int, int]]) -> bool:
    """Whether what is not ASCII in a page is better written as references: of each of its texts, how many
    bytes it has, and how many of these are beyond one for each letter."""
    size = others = 0
    for each, wide in sizes:
        size += each - wide
        others += wide
    return size >= _LARGE and others * _RARE <= size


def ascii_html(html: str) -> bytes:
    """`html` in ASCII, but for what stands where a reference is no letter."""
    if html.isascii():
        return html.encode()
    out, at = bytearray(), 0
    for verbatim in _VERBATIM.finditer(html):
        if verbatim["kept"] is None:  # a comment
            continue
        out += html[at : verbatim.start()].encode("ascii", "xmlcharrefreplace") + verbatim[0].encode()
        at = verbatim.end()
    return bytes(out + html[at:].encode("ascii", "xmlcharrefreplace"))
