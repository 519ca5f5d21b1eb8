"""Values that must not stand in a report: what the caller's environment holds under names of secrets.

Knows names of variables. Must not know what a report is.
"""

import html
import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from urllib.parse import quote, quote_plus

from slidegen.lazy_dataclass import dataclass

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
        for value in self.values:
            text = text.replace(value, MASKED)
        return text

    def stream(self, pending: str, text: str) -> tuple[str, str]:
        """What can be told of a text that comes in pieces, and what may be the beginning of a secret."""
        whole = self(pending + text)
        held = max((_overlap(whole, value) for value in self.values), default=0)
        return (whole[:-held], whole[-held:]) if held else (whole, "")


def is_secret(name: str) -> bool:
    """Whether a variable or placeholder of this name is likely to hold a secret."""
    return name not in _FOLDERS and bool(_NAMES.search(name.replace("-", "_")))


def _forms(value: str) -> Iterator[str]:
    """A secret as it is, and as programs write it: quoted for a shell, in addresses, JSON, pages, encoded."""
    data = value.encode("utf-8", "replace")
    yield value
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
    for before in range(3):
        yield from _base64(data, before)


def _base64(data: bytes, before: int) -> Iterator[str]:
    """What base64 makes of it whatever stands behind, where so many bytes of three stand before."""
    known = b"\0" * before + data
    inner = b64encode(known[: len(known) // 3 * 3]).decode()[(before * 8 + 5) // 6 :]
    if len(inner) >= SHORTEST_ENCODED:
        yield inner
        yield inner.translate(_FOR_ADDRESSES)


_FOR_ADDRESSES = str.maketrans("+/", "-_")


def _overlap(text: str, value: str) -> int:
    """How many characters at the end of `text` are the beginning of `value`."""
    most = min(len(value) - 1, len(text))
    return next((size for size in range(most, 0, -1) if value.startswith(text[-size:])), 0)
