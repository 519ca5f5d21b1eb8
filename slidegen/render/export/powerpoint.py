"""Slides as a file for PowerPoint and its like: a picture a slide, with its title and its notes.

For conferences that ask for such a file: it is shown as the deck looks, and nobody edits it. A title stands
behind its picture, so that outlines and screen readers have it.

Knows python-pptx (the extra `pptx`). Must not know how pictures are taken, nor where files go.
"""

import datetime
import io
import zipfile
from collections.abc import Iterable

from slidegen.distribution import install
from slidegen.errors import MachineError
from slidegen.lazy_dataclass import dataclass

EMU = 9525  #: English metric units in a CSS pixel
_LONG_AGO = datetime.datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class PicturedSlide:
    """What one slide of the file holds."""

    picture: bytes  #: a PNG
    title: str
    notes: str = ""


def powerpoint(
    slides: Iterable[PicturedSlide], title: str, canvas: tuple[int, int], author: str = ""
) -> bytes:
    """The file, the same bytes for the same slides. Raises MachineError without the extra."""
    try:
        from pptx import Presentation
        from pptx.util import Emu
    except ModuleNotFoundError as error:
        raise MachineError(
            "files for PowerPoint need python-pptx", hint=f"run `{install('pptx')}`"
        ) from error
    made = Presentation()
    width, height = (Emu(length * EMU) for length in canvas)
    made.slide_width, made.slide_height = width, height
    properties = made.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.created = properties.modified = _LONG_AGO
    layout = made.slide_layouts[5]  # a title, and room
    for each in slides:
        slide = made.slides.add_slide(layout)
        slide.shapes.title.text = each.title
        picture = slide.shapes.add_picture(io.BytesIO(each.picture), 0, 0, width, height)
        picture.element.nvPicPr.cNvPr.set("descr", each.title)  # no property says it
        if each.notes:
            slide.notes_slide.notes_text_frame.text = each.notes
    out = io.BytesIO()
    made.save(out)
    return _without_dates(out.getvalue())


def _without_dates(data: bytes) -> bytes:
    """The same archive, where no member says when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name)
            packed = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name), packed)
    return out.getvalue()
