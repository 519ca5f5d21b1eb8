"""The reports of a run. Adding one: a module with `NAME` and `render(run)`, and a line in `REPORTS`.

The JSON lines are written while the run goes (so is the asciicast); the others are made from them.
"""

from collections.abc import Callable

from slidegen.script.report import badge, html, jsonl, junit, text
from slidegen.script.result import Run

#: File name -> what it holds of a run.
REPORTS: dict[str, Callable[[Run], str]] = {
    jsonl.NAME: jsonl.render,
    text.NAME: text.render,
    junit.NAME: junit.render,
    html.NAME: html.render,
    badge.NAME: badge.render,
}
