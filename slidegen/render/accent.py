"""A deck's accent: the colours that follow from the one that its author names, and whether it is legible.

Titles, marks, links and progress take it as it is on light paper, a lighter one on dark; title slides stand
on a deep one, section slides on a pale one. WCAG 2.2 wants 4.5:1 of text (1.4.3), by relative luminance.

Knows colours. Must not know style sheets of themes.
"""

from collections.abc import Iterator

from slidegen import lazy_re as re

ENOUGH = 4.5
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

Channels = tuple[float, float, float]  #: red, green, blue, each from 0 to 1
WHITE: Channels = (1.0, 1.0, 1.0)
BLACK: Channels = (0.0, 0.0, 0.0)


def channels_of(colour: str) -> Channels | None:
    """The channels of `#rgb` or `#rrggbb`; None for what is written otherwise."""
    if not _HEX.fullmatch(colour.strip()):
        return None
    digits = colour.strip()[1:]
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def contrast(one: Channels, other: Channels) -> float:
    """From 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Channels) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legible(colour: str) -> str | None:
    """`colour` when words in it can be read on white, else the nearest darker one; None when nobody knows."""
    channels = channels_of(colour)
    if channels is None:
        return None
    shades = (_mixed(channels, BLACK, step / 50) for step in range(51))
    found = next(shade for shade in shades if contrast(shade, WHITE) >= ENOUGH)
    return colour.strip() if found == channels else _written(found)


def _mixed(one: Channels, other: Channels, share: float) -> Channels:
    red, green, blue = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    return red, green, blue


def _written(colour: Channels) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def accent_variables(colour: str) -> Iterator[tuple[str, str]]:
    """The variables of themes that follow from it."""
    lighter = f"color-mix(in oklab, {colour} 45%, #fff)"
    yield "--accent", f"light-dark({colour}, {lighter})"
    yield "--link", "var(--accent)"
    yield "--title-ink", f"light-dark(color-mix(in oklab, {colour} 62%, #000), {lighter})"
    yield "--deep", f"color-mix(in oklab, {colour} 55%, #000)"
    yield (
        "--ground",
        f"light-dark(color-mix(in oklab, {colour} 9%, #fff), color-mix(in oklab, {colour} 22%, #10131a))",
    )
