"""Values that must not stand in a report: what the caller's environment holds under names of secrets.

Programs write them in other forms (`base64`, `xxd -p`), wrap these over lines, as terminals do, and colour
parts of them.

Knows names of variables. Must not know what a report is.
"""

import html
import json
from base64 import b32encode, b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from urllib.parse import quote, quote_plus

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass
from slidegen.script.dumps import begun, dumped

_NAMES = re.compile(
    r"TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|PASSCODE|CREDENTIAL|PRIVATE|COOKIE|(?:^|_)(?:PASS|PWD|PAT|AUTH|DSN)(?:$|_)"
    r"|(?:API|ACCESS|ACCOUNT|SIGNING|ENCRYPTION|SSH|DEPLOY|LICENSE)_?KEY|_KEY(?:_ID)?$",
    re.IGNORECASE,
)
_FOLDERS = frozenset({"PWD", "OLDPWD"})  #: what shells tell: masked, no message would say where
SHORTEST = 4  #: characters: `1`, `yes` and `on` would be taken out of every output
SHORTEST_ENCODED = 8  #: less of base64 may well be something else
MASKED = "[masked]"


@dataclass(frozen=True, slots=True)
class Mask:
    """Takes the values of secrets out of texts."""

    values: tuple[str, ...] = ()  #: the longest first
    tight: tuple[str, ...] = field(init=False)  #: those that may be wrapped, without what stands in between

    def __post_init__(self) -> None:
        tight = dict.fromkeys(_tight(value) for value in self.values)
        object.__setattr__(self, "tight", tuple(v for v in tight if len(v) >= SHORTEST_ENCODED))

    @classmethod
    def of(cls, *environments: Mapping[str, str]) -> "Mask":
        """For all that `environments` hold under names that look like a secret's."""
        found = {
            form
            for environment in environments
            for name, text in environment.items()
            if is_secret(name)
            for value in {text, *text.split("\n")}
            if len(value.strip()) >= SHORTEST
            for form in _forms(value)
        }
        return cls(tuple(sorted(found, key=lambda value: (-len(value), value))))

    def __call__(self, text: str) -> str:
        text = self._dumped(text) if self.values else text
        for value in self.values:
            text = text.replace(value, MASKED)
        return self._wrapped(text)

    def _dumped(self, text: str) -> str:
        """`text` without the lines of dumps that hold a value."""
        for start, end in reversed(dumped(text, self._places)):
            text = text[:start] + MASKED + text[end:]
        return text

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the values stand in a text of bytes."""
        for value in self.values:
            written = value.encode("utf-8", "replace").decode("latin-1")
            yield from ((at, at + len(written)) for at in _places_of(written, text))

    def _wrapped(self, text: str) -> str:
        """`text` without the values that stand in it over several lines."""
        tight = _tight(text) if self.tight else ""
        for value in self.tight:
            if value in tight:
                text = re.sub(_GAP.join(map(re.escape, value)), MASKED, text)
        return text

    def stream(self, pending: str, text: str) -> tuple[str, str]:
        """What can be told of a text that comes in pieces, and what may be the beginning of a secret."""
        whole = self(pending + text)
        held = max((_overlap(whole, value) for value in self.values), default=0)
        held = max(held, self._begun(whole))
        if self.values:
            held = max(held, begun(whole[-WRAPPED * DUMPED * len(self.values[0]) - MARGIN :]))
        return (whole[:-held], whole[-held:]) if held else (whole, "")

    def _begun(self, text: str) -> int:
        """How many characters at the end of `text` may be the first lines of a value."""
        if not self.tight:
            return 0
        tail = text[-WRAPPED * max(map(len, self.tight)) - MARGIN :]
        kept = [match.start() for match in _KEPT.finditer(tail) if match[1]]
        tight = "".join(tail[at] for at in kept)
        size = max(_overlap(tight, value) for value in self.tight)
        return len(tail) - kept[-size] if size else 0


def is_secret(name: str) -> bool:
    """Whether a variable or placeholder of this name is likely to hold a secret."""
    return name not in _FOLDERS and bool(_NAMES.search(name.replace("-", "_")))


def _forms(value: str) -> Iterator[str]:
    """A secret as it is, and as programs write it: quoted for a shell, in addresses, JSON, pages, encoded."""
    data = value.encode("utf-8", "replace")
    yield value
    yield value[::-1]  # `rev`
    if len(value.strip()) >= SHORTEST_ENCODED:  # `tr a-z A-Z`; a short one may be a word of its own
        yield from (value.upper(), value.lower(), value.capitalize())
    yield value.replace("'", r"'\''")
    yield re.sub(r'([\\"$`])', r"\\\1", value)  # `declare -p`
    yield re.sub(r"([^\w@%+=:,./-])", r"\\\1", value)  # `printf %q`
    for address in (quote(value), quote(value, safe=""), quote(value, safe="!'()*"), quote_plus(value)):
        yield address
        yield re.sub("%..", lambda match: match[0].lower(), address)
    yield json.dumps(value)[1:-1]
    for page in (html.escape(value), html.escape(value, quote=False)):
        yield from (page, page.replace("&#x27;", "&#39;"), page.replace("&#x27;", "&apos;"))
    yield from (data.hex(), data.hex().upper())
    yield data.hex(":")
    yield from _numbered(value, data)
    for before in range(3):
        for inner in _encoded(data, before, b64encode, 6):
            yield from (inner, inner.translate(_FOR_ADDRESSES))
    for before in range(5):
        yield from _encoded(data, before, b32encode, 5)


def _numbered(value: str, data: bytes) -> Iterator[str]:
    """Each character by its number: in lists, addresses, pages, JSON, and as shells and C write it."""
    for each in ("{}", "%{:02x}", "%{:02X}", "\\x{:02x}", "\\x{:02X}", "\\{:03o}"):
        yield "".join(map(each.format, data))
    for each in ("&#{};", "&#x{:x};", "&#x{:X};", "\\u{:04x}", "\\u{:04X}"):
        yield "".join(each.format(ord(character)) for character in value)


def _encoded(data: bytes, before: int, encode: Callable[[bytes], bytes], bits: int) -> Iterator[str]:
    """What is made of it where so many bytes of its group stand before: whatever follows, and at an end.

    A character holds so many bits: one that holds some of other bytes, too, is known at an end only.
    """
    known = b"\0" * before + data
    first = (before * 8 + bits - 1) // bits
    at_ends = (encode(known + behind).decode().rstrip("=") for behind in (b"", b"\n"))  # `echo` says a line
    for coded in (encode(known).decode()[: len(known) * 8 // bits], *at_ends):
        if len(coded) - first >= SHORTEST_ENCODED:
            yield coded[first:]


_FOR_ADDRESSES = str.maketrans("+/", "-_")


#: What sets a colour, as it is and as `cat -v` shows it.
_COLOUR = r"(?:\x1b|\^\[)\[[0-9;:?]*[A-Za-z]"
#: What parts a value: blanks, ends of lines with a backslash in front, those written as `\n`, colours, and
#: what stands around its characters in a list (`['h', 'u']`).
_GAP = rf"(?:\\?[\s'\",]|\\[nr]|{_COLOUR})*"
_IN_LISTS = str.maketrans("", "", "'\",")
_GAP_HERE = re.compile(rf"\\\s|\\[nr]|{_COLOUR}")
_KEPT = re.compile(rf"\\?[\s'\",]|\\[nr]|{_COLOUR}|(?:\\|(?:\x1b|\^\[?)(?:\[[0-9;:?]*)?)\Z|(.)")
DUMPED = 4  #: times four characters that a dump takes for one
WRAPPED = 4  #: characters of a text in pieces that are held for one of a value, at most
MARGIN = 1000  #: and so many more


def _tight(text: str) -> str:
    """`text` without gaps."""
    if "\\" in text or "\x1b" in text or "^[" in text:
        text = _GAP_HERE.sub("", text)
    return "".join(text.split()).translate(_IN_LISTS)


def _places_of(value: str, text: str) -> Iterator[int]:
    at = text.find(value)
    while at != -1:
        yield at
        at = text.find(value, at + 1)


def _overlap(text: str, value: str) -> int:
    """How many characters at the end of `text` are the beginning of `value`."""
    at = text.find(value[0], max(0, len(text) - len(value) + 1))
    while at != -1:
        if value.startswith(text[at:]):
            return len(text) - at
        at = text.find(value[0], at + 1)
    return 0
