"""Letters that no font has: what a page shows as empty boxes.

Knows how a page in a browser is asked. Must not know who asks.
"""

import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

from slidegen.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST = 12  #: characters that a message shows


@dataclass(frozen=True, slots=True)
class MissingGlyphs:
    """The characters of one slide that would be boxes."""

    slide: str  #: its id
    source: str  #: `path:line`
    characters: str


def missing_glyphs(page: "Page") -> tuple[MissingGlyphs, ...]:
    """What of each slide no font of this machine has; the page is left as it is."""
    script = files(__package__).joinpath("glyphs.js").read_text(encoding="utf-8")
    found = page.evaluate(script)
    return tuple(MissingGlyphs(each["id"], each["source"], each["characters"]) for each in found)


def shown(characters: Iterable[str]) -> str:
    """`漢 (U+6F22), 字 (U+5B57)`: so that they can be told even where they are boxes."""
    known = sorted(set(characters))
    names = [f"{one} (U+{ord(one):04X}{_script(one)})" for one in known[:MOST]]
    more = f" and {len(known) - MOST} more" if len(known) > MOST else ""
    return ", ".join(names) + more


def _script(character: str) -> str:
    """The first word of its name, which for letters is the script's."""
    name = unicodedata.name(character, "").partition(" ")[0]
    return f" {name}" if name else ""
