"""Fonts of the `fonts` extra, cut down to the characters that a deck shows.

Knows fontpkg's families, HarfBuzz and fontTools. Must not know themes' folders or pages. Without the extra
there are no faces, and the style sheet's system fonts stand in.

The families are under the Open Font License, and a cut-down font is a changed one: it takes the name
that the theme gives it, keeps copyright and licence in its name table, and never calls itself by a
reserved name.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.lazy_dataclass import dataclass
from slidegen.memory import remembered
from slidegen.render.theme import Font

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

#: `remember(key, make)` is the bytes of `key`, made only when nobody remembers them.
Remember = Callable[[str, Callable[[], bytes]], bytes]

#: Always kept, so that decks share their fonts and a new word seldom means another file: Latin, punctuation,
#: currencies, arrows, signs of mathematics, boxes and shapes.
ALWAYS = frozenset(
    chr(code)
    for first, last in (
        *((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x2199)),
        *((0x2070, 0x209F), (0x2100, 0x214F), (0x2200, 0x22FF), (0x2500, 0x25FF), (0x2713, 0x2717)),
    )
    for code in range(first, last + 1)
)

OPTICAL_SIZE = 18.0  #: slides are large, but read from afar
RECIPE = "4"  #: raise it when the way of cutting changes
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
    return all(find_spec(name) is not None for name in ("fontpkg", "fontTools", "uharfbuzz", "brotli"))


def font_faces(
    fonts: Iterable[Font], characters: str, remember: Remember = remember_nothing
) -> tuple[FontFace, ...]:
    """A face for each style of each font that is installed.

    Beside what is always kept a deck adds letters, so that its words are in one font; a rare symbol comes
    from the system's, so that twelve decks do not carry twelve fonts that differ in it.
    """
    if not fonts_installed():
        return ()
    wanted = ALWAYS | {character for character in characters if character.isalpha()}
    return tuple(
        _face(path, font, style, wanted, remember)
        for font in fonts
        for style in font.styles
        if (path := _font_file(font, style)) is not None
    )


@remembered  # decks whose letters are the same have the same fonts
def _face(path: Path, font: Font, style: str, wanted: frozenset[str], remember: Remember) -> FontFace:
    """The face with what it has of `wanted`; decks that differ in what it has not share its bytes."""
    covered = remember(_coverage_key(path), lambda: _coverage(path)).decode("utf-32")
    kept = "".join(sorted(wanted & set(covered)))
    data = remember(_key(path, font, style, kept), lambda: _cut(path, font, style, kept))
    return FontFace(font.name, style, font.weights, data)


def _coverage_key(path: Path) -> str:
    return f"font-coverage {path.name} {path.stat().st_size}"


def _coverage(path: Path) -> bytes:
    """The characters that the font has."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as whole:
        return "".join(map(chr, sorted(whole.getBestCmap()))).encode("utf-32")


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


def _cut(path: Path, font: Font, style: str, characters: str) -> bytes:
    from fontTools.ttLib import TTFont

    cut = TTFont(io.BytesIO(_subset(path, font, characters)), recalcTimestamp=False)
    if (
        "STAT" in cut
    ):  # its names are not among those that a cut keeps, and browsers throw it away with a warning
        del cut["STAT"]
    _rename(cut, font.name if style == "normal" else f"{font.name} {style}")
    cut.flavor = "woff2"
    out = io.BytesIO()
    cut.save(out)
    return out.getvalue()


def _subset(path: Path, font: Font, characters: str) -> bytes:
    """The font with these characters and weights. HarfBuzz takes milliseconds, fontTools took seconds."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(map(ord, characters))
    wanted.layout_feature_tag_set.update(font.features)
    wanted.name_id_set.clear()
    wanted.name_id_set.update(KEPT_NAMES)
    for axis in face.axis_infos:
        if axis.tag == "wght":
            wanted.set_axis_range(face, axis.tag, *map(float, font.weights))
        elif axis.tag == "opsz":
            wanted.pin_axis_location(face, axis.tag, OPTICAL_SIZE)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _rename(cut: TTFont, name: str) -> None:
    table = cut["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    for identifier in (1, 4, 6):
        table.setName(name.replace(" ", "") if identifier == 6 else name, identifier, 3, 1, 0x409)
