"""`slidegen export pptx`: decks as files for PowerPoint, a picture a slide.

Knows options, and what the file is called. Must not know how anything is drawn.
"""

from pathlib import Path

from slidegen.cache import write_atomically
from slidegen.commands.built_deck import PageOnDisk
from slidegen.render.browser import open_browser
from slidegen.render.export.address import DeckAddress
from slidegen.render.export.picture import Camera, PictureOptions
from slidegen.render.export.powerpoint import PicturedSlide, powerpoint
from slidegen.source.counted import counted
from slidegen.source.way_out import require_no_way_out


def write_pptx(page: PageOnDisk, target: Path, options: PictureOptions) -> str:
    """Draw the deck, and write the file; what to say of it."""
    with open_browser() as browser:
        camera = Camera(browser, DeckAddress(page.path), options)
        slides = [
            PicturedSlide(picture.data, picture.shot.title, picture.shot.notes)
            for picture in camera.take(camera.shots())
        ]
        width, height = camera.canvas
        data = powerpoint(slides, camera.title, (width, height), camera.author)
    require_no_way_out(target.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data)
    return f"{target}: {counted(len(slides), 'slide')}, {len(data) / 1e6:.1f} MB"
