"""Fonts for paper: a variable font as one plain font a weight.

Chromium writes the glyphs of a variable font into a PDF as drawings (Type 3), and places each by itself;
those of a plain font it embeds as what they are. The text is crisper then, and the file a third smaller.
It writes a run of glyphs as one where their widths add up exactly in binary, so a letter has 2048 units.

Knows our own `@font-face` rules and fontTools. Without fontTools fonts stay as they are.
"""

import base64
import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from slidegen import lazy_re as re

_FACE = re.compile(
    r'@font-face\{font-family:"(?P<name>[^"]+)";font-style:(?P<style>\w+);'
    r"font-weight:(?P<light>\d+) (?P<bold>\d+);font-display:swap;"
    r'src:url\("(?P<url>[^"]+)"\) format\("woff2"\)\}'
)


def with_plain_fonts(css: str, folder: Path) -> str:
    """`css` with each variable font of ours as two plain ones; `folder` is where its addresses begin."""
    if "@font-face" not in css or find_spec("fontTools") is None:
        return css
    return _FACE.sub(lambda match: _plain_faces(match, folder), css)


def _plain_faces(match: re.Match[str], folder: Path) -> str:
    data = _font_data(match["url"], folder)
    weights = sorted({int(match["light"]), int(match["bold"])})
    if data is None or len(weights) < 2:
        return match[0]
    return "".join(_face(match["name"], match["style"], weight, _plain(data, weight)) for weight in weights)


def _face(name: str, style: str, weight: int, data: bytes) -> str:
    url = f"data:font/ttf;base64,{base64.b64encode(data).decode('ascii')}"
    return (
        f'@font-face{{font-family:"{name}";font-style:{style};font-weight:{weight};'
        f'src:url("{url}") format("truetype")}}\n'
    )


def _font_data(url: str, folder: Path) -> bytes | None:
    if url.startswith("data:"):
        return base64.b64decode(url.partition(",")[2])
    path = folder / url
    return path.read_bytes() if path.is_file() else None


UNITS = 2048  #: of an em, as TrueType's own fonts have it


@cache
def _plain(data: bytes, weight: int) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    scale_upem(font, UNITS)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
