"""The local files that the slides of a project name, whether they are there or not.

Knows decks. Must not know why somebody asks: an import copies them.
"""

import posixpath

from slidegen.assembly.deck_builder import DeckBuilder
from slidegen.assembly.loader import DeckSources, Loader
from slidegen.render.html import SlideRenderer
from slidegen.render.references import local_references
from slidegen.source.content import find_manifests
from slidegen.source.settings import LoadedSettings
from slidegen.source.workspace import Workspace


def named_files(loaded: LoadedSettings) -> tuple[str, ...]:
    """Their paths in the project, each once, in the order of the decks."""
    workspace = Workspace.at(loaded.root)
    builder = DeckBuilder(
        Loader(DeckSources(workspace, loaded.settings)), SlideRenderer(), lambda _, make: make()
    )
    found: dict[str, None] = {}
    for path in find_manifests(loaded.root, (loaded.root,)):
        manifest = builder.loader.manifest(workspace.name(path)).manifest
        if manifest is None:
            continue
        deck = builder.load(manifest)
        if not deck.is_stopped:
            page, _ = builder.page(deck)
            names = (posixpath.join(manifest.folder, each.path) for each in local_references(page))
            found.update((posixpath.normpath(name), None) for name in names)
    return tuple(found)
