"""A deck by keyboard alone: where the focus is, whether it is seen, and what Escape leads back to."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from themes.conftest import Open
from themes.test_firefox import Ask, ask  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

LONG_NOTES = "slidegen.current.querySelector('aside.notes').innerHTML = '<p>said</p>'.repeat(80)"


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """The name of the button that has the focus, or the id of the slide."""
    return str(
        page.evaluate("(({id, ariaLabel, title}) => id || ariaLabel || title)(document.activeElement)")
    ).split(" (")[0]


def test_who_turns_slides_by_a_button_can_press_it_again(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    page.get_by_role("button", name="Previous").focus()
    press(page, "Space")
    back_once = page.evaluate("slidegen.index")
    assert focused(page) == "Previous"
    press(page, "Enter")
    assert page.evaluate("[slidegen.index, slidegen.step]") != [back_once, 0]
    assert focused(page) == "Previous"


def test_tab_meets_what_is_in_the_slide_from_both_sides(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    inside = "!!document.activeElement.parentElement?.closest('.slide[data-current]')"
    page.locator(".skip-link").focus()
    press(page, "Tab")
    assert page.evaluate(inside)
    page.get_by_role("button", name="Previous").focus()
    press(page, "Shift+Tab")
    assert page.evaluate(inside)


def test_who_turns_quickly_sees_one_slide(open_deck: Open) -> None:
    page = open_deck()
    page.evaluate("slidegen.next(); slidegen.next(); slidegen.next()")
    page.wait_for_timeout(400)
    assert page.locator(".slide[data-current]").count() == 1


def test_a_click_on_a_button_leaves_the_keys_to_the_slide(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    page.mouse.move(600, 660)
    page.get_by_role("button", name="Next").click()
    assert focused(page) == page.evaluate("slidegen.current.id")


def test_escape_goes_back_by_one(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    html, toast = page.locator("html"), page.locator(".toast")
    press(page, "p")
    page.get_by_role("button", name="Larger notes").focus()
    page.evaluate("slidegen.tell('said for a while')")
    press(page, "b")
    press(page, "Escape")
    expect(html).not_to_have_attribute("data-dark", "")
    expect(toast).to_be_visible()
    press(page, "Escape")
    expect(toast).to_be_hidden()
    assert focused(page) == "A+ Larger notes"
    press(page, "Escape")
    assert focused(page) == "exercise"
    expect(html).to_have_attribute("data-view", "presenter")
    press(page, "Escape")
    expect(html).not_to_have_attribute("data-view", "presenter")
    press(page, "Escape")
    assert page.evaluate("slidegen.mode") == "slides"


def test_escape_leads_from_the_reading_page_to_the_slides(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    press(page, "r", "Tab")
    assert focused(page) != "exercise"
    press(page, "Escape")
    assert (focused(page), page.evaluate("slidegen.mode")) == ("exercise", "")
    press(page, "Escape")
    assert (focused(page), page.evaluate("slidegen.mode")) == ("exercise", "slides")


def test_escape_leaves_the_overview_from_its_filter_and_no_more(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    press(page, "p", "o")
    page.get_by_role("searchbox").fill("pods")
    press(page, "Escape")
    assert page.evaluate("slidegen.mode") == "slides"
    expect(page.locator("html")).to_have_attribute("data-view", "presenter")


def test_what_has_the_focus_is_not_behind_the_dark(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    press(page, "b", "Tab")
    expect(page.locator("html")).not_to_have_attribute("data-dark", "")
    assert focused(page) != "exercise"
    press(page, "p", "b", "Tab")  # on the desk nothing is dark but the room
    expect(page.locator("html")).to_have_attribute("data-dark", "")


def test_arrows_scroll_notes_that_have_the_focus(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    page.evaluate(LONG_NOTES)
    press(page, "p")
    notes = page.get_by_role("region", name="Notes")
    before = page.evaluate("[slidegen.index, slidegen.step]")
    notes.focus()
    for _ in range(20):  # the first may come before the browser has laid out what there is to scroll
        press(page, "ArrowDown")
        page.wait_for_timeout(100)
        if notes.evaluate("(node) => node.scrollTop") > 40:
            break
    assert notes.evaluate("(node) => node.scrollTop") > 40
    assert page.evaluate("[slidegen.index, slidegen.step]") == before
    press(page, "PageDown")  # what a clicker sends
    assert page.evaluate("[slidegen.index, slidegen.step]") != before


def test_what_was_told_stays_while_its_button_has_the_focus(open_deck: Open) -> None:
    page = open_deck()
    page.clock.install()
    page.evaluate("slidegen.tell('said', slidegen.button('Show again', () => {}))")
    page.get_by_role("button", name="Show again").focus()
    page.clock.run_for(11_000)
    expect(page.locator(".toast")).to_be_visible()
    page.evaluate("slidegen.tell('said')")
    page.clock.run_for(11_000)
    expect(page.locator(".toast")).to_be_hidden()


def test_every_focus_is_seen_whole_in_the_overview(open_deck: Open) -> None:
    """The list scrolls, and what scrolls cuts what stands out of it."""
    page = open_deck("long", hash="#exercise")
    press(page, "o")
    button = page.locator(".sections li button").first
    button.focus()
    assert button.evaluate("(node) => parseFloat(getComputedStyle(node).outlineOffset)") <= -3


def test_help_begins_with_how_to_move(open_deck: Open) -> None:
    page = open_deck()
    press(page, "?")
    assert page.locator(".keys h3").all_text_contents() == ["Moving", "Finding", "Showing", "Presenting"]


def test_in_firefox_arrows_turn_slides_from_a_link(decks: dict[str, Path], ask: Ask) -> None:  # noqa: F811
    """An inline box has a width of content there, and none of its own, as if it had to be scrolled."""
    turned = ask(
        decks["default"],
        """slidegen.go("contents");
           const link = slidegen.current.querySelector(".slide-body a");
           link.focus({ focusVisible: true });
           const pressed = { key: "ArrowRight", bubbles: true, cancelable: true };
           link.dispatchEvent(new KeyboardEvent("keydown", pressed));
           said.push(slidegen.current.id);""",
    )
    assert turned != ["contents"]


def test_escape_ends_the_countdown_behind_all_else(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    countdown = page.get_by_role("timer")
    page.evaluate("slidegen.countTo(Date.now() + 60000)")
    press(page, "b", "Escape")
    expect(countdown).to_be_visible()
    press(page, "Escape")
    expect(countdown).to_be_hidden()


def test_who_goes_back_from_the_overview_has_its_button_again(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    for key, place in (("Escape", "Overview"), ("Enter", "exercise")):
        page.get_by_role("button", name="Overview").focus()
        press(page, "Enter")
        assert (focused(page), page.evaluate("slidegen.mode")) == ("exercise", "overview")
        press(page, key)
        assert (focused(page), page.evaluate("slidegen.mode")) == (place, "slides")
    press(page, "o", "Escape")
    assert focused(page) == "exercise"


@pytest.mark.parametrize("digits", ["13", "١٣", "۱۳", "१३"])
def test_a_slide_is_gone_to_by_its_number_in_any_digits(open_deck: Open, digits: str) -> None:
    """As they come from Arabic, Persian and Indian keyboards: other signs, by the same keys."""
    page = open_deck()
    for digit in digits:
        page.evaluate(
            "pressed => document.body.dispatchEvent(new KeyboardEvent('keydown', pressed))",
            {"key": digit, "code": f"Digit{int(digit)}", "bubbles": True},
        )
    expect(page.locator(".digits")).to_have_text("13")
    press(page, "Enter")
    assert page.evaluate("slidegen.number") == 13
