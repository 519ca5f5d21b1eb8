"""Mermaid diagrams, drawn once by the reader's own copy of mermaid in an installed Chromium.

Knows where npm puts mermaid, how it is asked, and how what it draws becomes at home on a light and on a dark
slide. Must not know decks. Nothing is fetched: without mermaid or a browser, nothing is drawn.
"""

import colorsys
import os
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from slidegen.render.browser import open_browser, open_context

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIBRARY = "node_modules/mermaid/dist/mermaid.min.js"
RECIPE = "1"  #: of what stands below; drawings of another one are of no use

#: The default theme's light colours; `_at_home` finds the dark ones. Labels are SVG text, since HTML inside a
#: picture is cut off where a font is wider than the one that it was measured with. No clock, no chance.
DRAW = """async ([text, name]) => {
  mermaid.initialize({
    startOnLoad: false, securityLevel: "strict", deterministicIds: true, handDrawnSeed: 1,
    htmlLabels: false, flowchart: { htmlLabels: false }, theme: "base",
    themeVariables: {
      fontFamily: "Arial, sans-serif", fontSize: "20px", background: "#ffffff", lineColor: "#555e6b",
      primaryColor: "#e8eefc", primaryBorderColor: "#2451c4", primaryTextColor: "#1b2027",
      secondaryColor: "#e3f3ee", tertiaryColor: "#f4f6f8",
      noteBkgColor: "#fff5e3", noteBorderColor: "#8a4b00",
    },
    sequence: { actorFontSize: 20, messageFontSize: 20, noteFontSize: 20 },
  });
  try {
    await mermaid.parse(text);
    return { svg: (await mermaid.render(name, text)).svg };
  } catch (error) {
    const line = error.hash?.loc?.first_line ?? Number(/line (\\d+)/.exec(error.message)?.[1] ?? 1);
    return { error: String(error.message ?? error), line, column: error.hash?.loc?.first_column ?? 0 };
  }
}"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What became of one diagram: a picture, or what is wrong with its text."""

    svg: str = ""
    error: str = ""
    line: int = 1  #: of the error, in the diagram's text, from 1
    column: int = 0  #: likewise, from 0


def find_mermaid(start: Path, environ: Mapping[str, str] = os.environ) -> Path | None:
    """mermaid: where SLIDEGEN_MERMAID says, or in a `node_modules` of `start` or above."""
    wanted = environ.get("SLIDEGEN_MERMAID")
    if wanted is not None:
        return Path(wanted) if Path(wanted).is_file() else None
    places = (folder / LIBRARY for folder in (start, *start.parents))
    return next((place for place in places if place.is_file()), None)


class Artist:
    """Draws, in a browser of its own that opens for the first diagram and is gone when the block ends.

    Raises MachineError or playwright's Error where there is no browser.
    """

    def __init__(self, library: Path) -> None:
        self.library = library
        self._open = ExitStack()
        self._page: Page | None = None

    def __enter__(self) -> "Artist":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def draw(self, text: str, name: str) -> Drawing:
        """The diagram, whose ids all begin with `name`."""
        self._page = self._page or self._opened()
        drawn = self._page.evaluate(DRAW, [text, name])
        return Drawing(_at_home(drawn["svg"])) if "svg" in drawn else Drawing(**drawn)

    def _opened(self) -> "Page":
        browser = self._open.enter_context(open_browser())
        page = open_context(browser, 1210, 681).new_page()
        page.clock.set_fixed_time(0)
        page.add_script_tag(path=self.library)
        return page


# ---- light and dark
_NAMED = {
    "white": "#ffffff",
    "black": "#000000",
    "grey": "#808080",
    "gray": "#808080",
    "lightgrey": "#d3d3d3",
}
_COLOUR = re.compile(
    r"(?P<property>\b(?:fill|stroke|color|background(?:-color)?|stop-color)\s*(?::|=\")\s*)"
    rf"(?P<colour>#[0-9a-fA-F]{{6}}\b|#[0-9a-fA-F]{{3}}\b|rgba?\([^()]*\)|hsla?\([^()]*\)|{'|'.join(_NAMED)})"
)
_NUMBER = re.compile(r"-?[\d.]+")


def _at_home(svg: str) -> str:
    """The picture, whose every colour is as light on a dark slide as it is dark on a light one."""
    return _COLOUR.sub(lambda found: found["property"] + _in_both(found["colour"]), svg)


def _in_both(colour: str) -> str:
    hue, lightness, saturation, alpha = _parts(colour)
    red, green, blue = colorsys.hls_to_rgb(hue, 1.0 - 0.92 * lightness, saturation)
    dark = f"rgb({red * 255:.0f} {green * 255:.0f} {blue * 255:.0f} / {alpha:g})"
    return f"light-dark({colour}, {dark})"


def _parts(colour: str) -> tuple[float, float, float, float]:
    """Hue, lightness, saturation and opacity, each up to 1."""
    colour = _NAMED.get(colour, colour)
    if colour.startswith("#"):
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        return *colorsys.rgb_to_hls(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))), 1.0
    numbers = [float(number) for number in _NUMBER.findall(colour)]
    alpha = numbers[3] if len(numbers) > 3 else 1.0
    if colour.startswith("hsl"):
        return numbers[0] / 360 % 1, numbers[2] / 100, numbers[1] / 100, alpha
    return *colorsys.rgb_to_hls(*(number / 255 for number in numbers[:3])), alpha
