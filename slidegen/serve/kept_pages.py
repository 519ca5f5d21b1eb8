"""What the studio keeps of a page that it has shown. Must not know how pages are made."""

from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from slidegen.lazy_dataclass import dataclass
from slidegen.render.deck_entry import DeckEntry
from slidegen.serve.events import Role
from slidegen.serve.packed import Packed
from slidegen.serve.preview import DeckPreview
from slidegen.serve.reload import Patch, Snapshot
from slidegen.serve.trouble import Trouble
from slidegen.source.workspace import Workspace


@dataclass(slots=True)
class Kept:
    """A deck, and its page as the browsers have it. Not frozen: both are edited."""

    preview: DeckPreview
    page: Snapshot | None = None
    audience: Snapshot | None = None
    troubles: tuple[Trouble, ...] = ()  #: those that are told
    own_troubles: tuple[Trouble, ...] = ()  #: those of the deck itself
    stale: bool = True
    entry: DeckEntry | None = None  #: its line in the list, while nobody has opened it
    sent: dict[Role, tuple[Snapshot, str, Packed]] = field(
        default_factory=dict
    )  #: what they were packed from

    def show(self, patch: Patch, audience: Patch) -> None:
        """What a glance has seen, in the page of each who looks."""
        glanced = self.preview.glanced
        glanced.slides |= {slide.id: slide for slide in patch.slides}
        glanced.by_audience |= {slide.id: slide for slide in audience.slides}
        glanced.splices += patch.splices
        glanced.splices_of_audience += audience.splices
        self.page = _patched(self.page, patch)
        self.audience = _patched(self.audience, audience)


def _patched(page: Snapshot | None, patch: Patch) -> Snapshot | None:
    return page.spliced(patch.splices).with_slides(patch.slides) if page else None


def file_at(address: str, pages: Iterable[Kept], workspace: Workspace) -> Path | None:
    """The file on the disk that a slide of these pages refers to by `address`; None when it is not there."""
    files = (kept.preview.built.files for kept in pages if kept.preview.built)
    path = next((each[address] for each in files if address in each), None)
    located = workspace.locate(workspace.name(path)) if path else None
    return located if located and located.is_file() else None
