"""Tables that are wider than the canvas: set smaller, and moved where that is not enough."""

import pytest
from playwright.sync_api import Page, expect
from themes.conftest import Open

TABLES = {
    "fits": ("<td>" + "x" * 12) * 3,
    "is a little wide": ("<td>" + "x" * 12) * 5,
    "is far too wide": ("<td>" + "x" * 12) * 12,
    "has a long address": "<td>web<td><code>" + "registry.example/" * 9 + "</code>",
}


@pytest.mark.parametrize(
    ("kind", "shrunk", "scrolls"),
    [
        ("fits", 1, False),
        ("is a little wide", 0.9, False),
        ("is far too wide", 0.8, True),
        ("has a long address", 0.8, False),
    ],
)
def test_a_table_that_is_too_wide_is_set_smaller_before_it_scrolls(
    open_deck: Open, kind: str, shrunk: float, scrolls: bool
) -> None:
    """On a projector nobody scrolls; at a desk its right end is reached by hand and by keyboard."""
    page = open_deck(hash="#table")
    page.evaluate(
        "row => { const { current } = slidegen; const table = current.querySelector('table');"
        " table.innerHTML = `<tr>${row}`; slidegen.remade(current); }",
        TABLES[kind],
    )
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    table = page.locator("#table table")
    body = page.locator("#table .slide-body")
    assert body.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert table.evaluate("node => node.scrollWidth > node.clientWidth + 1") == scrolls
    sizes = "node => [node, node.parentElement].map((each) => parseFloat(getComputedStyle(each).fontSize))"
    own, around = table.evaluate(sizes)
    assert abs(own / around - shrunk) < 0.08
    if not scrolls:
        return
    page.keyboard.press("Tab")
    for _ in range(60):
        if table.evaluate("node => node === document.activeElement"):
            break
        page.keyboard.press("Tab")
    for _ in range(60):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 200")
    assert page.evaluate("slidegen.current.id") == "table"
    page.keyboard.press("PageDown")
    assert page.evaluate("slidegen.current.id") != "table"


@pytest.mark.parametrize("columns", [3, 12])
def test_on_the_reading_page_a_wide_table_scrolls_and_the_page_does_not(
    open_deck: Open, columns: int
) -> None:
    page = open_deck("default", "?read", "#table")
    page.evaluate(
        "row => { const slide = document.getElementById('table'); const table = slide.querySelector('table');"
        " table.innerHTML = `<tr>${row}`; slidegen.remade(slide); }",
        ("<td>" + "x" * 12) * columns,
    )
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert (page.locator("#table table").get_attribute("tabindex") == "0") == (columns > 3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def fill(page: Page, columns: int, letters: int = 12) -> None:
    """Make the table of the slide that is shown one row of so many columns, and have it laid out."""
    page.evaluate(
        "row => { const { current } = slidegen; const table = current.querySelector('table');"
        " table.innerHTML = `<tr>${row}`; slidegen.remade(current); }",
        ("<td>" + "x" * letters) * columns,
    )
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


@pytest.mark.parametrize(("columns", "scrolls"), [(3, False), (12, True)])
def test_where_text_reflows_in_a_wide_window_a_table_is_as_large_as_its_text(
    open_deck: Open, columns: int, scrolls: bool
) -> None:
    """A phone that lies has room for columns: only an upright one needs smaller letters, closer together."""
    page = open_deck("workshop", hash="#table")
    page.set_viewport_size({"width": 760, "height": 340})
    page.wait_for_function("document.documentElement.dataset.fit === 'flow'")
    fill(page, columns)
    table, body = page.locator("#table table"), page.locator("#table .slide-body")
    assert body.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert table.evaluate("node => node.scrollWidth > node.clientWidth + 1") == scrolls
    cells = table.evaluate(
        """(table) => {
          const [first, last] = [table.rows[0].cells[0], [...table.rows[0].cells].at(-1)];
          const [from, to] = [first.getBoundingClientRect().left, last.getBoundingClientRect().right];
          const [own, around] = [first, table.parentElement].map((node) => getComputedStyle(node));
          const wide = table.parentElement.clientWidth - 2 * parseFloat(around.paddingLeft);
          return { fills: (to - from) / wide, size: parseFloat(own.fontSize) / parseFloat(around.fontSize) };
        }"""
    )
    assert cells["fills"] > 0.69
    assert scrolls or cells["size"] == 1


def test_in_a_window_that_is_made_narrower_a_table_scrolls_and_not_its_slide(open_deck: Open) -> None:
    page = open_deck("workshop", hash="#table")
    page.set_viewport_size({"width": 1000, "height": 340})
    page.wait_for_function("document.documentElement.dataset.fit === 'flow'")
    fill(page, 6)
    table, body = page.locator("#table table"), page.locator("#table .slide-body")
    assert table.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    page.set_viewport_size({"width": 680, "height": 340})
    page.wait_for_function("innerWidth === 680")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert body.evaluate("node => node.scrollWidth <= node.clientWidth")
    assert table.evaluate("node => node.scrollWidth > node.clientWidth + 1")
    assert table.get_attribute("tabindex") == "0"


@pytest.mark.parametrize("away", [False, True], ids=["stays", "was left meanwhile"])
def test_a_table_that_fits_again_is_no_stop_of_the_keyboard(open_deck: Open, away: bool) -> None:
    page = open_deck("workshop", hash="#table")
    page.set_viewport_size({"width": 680, "height": 340})
    page.wait_for_function("document.documentElement.dataset.fit === 'flow'")
    fill(page, 6)
    table = page.locator("#table table")
    expect(table).to_have_attribute("tabindex", "0")
    if away:
        page.keyboard.press("PageDown")
    page.set_viewport_size({"width": 1000, "height": 340})
    page.wait_for_function("innerWidth === 1000")
    if away:
        page.keyboard.press("PageUp")
    expect(table).not_to_have_attribute("tabindex", "0")
    assert table.evaluate("node => node.scrollWidth <= node.clientWidth + 1")


def test_what_only_just_does_not_fit_a_phone_is_reached_by_keyboard(open_deck: Open) -> None:
    page = open_deck("workshop", hash="#table")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.documentElement.dataset.fit === 'flow'")
    fill(page, 4, letters=10)
    table = page.locator("#table table")
    assert 0.8 < table.evaluate("node => node.clientWidth / node.scrollWidth") < 1
    expect(table).to_have_attribute("tabindex", "0")
