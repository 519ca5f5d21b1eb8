"""What an import gathers: one deck a page or a file, and what could not come along.

Knows shapes. Must not know where any of it is read or written.
"""

import posixpath
from dataclasses import field

from slidegen.lazy_dataclass import dataclass

Left = list[tuple[str, str]]  #: what of a text is left behind, and what to do


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Something that has no place here, and what to do about it."""

    where: str  #: the file that holds it
    what: str
    advice: str


@dataclass(slots=True)
class ImportedDeck:
    """A deck on its way: gathered part by part, hence not frozen."""

    name: str
    path: str  #: of the page or text that it comes from, from the folder of the import
    title: str = ""
    lang: str = ""
    author: str = ""
    date: str = ""
    description: str = ""
    texts: list[tuple[str, str]] = field(default_factory=list)  #: (path of the fragment, text)
    remark: dict[str, object] = field(default_factory=dict)
    is_remark: bool = False  #: whether remark showed it: then its defaults hold
    exclude: list[str] = field(default_factory=list)
    macros: dict[str, str] = field(default_factory=dict)
    brand: dict[str, str] = field(default_factory=dict)
    math: bool = False
    emoji: bool = False  #: whether it names some
    diagrams: bool = False  #: whether its page loads mermaid
    styles: list[tuple[str, str]] = field(default_factory=list)  #: (path of the style sheet, CSS)
    has_own_look: bool = False  #: whether its styles lie over another look than remark's: then over ours
    is_light: bool = False  #: whether their colours are for a light ground alone
    has_dark_code: bool = False  #: whether its `highlightStyle` is
    parts: set[str] = field(default_factory=set)  #: the other files whose slides are among its own
    left: list[LeftBehind] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """Where the page stands, and hence its manifest: pictures are named from there."""
        return posixpath.dirname(self.path)

    def beside(self, name: str) -> str:
        """The path of a file beside the page."""
        return posixpath.join(self.folder, name)

    def leave(self, what: str, advice: str, where: str = "") -> None:
        found = LeftBehind(where or self.path, what, advice)
        if found not in self.left:
            self.left.append(found)
