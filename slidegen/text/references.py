"""What a slide refers to: pictures, media, style sheets, frames and links, decoded once.

One table says which attributes of which tags name something; `srcset`, `style` and `<style>` are here, too.
What Markdown's own pictures and links are is said by the parser (`slidegen.deck.references`).

Knows HTML's attributes and CSS's `url()`. Must not know where any file is.
"""

import posixpath
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.text.html_tags import Attribute, StartTag, start_tags

#: `text` is no reference: it was meant as a picture, and a blank ends its address
Use: TypeAlias = Literal["picture", "media", "style", "script", "page", "link", "text"]

#: What a slide has a hole without.
SHOWN: frozenset[Use] = frozenset({"picture", "media"})

#: (tag, attribute) -> what the page does with what is named there (HTML 4.3 to 4.8)
NAMING: dict[tuple[str, str], Use] = {
    ("img", "src"): "picture",
    ("img", "srcset"): "picture",
    ("source", "srcset"): "picture",
    ("input", "src"): "picture",
    ("image", "src"): "picture",  # outside SVG it is an `img` (HTML 13.2.6.4.7)
    ("image", "href"): "picture",
    ("image", "xlink:href"): "picture",
    ("video", "poster"): "picture",
    ("video", "src"): "media",
    ("audio", "src"): "media",
    ("source", "src"): "media",
    ("track", "src"): "media",
    ("embed", "src"): "media",
    ("object", "data"): "media",
    ("iframe", "src"): "page",
    ("link", "href"): "style",
    ("script", "src"): "script",
    ("use", "href"): "link",
    ("use", "xlink:href"): "link",
    ("a", "href"): "link",
    ("area", "href"): "link",
}
_NAMING_TAGS = frozenset(tag for tag, _ in NAMING)

_CSS_URL = re.compile(
    r"url\(\s*(?:\"(?P<double>(?:[^\"\\\n]|\\.)*)\"|'(?P<single>(?:[^'\\\n]|\\.)*)'"
    r"|(?P<plain>(?:[^\s\"'()\\]|\\.)+))\s*\)"
    r"|@import\s+(?:\"(?P<import_double>[^\"\n]*)\"|'(?P<import_single>[^'\n]*)')",
    re.IGNORECASE,
)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CANDIDATE = re.compile(r"(?P<address>[^\s,]++(?>(?:,++[^\s,]++)*))(?:\s[^,]*)?")
#: Letters beyond ASCII, as Markdown writes them in an address.
_OTHER_LETTERS = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
#: A path, of which the scheme is the web's, a file's or none; a letter alone is a drive and stays as it is.
_BACKSLASHED = re.compile(r"(?:(?:https?|file):|(?![A-Za-z][\w+.-]*:))[^?#\\]*+\\[^?#]*+", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|#|/|\?|&|\Z)")
_REMOTE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """One address that a slide names, as a browser takes it: without quotes, entities or escapes."""

    use: Use
    address: str
    alt: str | None = None  #: of a picture: None when it has none, `` when it says that it is decoration

    @property
    def is_local(self) -> bool:
        """Whether it is a file beside the page."""
        return self.use != "text" and not _ELSEWHERE.match(self.address)

    @property
    def is_remote(self) -> bool:
        return _REMOTE.match(self.address) is not None

    @property
    def path(self) -> str:
        """The path in `images/a%20b.png?raw=1#x`."""
        return file_part(self.address)


@dataclass(frozen=True, slots=True)
class PlacedReference:
    """A reference, and where its address is written, by offsets."""

    reference: Reference
    start: int
    end: int


def file_part(address: str) -> str:
    """The path in `images/a%20b.png?raw=1#x`."""
    path = with_slashes(address.strip().partition("#")[0].partition("?")[0])
    if "%" not in path:
        return path
    from urllib.parse import unquote  # it brings much along, and few paths need it

    return unquote(path)


def with_slashes(address: str) -> str:
    r"""`img/a.png` of `img\a.png`: to a browser they are one, but for schemes of others."""
    found = _BACKSLASHED.match(address)
    return found[0].replace("\\", "/") + address[found.end() :] if found else address


# ---- where, and what to say
def place_of(reference: Reference, text: str, start: int, end: int) -> tuple[int, int]:
    """Where the address is written in `text[start:end]`; its start when it is written in another way."""
    address = reference.address
    at = text.find(address, start, end)
    if at != -1:
        return at, at + len(address)
    for written in _other_spellings(address):
        at = text.find(written, start, end)
        if at != -1:
            return at, at + len(written)
    return start, start


@remembered
def _other_spellings(address: str) -> tuple[str, ...]:
    """How an author may have written `address`, but for as it is."""
    from urllib.parse import unquote  # it brings much along, and few addresses need it

    letters = _OTHER_LETTERS.sub(lambda match: unquote(match[0]), address)
    spellings = dict.fromkeys((letters, unquote(address), *spellings_in_html(address)))
    return tuple(each for each in spellings if each != address)


def spellings_in_html(address: str) -> tuple[str, ...]:
    from html import escape  # as `slidegen.text.html_tags` says of its counterpart

    return (
        escape(address).replace("&#x27;", "&#39;"),
        escape(address),
        escape(address, quote=False),
        address,
    )


def wording_of_missing(
    reference: Reference, text: str, folder: str, exists: Callable[[str], bool]
) -> tuple[str, str]:
    """The message and the advice about what is to be shown and is not there, or is nothing that can be.

    `text` is the path of what names it, `folder` that of its deck, from which files are named.
    """
    address = reference.address
    if reference.use != "text":
        message = f"the file {file_part(address) or address} does not exist"
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(text), reference.path))
        if not exists(beside):
            return message, "add the file, or correct the path"
        from urllib.parse import quote  # as above

        named = quote(posixpath.relpath(beside, folder or "."), errors="surrogateescape")
        return message, f"it lies beside {text}, and files are named from the deck's folder: write `{named}`"
    written = "%20".join(address.split())
    return f"a blank ends the address {address}: this is no image", f"write `<{address}>` or `{written}`"


def wording_of_hollow(reference: Reference, hollow: tuple[str, str]) -> tuple[str, str]:
    """The message and the advice about a file that is there and holds nothing of what is to be shown."""
    why, advice = hollow
    return f"the file {file_part(reference.address)} {why}", advice


# ---- HTML and CSS
def references_in_html(html: str) -> Iterator[PlacedReference]:
    """What the tags of `html` refer to, in order."""
    if "<" not in html:
        return
    for tag in start_tags(html):
        for attribute in tag.attributes:
            yield from _named_by(tag, attribute)
        if tag.name == "style":
            start = html.index(">", tag.end - 1) + 1
            yield from references_in_css(tag.raw_text, start)


def _named_by(tag: StartTag, attribute: Attribute) -> Iterator[PlacedReference]:
    if attribute.name == "style":
        yield from (PlacedReference(each.reference, attribute.start, attribute.end)
                    for each in references_in_css(attribute.value))  # fmt: skip
        return
    use = NAMING.get((tag.name, attribute.name)) if tag.name in _NAMING_TAGS else None
    if use is None or not attribute.value.strip():
        return
    alt = tag.get("alt")
    is_alone = tag.name == "img" and (attribute.name == "src" or tag.get("src") is None)
    said = alt.value if alt else None if is_alone else ""
    for address in _candidates(attribute):
        yield PlacedReference(Reference(use, address, said), attribute.start, attribute.end)


def _candidates(attribute: Attribute) -> Iterator[str]:
    """One address, or those of a `srcset` (HTML 4.8.4.2.1)."""
    if attribute.name != "srcset":
        yield attribute.value.strip()
        return
    yield from (match["address"] for match in _CANDIDATE.finditer(attribute.value))


def references_in_css(css: str, offset: int = 0) -> Iterator[PlacedReference]:
    """What `url()` and `@import` name in a style."""
    for match in _CSS_URL.finditer(css) if "url(" in css.lower() or "@import" in css else ():
        form = next(name for name, value in match.groupdict().items() if value is not None)
        use: Use = "style" if form.startswith("import") or _is_imported(css, match.start()) else "picture"
        address = _CSS_ESCAPE.sub(_unescaped, match[form])
        start, end = match.span(form)
        yield PlacedReference(Reference(use, address, ""), offset + start, offset + end)


def _is_imported(css: str, at: int) -> bool:
    return css[:at].rstrip().lower().endswith("@import")


def _unescaped(escape: re.Match[str]) -> str:
    return (
        chr(int(escape[1], 16) or 0xFFFD)
        if escape[1] and int(escape[1], 16) < 0x110000
        else escape[2] or "\ufffd"
    )
