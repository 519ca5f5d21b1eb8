"""The page without JavaScript, on paper, at 320 px, and without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from themes.conftest import Open
from themes.sample import SLIDES, sample_page

from slidegen.render.assets import bundle
from slidegen.render.environment import make_environment
from slidegen.render.page import render_page
from slidegen.render.theme import find_theme

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript or network."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1000, "height": 700}, offline=True
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_without_javascript_every_slide_is_there_in_order(
    reader: Page, decks: dict[str, Path], theme: str
) -> None:
    reader.goto(decks[theme].as_uri())
    sections = reader.locator("section.slide")
    assert [node.get_attribute("id") for node in sections.all()] == [slide[0] for slide in SLIDES]
    tops = []
    for node in sections.all():
        box = node.bounding_box()
        assert box is not None
        assert box["height"] > 40
        tops.append(box["y"])
    assert tops == sorted(tops)
    expect(reader.get_by_text("And ExternalName, which is a DNS alias")).to_be_visible()
    expect(reader.get_by_role("navigation", name="Contents").get_by_role("link")).to_have_count(2)
    assert "Draw the four" not in (reader.locator("main").inner_text())


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_at_320_pixels_nothing_scrolls_sideways(reader: Page, decks: dict[str, Path], theme: str) -> None:
    reader.set_viewport_size({"width": 320, "height": 700})
    reader.goto(decks[theme].as_uri())
    reader.locator("#thanks").scroll_into_view_if_needed()
    widths = [node.bounding_box() for node in reader.locator("section.slide").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 320 for box in widths)
    box = reader.locator("html").bounding_box()
    assert box is not None
    assert box["width"] <= 320


def test_the_reading_page_has_everything_with_javascript_too(open_deck: Open) -> None:
    page = open_deck(query="?read")
    expect(page.get_by_text("And ExternalName, which is a DNS alias")).to_be_visible()
    assert page.locator("section.slide[hidden]").count() == 0
    page.goto(page.url + "#code")
    expect(page.locator("#code h2")).to_be_in_viewport()


@pytest.mark.parametrize(("query", "hash"), [("", ""), ("", "#services"), ("?print", ""), ("?read", "")])
def test_on_paper_one_slide_is_one_page(open_deck: Open, query: str, hash: str) -> None:
    page = open_deck(query=query, hash=hash)
    pdf = page.pdf(prefer_css_page_size=True, width="1210px", height="681px", print_background=True)
    assert pdf.count(b"/Type /Page\n") == len(SLIDES)


def test_notes_stay_off_the_slides_on_paper(open_deck: Open) -> None:
    page = open_deck()
    page.emulate_media(media="print")
    expect(page.locator("#services .notes")).not_to_be_visible()


def test_a_deck_by_itself_needs_no_other_file(browser: Browser, tmp_path: Path) -> None:
    theme = find_theme("default")
    whole = bundle(theme, characters="Deck", standalone=True)
    assert whole.files == ()
    path = tmp_path / "alone.html"
    path.write_text(render_page(sample_page(whole.page), make_environment(theme)), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri() + "#lab")
    page.wait_for_function("window.slidegen?.current.id === 'lab'")
    assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()]
    context.close()


def test_a_deck_whose_script_is_lost_is_the_reading_page(
    browser: Browser, decks: dict[str, Path], tmp_path: Path
) -> None:
    copy = tmp_path / "sample.html"
    copy.write_bytes(decks["default"].read_bytes())
    context = browser.new_context()
    page = context.new_page()
    page.goto(copy.as_uri())
    expect(page.locator("html")).not_to_have_attribute("data-mode", "slides")
    context.close()
