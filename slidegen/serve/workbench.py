"""What settings and themes decide of a dev server: what reads, what builds, what cuts pages.

Knows how they are made of what was asked for. Must not know decks, nor when anything changes.
"""

from slidegen.assembly.cache_of import cache_of
from slidegen.assembly.deck_builder import DeckBuilder, PageOptions, ThemeShelf
from slidegen.assembly.git import source_pattern
from slidegen.assembly.loader import DeckSources, Loader
from slidegen.deck.drafting import DeckReader
from slidegen.lazy_dataclass import dataclass
from slidegen.render.html import SlideRenderer
from slidegen.render.views import Forge
from slidegen.serve.page_cutter import Cutters
from slidegen.serve.show import Show
from slidegen.source.texts import Texts
from slidegen.source.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Workbench:
    """One for each time that settings are read: what hangs on older ones goes with them."""

    texts: Texts
    builder: DeckBuilder
    glancer: DeckBuilder  #: for the other thread
    cutters: Cutters

    @classmethod
    def of(cls, show: Show) -> "Workbench":
        settings, workspace = show.loaded.settings, Workspace.at(show.loaded.root)
        project = DeckSources(workspace, settings, show.environ)
        texts, reader, cache = Texts(workspace), DeckReader(), cache_of(show.loaded.root)
        address = Forge(settings.source_url or source_pattern(workspace.root))
        options = PageOptions(show.theme, standalone=False, address=address)
        glanced = SlideRenderer()
        builder, glancer = (
            DeckBuilder(Loader(project, texts, reader), renderer, cache.remember, options)
            for renderer in (SlideRenderer(glanced.used), glanced)  # what a glance made, the whole build has
        )
        cutters = Cutters.of(token=show.token, shared=show.shared, follow=show.follow)
        return cls(texts, builder, glancer, cutters)

    def forget_themes(self) -> None:
        for builder in (self.builder, self.glancer):
            builder.themes = ThemeShelf(builder.loader.project)
