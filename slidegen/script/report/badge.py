"""The report as a badge: one small picture with the verdict and the day, for a README or the deck's page.

Knows a badge's shape. Must not know how results came about.
"""

from xml.etree import ElementTree

from slidegen.script.result import GOOD, Run

NAME = "badge.svg"

LABEL = "exercises"
GREEN, RED, AMBER, GREY = "#1a6b2f", "#b3261e", "#8a4b00", "#555e6b"
#: Widths of letters differ; a mean one with some room serves every font.
LETTER, ROOM, HEIGHT = 6.6, 10.0, 20


def render(run: Run) -> str:
    message, colour = _said(run)
    left, right = (len(text) * LETTER + ROOM for text in (LABEL, message))
    width = f"{left + right:g}"
    svg = ElementTree.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", width=width, height=str(HEIGHT), role="img"
    )
    ElementTree.SubElement(svg, "title").text = f"{LABEL}: {message}"
    for x, size, fill in ((0.0, left, "#333a44"), (left, right, colour)):
        ElementTree.SubElement(svg, "rect", x=f"{x:g}", width=f"{size:g}", height=str(HEIGHT), fill=fill)
    look = {"font-family": "Verdana, DejaVu Sans, sans-serif", "font-size": "11", "text-anchor": "middle"}
    words = ElementTree.SubElement(svg, "g", {**look, "fill": "#ffffff"})
    for x, text in ((left / 2, LABEL), (left + right / 2, message)):
        ElementTree.SubElement(words, "text", x=f"{x:g}", y="14").text = text
    return ElementTree.tostring(svg, encoding="unicode") + "\n"


def _said(run: Run) -> tuple[str, str]:
    """What the badge says, and its colour."""
    day = run.info.started[:10]
    wrong = sum(result.is_unexpected for result in run.results)
    good = sum(result.verdict in GOOD for result in run.results)
    if not run.complete:
        return _dated("interrupted", day), AMBER
    if wrong:
        return _dated(f"{wrong} of {len(run.results)} to mend", day), RED
    if not good:
        return _dated("none could be run", day), GREY
    colour = GREEN if good == len(run.results) else AMBER
    return _dated(f"{good} of {len(run.results)} pass", day), colour


def _dated(text: str, day: str) -> str:
    return f"{text}, {day}" if day else text
