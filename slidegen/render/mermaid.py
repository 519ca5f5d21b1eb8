"""Mermaid diagrams, drawn once by mermaid itself, without a browser, Node or a network (mermaidx, an extra).

Knows how it is asked, and how what it draws becomes at home on a light and on a dark slide. Must not know
decks. merman was tried beside it on 27 diagrams: it takes milliseconds where this takes half a second, but it
cuts labels off and refuses a flowchart that mermaid draws; and a drawing is remembered.
"""

import colorsys
import json
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from types import TracebackType
from typing import IO

from slidegen import lazy_re as re
from slidegen.lazy_dataclass import dataclass

SECONDS = 30.0  #: that one diagram may take
LONGEST = 50_000  #: characters that mermaid reads; of a longer text it draws a complaint
PACKAGE = "mermaidx"

#: The default theme's light colours; `_at_home` finds the dark ones. Labels are SVG text, since HTML inside a
#: picture is cut off where a font is wider than the one that it was measured with.
CONFIG = {
    "securityLevel": "strict",
    "deterministicIds": True,
    "handDrawnSeed": 1,
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "themeVariables": {
        "fontFamily": "Arial, sans-serif",
        "fontSize": "20px",
        "background": "#ffffff",
        "lineColor": "#555e6b",
        "primaryColor": "#e8eefc",
        "primaryBorderColor": "#2451c4",
        "primaryTextColor": "#1b2027",
        "secondaryColor": "#e3f3ee",
        "tertiaryColor": "#f4f6f8",
        "noteBkgColor": "#fff5e3",
        "noteBorderColor": "#8a4b00",
    },
    "sequence": {"actorFontSize": 20, "messageFontSize": 20, "noteFontSize": 20},
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What became of one diagram: a picture, or what is wrong with its text."""

    svg: str = ""
    error: str = ""
    line: int = 1  #: of the error, in the diagram's text, from 1

    def height_in(self, width: float) -> float:
        """How high it is where it may be that wide; 0 where it does not say."""
        box = _BOX.search(self.svg)
        if box is None:
            return 0.0
        return float(box["height"]) * min(1.0, width / max(float(box["width"]), 1.0))


@cache
def is_installed() -> bool:
    return find_spec(PACKAGE) is not None


def recipe() -> str:
    """What drawings depend on beside their text: mermaidx's release, and what stands here. "" without it."""
    if not is_installed():
        return ""
    from importlib.metadata import PackageNotFoundError, version  # slow to load, and few decks have drawings

    try:
        return f"3 {version(PACKAGE)} {json.dumps(CONFIG)}"
    except PackageNotFoundError:
        return ""


class Artist:
    """Draws, in a process that starts with the first diagram and is gone when the block ends."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()

    def __enter__(self) -> "Artist":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def draw(self, text: str, name: str) -> Drawing:
        """The diagram, whose ids all begin with `name`."""
        if len(text) > LONGEST:
            return Drawing(error=f"it has more than {LONGEST} characters: draw less in one picture")
        child = self._child = self._child or self._started()
        try:
            print(json.dumps({"text": text, "config": CONFIG}), file=child.stdin, flush=True)
            answer = self._answers.get(timeout=self._seconds)
        except queue.Empty:
            self._end()
            return Drawing(error=f"it is not drawn after {self._seconds:g} seconds: draw less in one picture")
        except OSError:
            answer = ""
        if not answer:
            self._end()
            return Drawing(error="mermaid gave up: draw less in one picture")
        drawn = json.loads(answer)
        return Drawing(_at_home(_sized(_ID.sub(name, drawn["svg"])))) if "svg" in drawn else Drawing(**drawn)

    def _started(self) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-m", "slidegen.render.mermaid_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # mermaid's own log: what is wrong comes as an answer
            text=True,
            encoding="utf-8",
        )
        self._answers = queue.SimpleQueue()
        assert child.stdout is not None
        # A thread, since a pipe cannot be waited for with a limit on every system.
        threading.Thread(target=_passed_on, args=(child.stdout, self._answers), daemon=True).start()
        return child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            assert child.stdin is not None
            with suppress(OSError):  # what it did not read any more
                child.stdin.close()


def _passed_on(lines: IO[str], answers: queue.SimpleQueue[str]) -> None:
    with lines:
        for line in lines:
            answers.put(line)
    answers.put("")  # the process has ended


_ID = re.compile(r"(?<=[\"#])my-svg")  #: what mermaidx calls each picture
_BOX = re.compile(r"viewBox=\"\S+ \S+ (?P<width>[\d.]+) (?P<height>[\d.]+)\"")
_WIDTH = re.compile(r"width=\"100%\"(?P<between>[^<>]*?)max-width: (?P<pixels>[\d.]+)px; ")


def _sized(svg: str) -> str:
    """The picture with a width of its own, and not all that there is: how much shows, the theme says."""
    return _WIDTH.sub(r'width="\g<pixels>"\g<between>', svg, count=1)


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
