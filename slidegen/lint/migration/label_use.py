"""A place that names a `run` label.

Knows what such a place is. Must not know how it is written, nor whose label it is.
"""

from typing import Literal, TypeAlias

from slidegen.lazy_dataclass import dataclass
from slidegen.lint.document import Document

#: `selector` in a command · `yaml` a manifest · `text` other shell text (a patch, a here-document) ·
#: `code` inline code · `keys` what a one-line snippet types or waits for
Where: TypeAlias = Literal["selector", "yaml", "text", "code", "keys"]

KEY = "run"


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A `run` label, `[start, end)` in its document; its key is `[key_start, key_start + 3)`."""

    document: Document
    where: Where
    start: int
    end: int
    key_start: int
    names: tuple[str, ...]  #: whose it is; none for the key alone (`-l run`)
    fixable: bool  #: False where the text around it does not parse, or has an `app` label of its own
