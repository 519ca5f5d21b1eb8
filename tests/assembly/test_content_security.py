"""Built pages under a strict policy: in a real browser, from a server that sends it, and from a file."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from workshops import Workshop, parse

from slidegen.render.assets import theme_texts
from slidegen.render.theme import find_theme

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STRICT = "script-src 'self'; style-src 'self'"
REFUSED = "addEventListener('securitypolicyviolation', (event) => { window.refused = event.blockedURI; })"
DECK = (
    "background-color: rgb(1, 2, 3)\n\n# One\n\n"
    '<p id="mine" style="color: rgb(4, 5, 6)">mine</p>\n\n| a |\n|--:|\n| b |\n\n---\n\n# Two\n'
)


class Strict(SimpleHTTPRequestHandler):
    """Sends the policy that the site's own file says, or the strictest."""

    def end_headers(self) -> None:
        said = Path(self.directory) / "_headers"
        policy = (
            said.read_text().partition("Content-Security-Policy: ")[2].strip() if said.exists() else STRICT
        )
        self.send_header("Content-Security-Policy", policy)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: a test says what it has to say."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


STYLES = """() => {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return [
        style("html").getPropertyValue("--canvas-width"),
        style(".slide").backgroundColor,
        style("#mine").color,
        style("td").textAlign,
    ];
}"""
EVIL = "document.body.append(Object.assign(document.createElement('script'), {text: 'window.evil = 1'}))"


def shows_slides(page: "Page") -> None:
    """One slide at a time, in its size, with what its author and the theme want of it."""
    page.wait_for_selector("html[data-mode=slides] .slide[data-current]")
    assert page.evaluate(STYLES) == ["1210px", "rgb(1, 2, 3)", "rgb(4, 5, 6)", "right"]
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#two[data-current]")


@pytest.fixture
def strict(workshop: Workshop) -> Callable[..., Workshop]:
    def build(settings: str = "", *, standalone: bool = False) -> Workshop:
        for name in ("second.yml", "intro.md", "shared.md"):
            (workshop.root / name).unlink()
        workshop.write(
            {
                "slidegen.toml": f"fonts = false\n{settings}",
                "first.yml": "sections: false\ncontent: [last.md]\n",
                "last.md": DECK,
            }
        )
        workshop.build(standalone=standalone)
        return workshop

    return build


@pytest.mark.browser
def test_pages_are_slides_where_a_site_has_a_strict_policy(
    strict: Callable[..., Workshop], browser: "Browser"
) -> None:
    with served(strict().out) as address:
        page = browser.new_page(viewport={"width": 1210, "height": 681})
        page.goto(f"{address}/first.html")
        shows_slides(page)
        page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("wish", "boots"), [("headers", True), ("none", False)])
def test_what_runs_before_the_first_paint_is_refused_where_no_policy_names_it(
    strict: Callable[..., Workshop], browser: "Browser", wish: str, boots: bool
) -> None:
    """Without the viewer, too: where it is refused, the page is that of readers without JavaScript."""
    with served(strict(f'content-security = "{wish}"\n').out) as address:
        page = browser.new_page()
        page.route("**/deck.*.js", lambda route: route.fulfill(body=""))
        page.goto(f"{address}/first.html")
        assert page.evaluate("document.documentElement.dataset.mode === 'slides'") is boots
        page.close()


@pytest.mark.browser
def test_without_a_policy_nothing_is_refused(strict: Callable[..., Workshop], browser: "Browser") -> None:
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.add_init_script(REFUSED)
    page.goto((strict().out / "first.html").as_uri())
    shows_slides(page)
    assert page.evaluate("window.refused") is None
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("standalone", [False, True])
def test_pages_that_carry_their_policy_are_slides_from_a_file(
    strict: Callable[..., Workshop], browser: "Browser", standalone: bool
) -> None:
    built = strict('content-security = "meta"\n', standalone=standalone)
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((built.out / "first.html").as_uri())
    shows_slides(page)
    assert page.evaluate("document.querySelector('meta[http-equiv=Content-Security-Policy]') !== null")
    page.evaluate(EVIL)
    assert page.evaluate("window.evil === undefined")
    page.close()


def test_our_own_pages_hold_one_script_inline(strict: Callable[..., Workshop]) -> None:
    """That of before the first paint, in which nothing is a page's own: its digest is that of a release."""
    built = strict()
    inline = []
    for name in ("first.html", "index.html"):
        page = built.page(name)
        assert page.get("style") is None
        assert not list(page.iter("style"))
        scripts = [script for script in page.iter("script") if script.get("type") != "application/json"]
        inline += [script.text for script in scripts if not script.get("src")]
        assert not [element for element in page.iter() for key in element.attrib if key.startswith("on")]
        assert not [meta for meta in page.iter("meta") if meta.get("http-equiv")]
    assert inline == [theme_texts(find_theme("default")).boot]
    assert "_headers" not in built.files()


@pytest.mark.parametrize(
    ("wish", "meta", "headers"), [("meta", 1, False), ("headers", 0, True), ("both", 1, True)]
)
def test_where_the_policy_stands(
    strict: Callable[..., Workshop], wish: str, meta: int, headers: bool
) -> None:
    built = strict(f'content-security = "{wish}"\n')
    page = parse((built.out / "first.html").read_text())
    assert sum(each.get("http-equiv") == "Content-Security-Policy" for each in page.iter("meta")) == meta
    assert ("_headers" in built.files()) is headers
    if headers:
        assert re.search(
            "script-src 'self' 'sha256-[^ ;]+'; style-src 'self';", (built.out / "_headers").read_text()
        )


@pytest.mark.browser
@pytest.mark.parametrize("wish", ["", 'content-security = "meta"\n'])
def test_a_diagram_keeps_its_colours(strict: Callable[..., Workshop], browser: "Browser", wish: str) -> None:
    """mermaid's pictures have a style element and style attributes."""
    built = strict(wish)
    built.write({"last.md": "# One\n\n```mermaid\nflowchart LR\n  client --> service\n```\n"})
    built.build()
    with served(built.out) as address:
        page = browser.new_context(color_scheme="light").new_page()
        page.goto(f"{address}/first.html")
        page.wait_for_selector("[data-diagram] svg")
        fills = (
            "[...document.querySelectorAll('[data-diagram] .node rect')].map((e) => getComputedStyle(e).fill)"
        )
        assert set(page.evaluate(fills)) == {"rgb(232, 238, 252)"}
        page.context.close()
