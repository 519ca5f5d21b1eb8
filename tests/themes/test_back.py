"""The browser's Back: out of the overview and the presenter's view, and never out of the deck by surprise."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from themes.conftest import Open

pytestmark = pytest.mark.browser


@pytest.fixture
def page(context: BrowserContext, open_deck: Open, tmp_path: Path) -> Page:
    """A deck to which somebody came from another page."""
    before = tmp_path / "before.html"
    before.write_text("<title>before</title>", encoding="utf-8")
    address = open_deck(hash="#exercise").url
    page = context.new_page()
    page.goto(before.as_uri())
    page.goto(address)
    page.wait_for_function("window.slidegen?.current")
    return page


def place(page: Page) -> list[object]:
    return page.evaluate("[slidegen.mode, slidegen.current.id, slidegen.step]")  # type: ignore[no-any-return]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(200)  # the address is written a little later


def test_back_leads_from_the_overview_to_where_it_was_opened(page: Page) -> None:
    press(page, "o", "ArrowRight", "ArrowRight")
    assert place(page) == ["overview", "extra", 0]
    page.go_back()
    page.wait_for_function("slidegen.current.id === 'exercise'")
    assert place(page) == ["slides", "exercise", 0]
    page.go_back()
    expect(page).to_have_title("before")


def test_back_leads_from_what_was_chosen_to_where_one_was(page: Page) -> None:
    press(page, "o", "ArrowRight", "ArrowRight", "Enter")
    assert place(page) == ["slides", "extra", 0]
    page.go_back()
    page.wait_for_function("slidegen.current.id === 'exercise'")
    page.go_back()
    expect(page).to_have_title("before")


def test_who_looks_at_the_overview_again_and_again_goes_back_as_quickly(page: Page) -> None:
    before = page.evaluate("history.length")
    press(page, "o", "Escape", "o", "o", "o", "Escape")
    assert place(page) == ["slides", "exercise", 0]
    assert page.evaluate("history.length") == before + 1


@pytest.mark.parametrize("key", ["p", "o"])
def test_a_reload_adds_nothing_to_the_history(page: Page, key: str) -> None:
    press(page, key)
    before = page.evaluate("history.length")
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    assert page.evaluate("history.length") == before


def test_back_leads_from_the_presenters_view_and_moves_nobody(page: Page) -> None:
    """A room may be looking at the slide."""
    press(page, "p", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "PageDown")
    page.evaluate("slidegen.go('services', { step: 1 })")
    press(page)
    page.go_back()
    expect(page.locator("html")).not_to_have_attribute("data-view", "presenter")
    page.wait_for_timeout(200)
    assert place(page) == ["slides", "services", 1]
    assert page.url.endswith("sample.html#services")
    page.go_forward()
    expect(page.locator("html")).to_have_attribute("data-view", "presenter")
    page.wait_for_timeout(200)
    assert place(page) == ["slides", "services", 1]
    page.go_back()
    expect(page.locator("html")).not_to_have_attribute("data-view", "presenter")
    page.go_back()
    expect(page).to_have_title("before")


def test_the_overview_of_the_desk_leads_back_to_the_desk(page: Page) -> None:
    press(page, "p", "o")
    page.go_back()
    page.wait_for_function("slidegen.isShow()")
    expect(page.locator("html")).to_have_attribute("data-view", "presenter")
    page.go_back()
    expect(page.locator("html")).not_to_have_attribute("data-view", "presenter")
    assert place(page) == ["slides", "exercise", 0]
