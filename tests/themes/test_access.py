"""axe-core over every slide, panel and page, in all themes and both schemes."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from axe_core import RULES, violations
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
Slidegen = Callable[..., CompletedProcess[str]]

pytestmark = pytest.mark.browser


@pytest.fixture(
    params=[(theme, scheme) for theme in ("default", "workshop", "hall") for scheme in ("light", "dark")],
    ids="-".join,
)
def page(request: pytest.FixtureRequest, browser: Browser, decks: dict[str, Path]) -> Iterator[Page]:
    theme, scheme = request.param
    context = browser.new_context(viewport={"width": 1210, "height": 681}, color_scheme=scheme)
    page = context.new_page()
    page.goto(decks[theme].as_uri())
    page.wait_for_function("window.slidegen?.current")
    yield page
    context.close()


def test_every_slide(page: Page, axe: str) -> None:
    found = {}
    page.locator("html").evaluate("(node) => { node.dataset.pointing = ''; }")
    for at in range(page.evaluate("slidegen.slides.length")):
        page.evaluate("(at) => slidegen.go(at, {step: 9})", at)
        page.evaluate("document.documentElement.dataset.pointing = ''")
        if slide := violations(page, axe):
            found[page.evaluate("slidegen.current.id")] = slide
    assert found == {}


@pytest.mark.parametrize("key", ["i", "/", "x", "h", "o", "p", "r"])
def test_panels_and_views(page: Page, axe: str, key: str) -> None:
    page.evaluate("slidegen.go('services')")
    page.keyboard.press(key)
    if key == "r":  # what has not been in sight yet has no buttons yet
        page.set_viewport_size({"width": 1210, "height": 12000})
        page.wait_for_function(
            "document.querySelectorAll('pre').length === document.querySelectorAll('.code-frame').length"
        )
    assert violations(page, axe) == []


#: axe takes the colour that glyphs are filled with, which no wish of the system forces, for that of the text;
#: what is forced has the system's contrast.
FORCED = {**RULES, "rules": {**RULES["rules"], "color-contrast": {"enabled": False}}}


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
@pytest.mark.parametrize("kind", ["phone", "forced"])
def test_panels_and_views_on_a_phone_and_in_colours_of_the_system(
    browser: Browser, axe: str, decks: dict[str, Path], theme: str, kind: str
) -> None:
    size = {"width": 390, "height": 844} if kind == "phone" else {"width": 1210, "height": 681}
    is_forced = kind == "forced"
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        forced_colors="active" if is_forced else "none",
    )
    page = context.new_page()
    page.goto(decks[theme].as_uri() + "#exercise")
    page.wait_for_function("window.slidegen?.current")
    found = {}
    for view in ("", "contents", "search", "menu", "help", "overview", "presenter"):
        page.evaluate("(view) => slidegen.run(view)", view)
        if here := violations(page, axe, FORCED if is_forced else RULES):
            found[view] = here
        page.keyboard.press("Escape")
    context.close()
    assert found == {}


def test_what_is_told_for_a_while(page: Page, axe: str) -> None:
    page.evaluate("slidegen.tell('Welcome back', slidegen.button('Go on', () => {}))")
    assert violations(page, axe) == []
    page.evaluate("location.hash = '#no-such-slide-at-all'")
    page.wait_for_function("document.querySelector('.toast').textContent.includes('no-such-slide')")
    assert violations(page, axe) == []


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_our_own_workshop(
    slidegen: Slidegen, browser: Browser, axe: str, tmp_path: Path, theme: str, scheme: str
) -> None:
    """Every slide of our own decks at once, on the reading page; the list of decks, and a desk on a phone."""
    decks = ("content/services-selfpaced.yml", "content/tour.yml")
    done = slidegen("build", "--theme", theme, "--out", tmp_path, *decks, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    context = browser.new_context(viewport={"width": 1210, "height": 681}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(120_000)
    for deck in ("services-selfpaced", "tour"):
        page.goto((tmp_path / f"{deck}.html").as_uri() + "?read")
        page.add_style_tag(content=".slide { content-visibility: visible !important }")
        page.evaluate("document.querySelectorAll('pre').forEach((code) => { code.tabIndex = 0; })")
        assert violations(page, axe) == [], deck
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((tmp_path / "tour.html").as_uri() + "?presenter")
    page.wait_for_function("window.slidegen?.current")
    assert violations(page, axe) == []
    assert page.evaluate(
        "slidegen.go(slidegen.slides.find((slide) => slide.querySelector('.lab, .exercise')))"
    )
    assert violations(page, axe) == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_of_decks(
    slidegen: Slidegen, browser: Browser, axe: str, tmp_path: Path, scheme: str
) -> None:
    for name, accent in (("one", "#7a2f8f"), ("two", "#0a6b53")):
        (tmp_path / f"{name}.yml").write_text(f"title: Pods\naccent: '{accent}'\ncontent: [a.md]\n")
    (tmp_path / "a.md").write_text("class: title\n\nPods\n\nA day\n\n---\n# Services\n\ntext\n")
    assert slidegen("build", cwd=tmp_path).returncode == 0
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((tmp_path / "dist/index.html").as_uri())
    assert violations(page, axe) == []
    page.locator("input").fill("services")
    page.wait_for_selector(".deck-found li")
    assert violations(page, axe) == []
    context.close()


#: On paper nothing is pressed, and nothing scrolls.
PAPER = {
    **RULES,
    "rules": {
        **RULES["rules"],
        "target-size": {"enabled": False},
        "scrollable-region-focusable": {"enabled": False},
    },
}
CODE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
@pytest.mark.parametrize("layout", ["slides", "notes", "handout"])
def test_on_paper(browser: Browser, axe: str, decks: dict[str, Path], theme: str, layout: str) -> None:
    page = browser.new_page(viewport={"width": 1210, "height": 681}, color_scheme="light")
    page.emulate_media(media="print", color_scheme="light")
    page.goto(decks[theme].as_uri() + "?print")
    page.wait_for_function("window.slidegen?.current")
    script = files("slidegen.render.export").joinpath("paper.js").read_text(encoding="utf-8")
    page.evaluate(script, {"layout": layout, "steps": False, "codes": {"services": CODE}})
    found = violations(page, axe, PAPER)
    page.close()
    assert found == []
