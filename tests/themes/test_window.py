"""The canvas in windows of every size: zoomed in, at odd sizes, and what is painted beside it."""

import base64
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from themes.conftest import Open

pytestmark = pytest.mark.browser

#: Window sizes of the machines that people present with, and three that leave an odd rest.
SIZES = [
    (1280, 720), (1280, 800), (1366, 768), (1440, 900), (1536, 864), (1600, 900), (1680, 1050), (1920, 1080),
    (1024, 768), (1366, 657), (1920, 969), (1536, 730), (2560, 1080), (1211, 683),
]  # fmt: skip


def resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("(width) => innerWidth === width", arg=width)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def text_size(page: Page, selector: str) -> float:
    """The size of letters on the glass, in CSS pixels."""
    return float(
        page.locator(selector).first.evaluate(
            """(node) => {
              const slide = node.closest(".slide");
              const scale = slide.getBoundingClientRect().width / slide.offsetWidth;
              return parseFloat(getComputedStyle(node).fontSize) * scale;
            }"""
        )
    )


# ---- zoom
@pytest.mark.parametrize("zoom", [2, 3, 4])
@pytest.mark.parametrize(("width", "height"), [(1280, 1024), (1280, 720), (1920, 1080)])
def test_a_browser_that_is_zoomed_in_shows_legible_text(
    browser: Browser, decks: dict[str, Path], zoom: int, width: int, height: int
) -> None:
    """Zoom as browsers do it: fewer CSS pixels, each of more of the screen's."""
    context = browser.new_context(
        viewport={"width": width // zoom, "height": height // zoom}, device_scale_factor=zoom
    )
    page = context.new_page()
    page.goto(f"{decks['default'].as_uri()}#levels")
    page.wait_for_function("window.slidegen?.current")
    assert text_size(page, "#levels .slide-body > p") >= 14
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if page.evaluate("document.documentElement.dataset.fit") == "flow":
        body = page.locator("#levels .slide-body")
        assert body.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
        page.keyboard.press("ArrowDown")  # what does not fit is scrolled to
    context.close()


def test_at_400_percent_text_is_more_than_twice_as_large(open_deck: Open) -> None:
    """WCAG 1.4.4 and 1.4.10, at 1280 by 1024."""
    page = open_deck(hash="#levels")
    resize(page, 1280, 1024)
    plain = text_size(page, "#levels .slide-body > p")
    resize(page, 320, 256)
    assert 4 * text_size(page, "#levels .slide-body > p") > 2 * plain
    assert page.locator("html").get_attribute("data-fit") == "flow"


@pytest.mark.parametrize(("size", "flows"), [((844, 390), False), ((640, 300), True), ((568, 320), True)])
def test_text_reflows_in_landscape_too(open_deck: Open, size: tuple[int, int], flows: bool) -> None:
    page = open_deck(hash="#levels")
    resize(page, *size)
    assert (page.locator("html").get_attribute("data-fit") == "flow") is flows
    assert text_size(page, "#levels .slide-body > p") >= 14


@pytest.mark.parametrize(
    ("wanted", "flows", "at_least"), [("100%", False, 14), ("125%", False, 17.5), ("200%", True, 28)]
)
def test_who_has_told_the_browser_to_write_larger_is_asked(
    browser: Browser, decks: dict[str, Path], tmp_path: Path, wanted: str, flows: bool, at_least: float
) -> None:
    """As its settings have it, where the canvas would be as small as ever."""
    folder = shutil.copytree(decks["default"].parent, tmp_path / "deck")
    deck = folder / "sample.html"
    page_text = deck.read_text(encoding="utf-8")
    larger = f"<style>html {{ font-size: {wanted} }}</style></head>"
    deck.write_text(page_text.replace("</head>", larger), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1210, "height": 681})
    page = context.new_page()
    page.goto(f"{deck.as_uri()}#levels")
    page.wait_for_function("window.slidegen?.current")
    assert (page.locator("html").get_attribute("data-fit") == "flow") is flows
    assert text_size(page, "#levels .slide-body > p") >= at_least
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
@pytest.mark.parametrize("size", [(844, 390), (640, 360), (640, 400), (683, 384)])
def test_dense_slides_are_legible_too(open_deck: Open, theme: str, size: tuple[int, int]) -> None:
    page = open_deck(theme, hash="#levels")
    page.evaluate("slidegen.current.dataset.density = 'dense'")
    resize(page, *size)
    assert text_size(page, "#levels .slide-body > p") >= 13.99


# ---- pixels
def pixels(page: Page) -> tuple[int, int, bytes]:
    """Width, height, and three bytes a pixel of the window; a browser decodes what a browser drew."""
    shot = base64.b64encode(page.screenshot()).decode()
    width, height, data = page.evaluate(
        """async (shot) => {
          const blob = await (await fetch(`data:image/png;base64,${shot}`)).blob();
          const image = await createImageBitmap(blob);
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const { data } = context.getImageData(0, 0, image.width, image.height);
          let text = "";
          for (let at = 0; at < data.length; at += 4) {
            text += String.fromCharCode(data[at], data[at + 1], data[at + 2]);
          }
          return [image.width, image.height, btoa(text)];
        }""",
        shot,
    )
    return width, height, base64.b64decode(data)


def is_blue(colour: bytes) -> bool:
    return colour[2] > colour[0] + 25


@pytest.mark.parametrize("scale", [1, 1.25, 2])
def test_no_line_of_the_first_slide_shines_through(
    browser: Browser, decks: dict[str, Path], scale: float
) -> None:
    context = browser.new_context(device_scale_factor=scale)
    page = context.new_page()
    page.goto(f"{decks['default'].as_uri()}#quote")
    page.wait_for_function("window.slidegen?.current")
    page.evaluate("document.querySelectorAll('.bar, .progress').forEach((node) => node.remove())")
    page.evaluate("slidegen.current.querySelector('.slide-body').replaceChildren()")
    for size in SIZES:
        resize(page, *size)
        width, height, data = pixels(page)
        colours = {data[at : at + 3] for at in range(0, 3 * width * height, 3)}
        assert not [colour for colour in colours if is_blue(colour)], size
        box = page.locator("#quote").bounding_box()
        assert box
        for edge in (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]):
            assert edge * scale == pytest.approx(round(edge * scale), abs=0.02), (size, box)
    context.close()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1600, 1200), (1210, 900)])
def test_below_the_canvas_nothing_has_the_colour_of_code(open_deck: Open, width: int, height: int) -> None:
    """Chromium fills the last row of its tiles with the colour that most of a layer has."""
    page = open_deck("hall", hash="#code")
    page.evaluate("document.querySelectorAll('.bar, .progress').forEach((node) => node.remove())")
    page.evaluate("slidegen.current.querySelector('pre').style.height = '540px'")
    resize(page, width, height)
    box = page.locator("#code").bounding_box()
    assert box
    wide, _, data = pixels(page)
    below = data[3 * wide * int(box["y"] + box["height"]) :][: 3 * wide]
    assert below == below[:3] * wide


def step(one: bytes, two: bytes) -> int:
    return max(abs(a - b) for a, b in zip(one, two, strict=True))


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (2560, 1080), (1366, 768)])
@pytest.mark.parametrize(
    ("slide", "look"),
    [("#quote", "linear-gradient(120deg, #1d3a8a, #152a66 60%)"), ("#quote", "url"), ("#title", "url")],
)
def test_what_is_behind_a_slide_is_painted_to_the_windows_edge(
    open_deck: Open, size: tuple[int, int], slide: str, look: str
) -> None:
    """No step in brightness where the canvas ends, along the rows and columns that cross its edge."""
    page = open_deck(hash=slide)
    page.evaluate(
        """(look) => {
          const picture = document.createElement("canvas");
          [picture.width, picture.height] = [400, 400];
          const context = picture.getContext("2d");
          const ramp = context.createLinearGradient(0, 0, 400, 400);
          ramp.addColorStop(0, "#a00"); ramp.addColorStop(1, "#00a");
          context.fillStyle = ramp;
          context.fillRect(0, 0, 400, 400);
          slidegen.current.style.backgroundImage = look === "url" ? `url(${picture.toDataURL()})` : look;
          slidegen.current.querySelector(".slide-body").replaceChildren();
          document.querySelectorAll(".bar, .progress").forEach((node) => node.remove());
          const style = document.createElement("style");
          style.textContent = ".slide::after { display: none }";
          document.head.append(style);
          slidegen.go(slidegen.index);
        }""",
        look,
    )
    resize(page, *size)
    page.wait_for_timeout(100)
    width, height, data = pixels(page)
    row = [data[3 * (height // 2 * width + x) : 3 * (height // 2 * width + x) + 3] for x in range(width)]
    column = [data[3 * (y * width + width // 3) : 3 * (y * width + width // 3) + 3] for y in range(height)]
    for line in (row, column):
        assert max(step(one, two) for one, two in pairwise(line)) <= 3


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_a_picture_behind_a_slide_stands_there_once(open_deck: Open, theme: str) -> None:
    """Also where it does not cover the slide, as on a phone."""
    page = open_deck(theme, hash="#quote")
    page.evaluate(
        """() => {
          const red = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">'
            + '<rect width="90" height="90" fill="red"/></svg>';
          const address = `data:image/svg+xml,${encodeURIComponent(red)}`;
          const look = `background-image: url('${address}'); background-size: contain`;
          slidegen.current.setAttribute("style", look);
          slidegen.current.querySelector(".slide-body").replaceChildren();
          slidegen.go(slidegen.index);
        }"""
    )
    resize(page, 1210, 681)
    page.wait_for_timeout(100)
    width, height, data = pixels(page)
    shown = [bytes(data[3 * (height // 2 * width + x) :][:3]) == bytes((255, 0, 0)) for x in range(width)]
    assert 640 < sum(shown) < 720
    assert shown[width // 2]


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_contents_of_any_length_fit(open_deck: Open, theme: str) -> None:
    """A few sections are set large, many in two columns; one title of each slide takes two lines."""
    page = open_deck(theme, hash="#contents")
    heights = page.evaluate(
        """() => {
          const body = slidegen.current.querySelector(".slide-body");
          return Array.from({ length: 16 }, (_, at) => {
            const long = `<li><p><a href="#x">${"A section about this and that ".repeat(3)}</a></p></li>`;
            const lines = '<li><p><a href="#x">A section of the day</a></p></li>'.repeat(at);
            body.innerHTML = `<h2>Part 1</h2><ul>${long}${lines}</ul>`;
            return body.scrollHeight;
          });
        }"""
    )
    assert max(heights) <= 681


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_large_words_above_a_picture_stay_on_the_slide(open_deck: Open, theme: str) -> None:
    """They stand low on the slide, and what had no room went out at the top, where nobody scrolls."""
    page = open_deck(theme)
    title = page.evaluate(
        """async () => {
          const body = slidegen.current.querySelector(".slide-body");
          const picture = "<svg xmlns='http://www.w3.org/2000/svg' width='900' height='640'/>";
          body.innerHTML = '<p role="heading" aria-level="1">Thank you!<br>Questions?</p><p><img></p>';
          const image = body.querySelector("img");
          image.src = `data:image/svg+xml,${encodeURIComponent(picture)}`;
          await image.decode();
          const [words, frame] = [body.firstChild, body].map((node) => node.getBoundingClientRect());
          return [words.top >= frame.top, body.scrollHeight <= body.clientHeight + 2];
        }"""
    )
    assert title == [True, True]


@pytest.mark.parametrize(
    ("html", "alone"),
    [
        ("<blockquote><p>Simple.</p></blockquote>", True),
        ("<blockquote><p>Simple.</p></blockquote><p>Somebody</p>", True),
        ("<blockquote><p>Simple.</p></blockquote><p>One</p><p>Two</p>", False),
        ("<h2>Simple</h2><blockquote><p>Simple.</p></blockquote>", False),
    ],
)
def test_a_quotation_alone_or_with_whose_it_is_stands_in_the_middle(
    open_deck: Open, html: str, alone: bool
) -> None:
    page = open_deck(hash="#table")
    page.evaluate("html => { slidegen.current.querySelector('.slide-body').innerHTML = html; }", html)
    room, quotation = (
        page.locator(f".slide[data-current] {selector}").bounding_box()
        for selector in (".slide-body", "blockquote")
    )
    assert room
    assert quotation
    assert (quotation["y"] > room["y"] + room["height"] / 4) is alone
