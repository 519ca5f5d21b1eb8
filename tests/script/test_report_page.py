"""The run's page: filters without a script, the recording's times, what a kill interrupted."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from slidegen.script.report.html import render
from slidegen.script.report.jsonl import begin_line, info_line, read_run, step_line
from slidegen.script.report.recording import marks_of
from slidegen.script.result import Cause, Run, RunInfo, StepResult, Verdict

INFO = RunInfo("deck", "A <deck>", "deck.md")


def result(number: int, verdict: Verdict, section: str = "one", cause: Cause = Cause.NONE) -> StepResult:
    name = f"{section}/slide/{number}"
    return StepResult(
        name,
        section,
        section.title(),
        "slide",
        "Slide",
        "deck.md",
        number,
        verdict,
        cause=cause,
        text=f"<b>{number}",
    )


RESULTS = (
    result(1, Verdict.PASS),
    result(2, Verdict.FAIL, cause=Cause.DECK),
    result(3, Verdict.SKIPPED, "two", Cause.MACHINE),
    result(4, Verdict.SKIPPED, "two", Cause.CHOICE),
)


@pytest.mark.browser
def test_steps_are_filtered_by_verdict_and_by_cause(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "index.html").write_text(render(Run(INFO, RESULTS)), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    steps = page.locator(".step:visible")
    expect(steps).to_have_count(4)
    titles = page.locator("section:visible")
    all_of_them = titles.count()
    page.get_by_label("pass (1)").uncheck()
    expect(steps).to_have_count(3)
    page.get_by_label("this machine").uncheck()
    expect(steps).to_have_count(2)
    page.get_by_label("skipped (2)").uncheck()
    expect(steps).to_have_count(1)
    assert titles.count() < all_of_them  # a section without a step to see is none to see
    page.get_by_label("fail (1)").uncheck()
    expect(steps).to_have_count(0)
    page.get_by_role("link", name="deck.md:2").click()
    expect(steps).to_have_count(1)  # what a link leads to is there
    context.close()


@pytest.mark.browser
def test_a_section_is_chosen_and_four_hundred_steps_leave_room_for_them(
    tmp_path: Path, browser: Browser
) -> None:
    """The filters stay in sight: of a phone's screen they must leave most."""
    many = [result(n, Verdict.SUSPECT if n == 399 else Verdict.PASS, f"part {n // 10}") for n in range(400)]
    many.append(result(400, Verdict.PASS, "a section with a title that no telephone has the room for"))
    (tmp_path / "index.html").write_text(render(Run(INFO, tuple(many))), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 840})
    page = context.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    steps = page.locator(".step:visible")
    expect(steps).to_have_count(401)
    page.get_by_label("Section").select_option(label="Part 7: 10 pass")
    expect(steps).to_have_count(10)
    page.get_by_label("Section").select_option(label="all (41)")
    expect(steps).to_have_count(401)
    bar = page.locator("form").bounding_box()
    assert bar
    assert bar["height"] < 840 / 4
    page.get_by_role("link", name="deck.md:399").click()
    target = page.locator("[id='part 39/slide/399']").bounding_box()
    stuck = page.locator("form").bounding_box()
    assert target
    assert stuck
    assert target["y"] >= stuck["y"] + stuck["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
    context.close()


def test_nothing_of_a_deck_is_markup() -> None:
    page = render(Run(INFO, RESULTS))
    assert "<b>" not in page
    assert "<title>Run of A &lt;deck&gt;</title>" in page


def test_what_a_kill_interrupted_is_named(tmp_path: Path) -> None:
    journal = tmp_path / "results.jsonl"
    lines = [
        info_line(INFO),
        begin_line("one/slide/1", ""),
        step_line(RESULTS[0]),
        begin_line("one/slide/2", ""),
    ]
    journal.write_text("".join(lines), encoding="utf-8")
    page = render(read_run(journal))
    assert "It was at <code>one/slide/2</code>." in page
    assert "slidegen run deck.md --resume" in page


def test_where_a_step_is_in_the_recording(tmp_path: Path) -> None:
    cast = tmp_path / "session.cast"
    cast.write_text(
        '{"version": 2}\n[0.5, "m", "one/slide/1"]\n[1, "o", "x"]\n[75.2, "m", "one/slide/2"]\n[80, "o',
        "utf-8",
    )
    assert marks_of(cast) == {"one/slide/1": 0.5, "one/slide/2": 75.2}
    page = render(Run(INFO, RESULTS, marks=marks_of(cast)))
    assert "at 1:15 of" in page
    assert marks_of(tmp_path / "none.cast") == {}
