"""What became of one manifest: the files of its deck, or why there are none.

Must not know how a deck is made, nor where its files go.
"""

from collections.abc import Mapping
from dataclasses import field

from slidegen.assembly.output import Copy, OutputFile
from slidegen.assembly.record import Stamp
from slidegen.finding import Finding
from slidegen.lazy_dataclass import dataclass
from slidegen.render.deck_entry import DeckEntry


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one manifest."""

    path: str
    findings: tuple[Finding, ...]
    entry: DeckEntry | None = None  #: None when no deck could be made
    outputs: tuple[OutputFile, ...] = ()
    copies: tuple[Copy, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict)
    is_no_manifest: bool = False


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """What became of the list of decks."""

    outputs: tuple[OutputFile, ...] = ()
    findings: tuple[Finding, ...] = ()  #: what is wrong with its template, if it could not be made
