"""axe-core over every slide, panel and page, in both themes and both schemes.

axe-core comes in the wheel of axe-playwright-python; SLIDEGEN_AXE names another one, and where the peers are
installed, theirs is newer and knows more.
"""

import os
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
Slidegen = Callable[..., CompletedProcess[str]]

pytestmark = pytest.mark.browser

#: Rules of WCAG 2.2 AA and below, and good practice; a deck's author decides about headings' order,
#: and `landmark-unique` takes each named `section` for a landmark, also one with `role="group"`.
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {
        "heading-order": {"enabled": False},
        "page-has-heading-one": {"enabled": False},
        "landmark-unique": {"enabled": False},
    },
}

#: What a slide puts off to the frame after it is shown.
SETTLED = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"


@pytest.fixture(scope="session")
def axe() -> str:
    if "SLIDEGEN_AXE" in os.environ:
        return Path(os.environ["SLIDEGEN_AXE"]).read_text(encoding="utf-8")
    newest = Path(os.environ.get("SLIDEGEN_PEERS", ""), "node_modules/axe-core/axe.min.js")
    if newest.is_file():
        return newest.read_text(encoding="utf-8")
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-core is not installed (pip install axe-playwright-python)")
    return next(Path(package.origin).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


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


def violations(page: Page, axe: str, rules: dict[str, Any] = RULES) -> list[str]:
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(axe)
    page.evaluate(SETTLED)
    result = page.evaluate("(rules) => axe.run(document, {...rules, resultTypes: ['violations']})", rules)
    return [
        f"{found['id']}: {node['html'][:120]} {node['failureSummary']}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


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
