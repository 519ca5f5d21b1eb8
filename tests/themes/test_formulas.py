"""A page with forty formulas: in light and dark rooms, on paper, to a screen reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from themes.conftest import accessible_nodes
from workshops import Workshop

pytestmark = pytest.mark.browser

FORTY = Path(__file__).parents[1] / "deck" / "math" / "formulas.md"
LIGHTNESS = """(property) => [...document.querySelectorAll(".slide-body math")].map((formula) => {
  const styleOf = (node) => getComputedStyle(node)[property];
  const isClear = (node) => property === "backgroundColor" && styleOf(node).endsWith(", 0)");
  let node = formula;
  while (isClear(node)) node = node.parentElement;
  const parts = styleOf(node).match(/[\\d.]+/g).slice(0, 3).map(Number);
  return parts.reduce((sum, part) => sum + part, 0) / 3;
})"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workshop = Workshop(tmp_path_factory.mktemp("formulas"), {"talk.md": FORTY.read_bytes()})
    workshop.build("talk.md")
    return workshop.out / "talk.html"


@pytest.fixture
def page(browser: Browser, deck: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1280, "height": 720}, color_scheme=getattr(request, "param", "light")
    )
    page = context.new_page()
    page.goto(deck.as_uri())
    page.wait_for_function("window.slidegen?.current")
    yield page
    context.close()


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_they_stand_out_in_both_schemes(page: Page) -> None:
    inks, papers = page.evaluate(LIGHTNESS, "color"), page.evaluate(LIGHTNESS, "backgroundColor")
    assert len(inks) >= 40
    assert min(abs(ink - paper) for ink, paper in zip(inks, papers, strict=True)) > 100


def test_they_are_printed_whole(page: Page) -> None:
    page.emulate_media(media="print")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".slide-body math")].map((formula) => {
          const { width, height, right } = formula.getBoundingClientRect();
          return [width, height, formula.closest(".slide").getBoundingClientRect().right - right];
        })"""
    )
    assert len(boxes) >= 40
    assert all(width > 0 and height > 0 and room >= 0 for width, height, room in boxes)


def test_a_screen_reader_finds_each(browser: Browser, deck: Path) -> None:
    # Without scripts all slides are one text; what is far below the window comes later.
    page = browser.new_page(java_script_enabled=False, viewport={"width": 1280, "height": 9000})
    page.goto(deck.as_uri())
    formulas = [role for role, _ in accessible_nodes(page) if role in ("MathMLMath", "math")]
    page.context.close()
    assert len(formulas) >= 40


LONG = r"o(x) = g(W_2h(x)+b_2) = g(W_2f(W_1x+b_1)+b_2) = \sum_{i=1}^{N} l(y_i, o(x_i))"


@pytest.mark.parametrize("formula", [f"$${LONG}$$", f"- In a line ${LONG}$ too"], ids=["display", "line"])
def test_one_that_is_wider_than_a_phone_is_set_smaller_and_scrolls(
    tmp_path: Path, browser: Browser, formula: str
) -> None:
    workshop = Workshop(tmp_path, {"talk.md": f"---\nmath: true\n---\n# Long\n\n{formula}\n"})
    workshop.build("talk.md")
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto((workshop.out / "talk.html").as_uri())
    long = page.locator("math[data-wide]")
    long.wait_for()
    assert long.evaluate("node => node.scrollWidth > node.clientWidth")
    assert page.locator(".slide-body").evaluate("node => node.scrollWidth <= node.clientWidth")
    assert long.evaluate("node => node.getBoundingClientRect().right <= innerWidth")
    assert long.evaluate("node => node.tabIndex") == 0
    page.context.close()
