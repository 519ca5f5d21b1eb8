"""Values that must not stand in a report: what the caller's environment holds under names of secrets.

Knows names of variables. Must not know what a report is.
"""

import re
from collections.abc import Mapping

from slidegen.lazy_dataclass import dataclass

_NAMES = re.compile(
    r"TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|PASSCODE|CREDENTIAL|PRIVATE|COOKIE|(?:^|_)(?:PASS|PWD|PAT|AUTH|DSN)(?:$|_)"
    r"|(?:API|ACCESS|ACCOUNT|SIGNING|ENCRYPTION|SSH|DEPLOY|LICENSE)_?KEY|_KEY(?:_ID)?$",
    re.IGNORECASE,
)
_FOLDERS = frozenset({"PWD", "OLDPWD"})  #: what shells tell: masked, no message would say where
SHORTEST = 4  #: characters: `1`, `yes` and `on` would be taken out of every output
MASKED = "[masked]"


@dataclass(frozen=True, slots=True)
class Mask:
    """Takes the values of secrets out of texts."""

    values: tuple[str, ...] = ()  #: the longest first

    @classmethod
    def of(cls, *environments: Mapping[str, str]) -> "Mask":
        """For all that `environments` hold under names that look like a secret's."""
        found = {
            value
            for environment in environments
            for name, text in environment.items()
            if is_secret(name)
            for value in {text, *text.split("\n")}
            if len(value.strip()) >= SHORTEST
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


def _overlap(text: str, value: str) -> int:
    """How many characters at the end of `text` are the beginning of `value`."""
    most = min(len(value) - 1, len(text))
    return next((size for size in range(most, 0, -1) if value.startswith(text[-size:])), 0)
