"""The local files that the slides of a project name, whether they are there or not.

Knows decks. Must not know why somebody asks: an import copies them.
"""

from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.assembly.loader import DeckSources, Loader
from slidegen.assembly.local_files import in_project, local_files
from slidegen.render.html import SlideRenderer
from slidegen.render.references import local_references
from slidegen.source.content import find_manifests
from slidegen.source.file import SourceFile
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace, read_source


def named_files(loaded: LoadedSettings, source: Workspace) -> tuple[str, ...]:
    """Their paths in the project, each once, in the order of the decks; they are read in `source`.

    A link to the page of another deck names no file.
    """

    def read(path: str) -> SourceFile | None:
        return read_source(source, path).source

    workspace = Workspace.at(loaded.root)
    builder = DeckBuilder(
        Loader(DeckSources(workspace, loaded.settings)), SlideRenderer(), lambda _, make: make()
    )
    found: dict[str, None] = {}
    paths = find_manifests(loaded.root, (loaded.root,))
    manifests = [builder.loader.manifest(workspace.name(path)).manifest for path in paths]
    pages = {f"{manifest.name}.html" for manifest in manifests if manifest}
    for manifest in filter(None, manifests):
        deck = builder.load(manifest)
        if not deck.is_stopped:
            page, _ = builder.page(deck)
            named = (each for each in local_references(page) if each.path not in pages)
            files = local_files(manifest.folder, named, source.exists, read)
            found.update((in_project(manifest.folder, file), None) for file in files)
    return tuple(found)
