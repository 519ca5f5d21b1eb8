"""The presenter's view, and windows in step."""

import pytest
from playwright.sync_api import Page, expect
from themes.conftest import Open

pytestmark = pytest.mark.browser


def here(page: Page) -> list[object]:
    return page.evaluate("[slidegen.current.id, slidegen.step]")  # type: ignore[no-any-return]


def clone_of(page: Page) -> Page:
    with page.expect_popup() as popup:
        page.keyboard.press("c")
    clone = popup.value
    clone.wait_for_function("window.slidegen?.current")
    return clone


def wait_for(page: Page, id: str, step: int = 0) -> None:
    page.wait_for_function(f"slidegen.current.id === '{id}' && slidegen.step === {step}")


def test_the_presenter_sees_what_comes_next_and_the_notes(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    page.keyboard.press("p")
    expect(page.locator(".desk-notes")).to_have_text("Draw the four on the board.")
    upcoming = page.locator(".desk-next")
    expect(upcoming.get_by_text("LoadBalancer")).to_be_visible()
    expect(upcoming.get_by_text("ExternalName")).not_to_be_visible()
    page.keyboard.press("End")
    expect(upcoming).to_have_text("The end")
    page.keyboard.press("p")
    expect(page.locator(".desk")).not_to_be_visible()


@pytest.mark.parametrize("way", ["", "?storage"])
def test_two_windows_keep_in_step(open_deck: Open, way: str) -> None:
    """By BroadcastChannel, and without it by storage events."""
    page = open_deck(query=way, hash="#contents")
    clone = clone_of(page)
    assert here(clone) == ["contents", 0]
    page.keyboard.press("End")
    wait_for(clone, "thanks")
    clone.bring_to_front()
    clone.evaluate("slidegen.go('services', {step: 1})")
    wait_for(page, "services", 1)
    page.evaluate("slidegen.switches.set('extra-details', false)")
    clone.wait_for_function("slidegen.slides.length === 20")
    page.evaluate("slidegen.blackout(true)")
    expect(clone.locator("html")).to_have_attribute("data-dark", "")


def test_a_clone_of_the_presenter_shows_slides_only(open_deck: Open) -> None:
    page = open_deck(query="?presenter", hash="#services")
    expect(page.locator(".desk")).to_be_visible()
    clone = clone_of(page)
    expect(clone.locator(".desk")).to_have_count(0)
    assert "presenter" not in clone.url
    expect(clone.locator("#services .notes")).not_to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_text("The room is dark")).to_be_visible()
    expect(clone.locator("html")).to_have_attribute("data-dark", "")


def test_windows_that_nobody_joined_go_their_own_way(open_deck: Open) -> None:
    one, two = open_deck(), open_deck()
    one.keyboard.press("End")
    one.wait_for_timeout(150)
    assert here(two) == ["title", 0]


@pytest.mark.parametrize(
    "message",
    [
        "'go'",
        "{v: 1, type: 'place', id: 'lab', step: -1}",
        "{v: 1, type: 'place', id: 7, step: 0}",
        "{v: 2, type: 'place', id: 'lab', step: 0}",
        "{v: 1, type: 'constructor'}",
        "{v: 1, type: 'switch', name: 'title', on: false}",
        "{v: 1, type: 'place', id: '<img src=x>', step: 0}",
    ],
)
def test_what_is_not_understood_is_not_done(open_deck: Open, message: str) -> None:
    page = open_deck(query="?room=test")
    page.evaluate(
        f"new BroadcastChannel(`slidegen:${{location.pathname}}:sample:test`).postMessage({message})"
    )
    page.wait_for_timeout(80)
    assert here(page) == ["title", 0]
    assert page.evaluate("slidegen.slides.length") == 21


def test_the_timer_and_what_to_skip(open_deck: Open) -> None:
    page = open_deck(query="?presenter", hash="#services")
    page.clock.install()
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    expect(page.locator(".desk-plan")).to_contain_text("Deploying something")
    expect(page.locator(".desk-plan")).to_contain_text("10 min planned")
    page.keyboard.press("t")
    page.clock.fast_forward("30:00")
    expect(page.locator(".desk-clock")).to_contain_text("00:30:0")
    expect(page.locator(".desk-clock")).to_contain_text("behind")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".desk-plan")).to_contain_text("To finish in time, skip:")
    expect(page.locator(".desk-plan")).to_contain_text("How it works under the hood")
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
