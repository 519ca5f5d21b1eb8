"""Our decks, opened from the disk by a browser without a network, or without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from .conftest import DECKS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


class Watched:
    """A page without a network, and what it asked for or complained about."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.trouble: list[str] = []
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._said)
        page.on("request", self._asked)
        page.on("requestfailed", lambda request: self.trouble.append(f"{request.url} failed"))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.trouble.append(message.text)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.trouble.append(request.url)


@pytest.fixture
def offline(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 720})
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def without_javascript(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        offline=True, java_script_enabled=False, viewport={"width": 1280, "height": 720}
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("deck", DECKS)
def test_without_a_network_all_slides_are_shown_and_nothing_is_asked_for(
    built: Path, deck: str, offline: Watched
) -> None:
    page = offline.page
    page.goto((built / f"{deck}.html").as_uri())
    expect(page.locator("section.slide").first).to_be_in_viewport()
    presses = page.evaluate(
        "[...document.querySelectorAll('section.slide')].reduce((n, s) => n + 1 + +s.dataset.steps, -1)"
    )
    for _ in range(presses):
        page.keyboard.press("PageDown")
    expect(page.locator("section.slide").last).to_be_in_viewport()
    assert offline.trouble == []


@pytest.mark.parametrize("deck", DECKS)
def test_without_javascript_every_slide_can_be_read_in_order(
    built: Path, deck: str, without_javascript: Page
) -> None:
    page = without_javascript
    page.goto((built / f"{deck}.html").as_uri())
    slides = page.locator("section.slide").all()
    boxes = [slide.bounding_box() for slide in slides]
    assert all(box and box["height"] > 40 and box["width"] > 300 for box in boxes)
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert page.locator("section.slide [data-step]:visible").count() == page.locator("[data-step]").count()
    slides[-1].scroll_into_view_if_needed()
    expect(slides[-1].locator(".slide-body")).to_be_in_viewport()
    assert slides[-1].inner_text().strip()


def test_the_index_asks_for_nothing_and_leads_to_every_deck(built: Path, offline: Watched) -> None:
    page = offline.page
    page.goto((built / "index.html").as_uri())
    for deck in DECKS:
        page.locator(f'a[href="{deck}.html"]').first.click()
        expect(page.locator("section.slide").first).to_be_in_viewport()
        page.goto((built / "index.html").as_uri())
    assert offline.trouble == []
