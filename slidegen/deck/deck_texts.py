"""The texts that a deck is made of, and where in them stands what was found in a slide.

Knows sources by their paths. Must not know what any of them says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field

from slidegen.budget import Budget
from slidegen.deck.drafting import ListedText
from slidegen.deck.macro import Macros
from slidegen.lazy_dataclass import dataclass
from slidegen.location import Span
from slidegen.source.file import SourceFile
from slidegen.source.manifest import FragmentEntry, InlineEntry
from slidegen.source.phrases import ENGLISH


@dataclass(frozen=True, slots=True)
class DeckTexts:
    """All that a deck is made of but its manifest."""

    listed: Mapping[FragmentEntry | InlineEntry, ListedText]  #: an entry that could not be read is absent
    pictures: tuple[str, ...] = ()  #: the addresses in `interstitials.txt`
    macros: Macros = field(default_factory=dict)
    budget: Budget = field(default_factory=lambda: Budget.of(0))  #: what the deck may grow by
    words: Mapping[str, str] = field(default_factory=lambda: ENGLISH)  #: the phrases of its language

    def sources(self) -> dict[str, SourceFile]:
        """Every file of them, by its path."""
        return {path: source for each in self.listed.values() for path, source in _files_of(each)}


def _files_of(listed: ListedText) -> Iterator[tuple[str, SourceFile]]:
    yield from listed.included.items()
    yield listed.source.path, listed.source


class Whereabouts:
    """Where the words of a slide stand: in its own lines, or in those of a layout or of an included file."""

    def __init__(self, sources: Mapping[str, SourceFile]) -> None:
        self.sources = sources
        self._elsewhere: dict[str, tuple[SourceFile, int] | None] = {}

    def of(self, needle: str, slide: Span) -> tuple[SourceFile, int, int] | None:
        """The file, and the offsets in it; the slide's start for what stands nowhere as it is written.

        None when there is no text of the slide, either.
        """
        own = self.sources.get(slide.path)
        at = own.text.find(needle, slide.start, slide.end) if own else -1
        if own and at != -1:
            return own, at, at + len(needle)
        other = self.elsewhere(needle)
        if other:
            source, at = other
            return source, at, at + len(needle)
        return (own, slide.start, slide.start) if own else None

    def elsewhere(self, needle: str) -> tuple[SourceFile, int] | None:
        """The first place in any of the files; asked once, since hundreds of slides may share a layout."""
        if needle not in self._elsewhere:
            found = ((source, source.text.find(needle)) for source in self.sources.values())
            self._elsewhere[needle] = next(((source, at) for source, at in found if at != -1), None)
        return self._elsewhere[needle]
