"""The badge of a run: what it says, and that it is a picture with a name."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from slidegen.script.report.badge import AMBER, GREEN, GREY, RED, render
from slidegen.script.result import Run, RunInfo, StepResult, Verdict

STEP = StepResult("s/a/1", "s", "S", "a", "A", "a.md", 3, Verdict.PASS)
INFO = RunInfo("deck", "Deck", "deck.yml", started="2026-11-22T10:00:00Z")
SVG = "{http://www.w3.org/2000/svg}"


def run(*verdicts: Verdict, complete: bool = True) -> Run:
    steps = (replace(STEP, id=f"s/a/{number}", verdict=verdict) for number, verdict in enumerate(verdicts))
    return Run(INFO, tuple(steps), seconds=1.0, complete=complete)


@pytest.mark.parametrize(
    ("verdicts", "message", "colour"),
    [
        ((Verdict.PASS, Verdict.XFAIL), "2 of 2 pass, 2026-11-22", GREEN),
        ((Verdict.PASS, Verdict.FAIL, Verdict.TIMEOUT), "2 of 3 to mend, 2026-11-22", RED),
        ((Verdict.PASS, Verdict.SKIPPED), "1 of 2 pass, 2026-11-22", AMBER),
        ((Verdict.SKIPPED, Verdict.BLOCKED), "none could be run, 2026-11-22", GREY),
        ((), "none could be run, 2026-11-22", GREY),
    ],
)
def test_it_says_what_came_of_the_run(verdicts: tuple[Verdict, ...], message: str, colour: str) -> None:
    svg = ElementTree.fromstring(render(run(*verdicts)))
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["exercises", message]
    assert [rect.get("fill") for rect in svg.iter(f"{SVG}rect")][1] == colour
    title = svg.find(f"{SVG}title")
    assert title is not None
    assert title.text == f"exercises: {message}"


def test_an_interrupted_run_is_no_success() -> None:
    assert "interrupted" in render(run(Verdict.PASS, complete=False))


def test_words_fit_into_their_boxes() -> None:
    svg = ElementTree.fromstring(render(run(Verdict.PASS)))
    widths = [float(rect.get("width", "0")) for rect in svg.iter(f"{SVG}rect")]
    assert float(svg.get("width", "0")) == pytest.approx(sum(widths), abs=0.1)
    assert all(
        width > 6 * len(text.text or "") for width, text in zip(widths, svg.iter(f"{SVG}text"), strict=True)
    )
