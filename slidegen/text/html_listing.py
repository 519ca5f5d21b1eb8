"""Code in HTML: what its entities stand for, and its tags, which are no code.

    kubectl get pods &lt;name&gt;      kubectl get pods <name>

Knows what stands in a `<pre>` or `<code>`. Must not know where these stand, nor any command.
"""

from slidegen import lazy_re as re

_NAMED = r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{2,31});"
ENTITY = re.compile(_NAMED)
#: A comment's beginning, a tag, an entity.
IN_CODE = re.compile(rf"<!--|</?(?P<tag>[A-Za-z][\w-]*)(?:\s[^<>]*|/)?>|{_NAMED}")
#: Tags behind which a line of code is at its end.
LINE_TAG = re.compile(r"<br\b|</(?:div|p|li|tr)\b", re.IGNORECASE)


def meant_by(entity: str) -> str:
    """What an entity stands for in code, where a no-break blank is a blank; itself when it is none."""
    from html import unescape  # a table of thousands, and few texts have such code

    return unescape(entity).replace("\xa0", " ").replace("\n", " ").replace("\0", "\ufffd")


def read_listing(text: str) -> tuple[str, tuple[int, ...]]:
    """The code that the HTML `text` shows, and where in `text` each of its characters stands."""
    parts, places, at = list[str](), list[int](), 0
    for found in IN_CODE.finditer(text):
        parts.append(text[at : found.start()])
        places.extend(range(at, found.start()))
        shown = _shown(text, found)
        parts.append(shown)
        places.extend([found.start()] * len(shown))
        at = found.end()
    parts.append(text[at:])
    places.extend(range(at, len(text)))
    return "".join(parts), tuple(places)


def _shown(text: str, found: re.Match[str]) -> str:
    if found[0].startswith("&"):
        return meant_by(found[0])
    return "\n" if LINE_TAG.match(found[0]) and not text.startswith("\n", found.end()) else ""
