"""Fonts of the `fonts` extra, cut down to the characters that a deck shows.

Knows fontpkg's families and fontTools. Must not know themes' folders or pages. Without the extra there
are no faces, and the style sheet's system fonts stand in.

The families are under the Open Font License, and a cut-down font is a changed one: it takes the name
that the theme gives it, keeps copyright and licence in its name table, and never calls itself by a
reserved name.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.render.theme import Font

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

#: `remember(key, make)` is the bytes of `key`, made only when nobody remembers them.
Remember = Callable[[str, Callable[[], bytes]], bytes]

#: Always kept, so that a changed word seldom means another font file: ASCII, Latin-1, quotes, dashes.
ALWAYS = frozenset(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D))
)
ALWAYS |= frozenset("•…→←↑↓✓×−")

OPTICAL_SIZE = 18.0  #: slides are large, but read from afar
RECIPE = "1"  #: raise it when the way of cutting changes
KEPT_NAMES = (0, 13, 14)  #: copyright, licence, licence's address


@dataclass(frozen=True, slots=True)
class FontFace:
    """A cut-down font and how a style sheet declares it."""

    name: str
    style: str
    weights: tuple[int, int]
    data: bytes

    @property
    def stem(self) -> str:
        slug = self.name.lower().replace(" ", "-")
        return slug if self.style == "normal" else f"{slug}-{self.style}"

    def rule(self, url: str) -> str:
        return (
            f'@font-face{{font-family:"{self.name}";font-style:{self.style};'
            f"font-weight:{self.weights[0]} {self.weights[1]};font-display:swap;"
            f'src:url("{url}") format("woff2")}}\n'
        )


def remember_nothing(_key: str, make: Callable[[], bytes]) -> bytes:
    """The `Remember` that has no memory."""
    return make()


def fonts_installed() -> bool:
    """Whether the `fonts` extra is there."""
    return all(find_spec(name) is not None for name in ("fontpkg", "fontTools", "brotli"))


def font_faces(
    fonts: Iterable[Font], characters: str, remember: Remember = remember_nothing
) -> tuple[FontFace, ...]:
    """A face for each style of each font that is installed."""
    if not fonts_installed():
        return ()
    wanted = "".join(sorted(ALWAYS | set(characters)))
    return tuple(
        FontFace(
            font.name,
            style,
            font.weights,
            remember(_key(path, font, style, wanted), _cutter(path, font, style, wanted)),
        )
        for font in fonts
        for style in font.styles
        if (path := _font_file(font, style)) is not None
    )


def _font_file(font: Font, style: str) -> Path | None:
    fontpkg = import_module("fontpkg")
    try:
        return Path(fontpkg.path(font.family, font.weights[0], style))
    except fontpkg.FontpkgError:
        return None


def _key(path: Path, font: Font, style: str, characters: str) -> str:
    """What the bytes depend on; the file by its name and size, since packages' files do not change."""
    parts = (RECIPE, path.name, str(path.stat().st_size), repr(font), style, characters)
    return "font-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _cutter(path: Path, font: Font, style: str, characters: str) -> Callable[[], bytes]:
    return lambda: _cut(path, font, style, characters)


def _cut(path: Path, font: Font, style: str, characters: str) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    options = subset.Options(hinting=False, notdef_outline=True, name_IDs=KEPT_NAMES)
    options.layout_features = [*options.layout_features, *font.features]
    whole = TTFont(io.BytesIO(path.read_bytes()), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(whole)
    cut = instancer.instantiateVariableFont(whole, _axes(whole, font)) if "fvar" in whole else whole
    _rename(cut, font.name if style == "normal" else f"{font.name} {style}")
    cut.flavor = "woff2"
    out = io.BytesIO()
    cut.save(out)
    return out.getvalue()


def _axes(whole: TTFont, font: Font) -> dict[str, float | tuple[float, float]]:
    limits: dict[str, float | tuple[float, float]] = {"wght": font.weights, "opsz": OPTICAL_SIZE}
    return {axis.axisTag: limits[axis.axisTag] for axis in whole["fvar"].axes if axis.axisTag in limits}


def _rename(cut: TTFont, name: str) -> None:
    table = cut["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    for identifier in (1, 4, 6):
        table.setName(name.replace(" ", "") if identifier == 6 else name, identifier, 3, 1, 0x409)
