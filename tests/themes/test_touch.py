"""The deck under a finger: swipes, taps, trackpads; phones and tablets of several sizes."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from themes.conftest import Open
from themes.test_window import text_size

pytestmark = pytest.mark.browser

Hold = Callable[..., Page]


@pytest.fixture
def hold(browser: Browser, decks: dict[str, Path], tmp_path: Path) -> Iterator[Hold]:
    """`hold(390, 844, "#exercise")`: a device with a touch screen and no mouse, come from another page."""
    contexts = []
    before = tmp_path / "before.html"
    before.write_text("<title>before</title>", encoding="utf-8")

    def hold(width: int, height: int, hash: str = "", deck: str = "default") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=True,
            is_mobile=True,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20000)
        contexts.append(context)
        page = context.new_page()
        page.goto(before.as_uri())
        page.goto(decks[deck].as_uri() + hash)
        page.wait_for_function("window.slidegen?.current")
        return page

    yield hold
    for context in contexts:
        context.close()


def swipe(page: Page, start: tuple[int, int], by: int, down: int = 0) -> None:
    """A long, real one: what the browser makes of it is part of the matter."""
    session = page.context.new_cdp_session(page)
    x, y = start
    moves = [[{"x": x + by * part / 14, "y": y + down * part / 14}] for part in range(1, 15)]
    events: list[dict[str, Any]] = [
        {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]},
        *({"type": "touchMove", "touchPoints": points} for points in moves),
        {"type": "touchEnd", "touchPoints": []},
    ]
    for event in events:
        session.send("Input.dispatchTouchEvent", event)
        page.wait_for_timeout(10)
    page.wait_for_timeout(400)


def here(page: Page) -> object:
    return page.evaluate("window.slidegen?.current.id")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390), (820, 1180)])
@pytest.mark.parametrize("slide", ["#table", "#code", "#levels"])
def test_a_long_swipe_turns_the_slide_and_stays_in_the_deck(
    hold: Hold, width: int, height: int, slide: str
) -> None:
    page = hold(width, height, slide)
    at = page.evaluate("slidegen.index")
    swipe(page, (60, height * 2 // 3), 280)
    assert page.evaluate("window.slidegen?.index") == at - 1
    swipe(page, (340, height * 2 // 3), -280)
    assert page.evaluate("window.slidegen?.index") == at


@pytest.mark.parametrize(
    ("by", "down", "turned"), [(-280, -160, 1), (-280, 160, 1), (-200, 170, 0), (60, -300, 0)]
)
def test_the_arc_of_a_thumb_turns_the_slide_and_a_finger_that_scrolls_does_not(
    hold: Hold, by: int, down: int, turned: int
) -> None:
    page = hold(390, 844, "#levels")
    at = page.evaluate("slidegen.index")
    swipe(page, (320, 450), by, down)
    assert page.evaluate("slidegen.index") == at + turned


def test_code_that_scrolls_keeps_the_swipe_for_itself(hold: Hold) -> None:
    page = hold(820, 1180, "#lab")
    page.evaluate("""() => {
      slidegen.current.querySelector("pre code").textContent = "x ".repeat(400);
      slidegen.remade(slidegen.current);
    }""")
    expect(page.locator("#lab pre")).to_have_attribute("tabindex", "0")
    box = page.locator("#lab pre").bounding_box()
    assert box is not None
    swipe(page, (int(box["x"]) + 300, int(box["y"] + box["height"] / 2)), -200)
    assert here(page) == "lab"
    assert page.locator("#lab pre").evaluate("node => node.scrollLeft") > 50
    swipe(page, (int(box["x"]) + 60, int(box["y"] + box["height"] / 2)), 400)
    swipe(page, (int(box["x"]) + 60, int(box["y"] + box["height"] / 2)), 400)
    assert here(page) == "lab"


@pytest.mark.parametrize(
    "wide",
    [
        "<table><tr><td>long_words_without_a_blank_in_them<td>long_words_without_a_blank_in_them"
        "<td>long_words_without_a_blank_in_them</table>",
        f'<div class="formula"><math display="block"><mrow>{"<mi>x</mi><mo>=</mo>" * 30}</mrow></math></div>',
    ],
    ids=["table", "formula"],
)
def test_what_is_wider_than_a_phone_is_moved_and_nothing_turns(hold: Hold, wide: str) -> None:
    page = hold(390, 844, "#table")
    page.evaluate(
        """html => {
          slidegen.current.querySelector("table").outerHTML = html;
          slidegen.remade(slidegen.current);
        }""",
        wide,
    )
    part = page.locator("#table :is(table, math)[data-wide]")
    box = part.bounding_box()
    assert box is not None
    middle = int(box["y"] + box["height"] / 2)
    for by in (-200, -200, -200, -200):
        swipe(page, (350, middle), by)
    assert here(page) == "table"
    assert part.evaluate("node => Math.abs(node.scrollWidth - node.clientWidth - node.scrollLeft)") < 2
    swipe(page, (350, 600), -280)
    assert here(page) != "table"


def test_who_has_zoomed_in_with_two_fingers_moves_about_with_one(hold: Hold) -> None:
    page = hold(390, 844, "#levels")
    touch = page.context.new_cdp_session(page)
    for spread in range(12):
        fingers = [
            {"x": 195 - 10 * (spread + 1), "y": 300, "id": 0},
            {"x": 195 + 10 * (spread + 1), "y": 300, "id": 1},
        ]
        kind = "touchMove" if spread else "touchStart"
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        page.wait_for_timeout(10)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("visualViewport.scale > 2")
    before = page.evaluate("visualViewport.offsetLeft")
    swipe(page, (300, 400), -200)
    assert here(page) == "levels"
    assert page.evaluate("visualViewport.offsetLeft") > before + 20


@pytest.mark.parametrize(("width", "height"), [(820, 1180), (1180, 820), (768, 1024), (844, 390), (390, 844)])
def test_without_a_mouse_the_bar_is_there(hold: Hold, width: int, height: int) -> None:
    page = hold(width, height, "#exercise")
    bar = page.locator(".bar")
    assert bar.evaluate("node => getComputedStyle(node).opacity") == "1"
    box = bar.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= height
    bar.get_by_role("button", name="Next").tap()
    assert here(page) == "lab"


def test_a_phone_that_lies_keeps_the_bar_off_the_slide(hold: Hold) -> None:
    page = hold(844, 390, "#exercise")
    bar, slide = (page.locator(name).bounding_box() for name in (".bar", "#exercise"))
    assert bar
    assert slide
    assert bar["x"] >= slide["x"] + slide["width"] - 1


@pytest.mark.parametrize("size", [(844, 390), (800, 360), (640, 300)])
def test_text_that_reflows_on_a_phone_that_lies_keeps_off_the_bar(hold: Hold, size: tuple[int, int]) -> None:
    page = hold(*size, "#exercise", "workshop")
    assert page.locator("html").get_attribute("data-fit") == "flow"
    bar, code = (page.locator(name).first.bounding_box() for name in (".bar", "#exercise pre"))
    assert bar
    assert code
    assert code["x"] + code["width"] <= bar["x"]


def test_beside_a_mouse_a_tap_shows_the_bar_for_a_while(hold: Hold) -> None:
    page = hold(1180, 820, "#exercise")
    page.locator("#exercise h2").tap()
    expect(page.locator("html")).to_have_attribute("data-pointing", "")
    expect(page.locator("html")).not_to_have_attribute("data-pointing", "", timeout=9000)


@pytest.mark.parametrize(("button", "turned"), [("Previous", -1), ("Next", 1)])
def test_a_tap_that_shows_the_bar_presses_none_of_its_buttons(
    browser: Browser, decks: dict[str, Path], button: str, turned: int
) -> None:
    """On a laptop with a touch screen the bar is hidden, and a finger lands where a button will be."""
    context = browser.new_context(viewport={"width": 1180, "height": 820}, has_touch=True)
    page = context.new_page()
    page.goto(f"{decks['default'].as_uri()}#exercise")
    page.wait_for_function("window.slidegen?.current")
    page.add_style_tag(
        content="html:not([data-pointing]) .bar { opacity: 0 !important; pointer-events: none !important }"
    )
    at = page.evaluate("slidegen.index")
    box = page.get_by_role("button", name=button, exact=True).bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.touchscreen.tap(*middle)
    expect(page.locator(".bar")).to_have_css("opacity", "1")
    assert page.evaluate("slidegen.index") == at
    page.touchscreen.tap(*middle)
    page.wait_for_function("at => slidegen.index === at", arg=at + turned)
    context.close()


def test_a_tap_lights_a_dark_screen(hold: Hold) -> None:
    """A phone has no keys; what another window made dark could not be left."""
    page = hold(390, 844, "#exercise")
    page.evaluate("slidegen.blackout(true)")
    page.touchscreen.tap(195, 400)
    expect(page.locator("html")).not_to_have_attribute("data-dark", "")
    assert here(page) == "exercise"


#: What stands in the window, cannot be seen, and would be hit all the same.
UNSEEN = """() => {
  const opacity = (node) => (node ? getComputedStyle(node).opacity * opacity(node.parentElement) : 1);
  return [...document.querySelectorAll("a, button")].filter((node) => {
    if (!node.checkVisibility() || opacity(node) > 0.05) return false;
    const { left, top, width, height } = node.getBoundingClientRect();
    return node.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  }).map((node) => node.className || node.textContent);
}"""


@pytest.mark.parametrize("slide", ["exercise", "lab", "code", "toc-deploy", "title"])
def test_what_cannot_be_seen_does_not_react_to_a_finger(
    open_deck: Open, decks: dict[str, Path], slide: str
) -> None:
    """A laptop with a touch screen hovers. No emulation has both: what holds for fingers is made to hold."""
    css = "".join(path.read_text(encoding="utf-8") for path in decks["default"].parent.rglob("*.css"))
    [fingers] = re.findall(r"@media ?\(any-pointer: ?coarse\) ?\{([^{}]*\{[^{}]*\})", css)
    page = open_deck(hash=f"#{slide}")
    page.add_style_tag(content=fingers)
    page.evaluate("""() => {
      const [own] = slidegen.current.getElementsByClassName("slide-body");
      own.insertAdjacentHTML("beforeend", '<div class="debug"><a href="#quote">source</a></div>');
    }""")
    assert page.evaluate("matchMedia('(hover: hover)').matches")
    assert page.locator(".bar").evaluate("node => getComputedStyle(node).opacity") == "0"
    assert page.evaluate(UNSEEN) == []
    page.mouse.move(300, 660)
    expect(page.locator(".debug")).to_have_css("opacity", "1")
    if slide != "title":
        expect(page.locator(f"#{slide} .slide-source")).to_have_css("pointer-events", "auto")


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_code_wraps_and_buttons_lie_beside_it(hold: Hold, width: int) -> None:
    page = hold(width, 844, "#exercise")
    code = page.locator("#exercise pre").first
    assert code.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    button = page.locator("#exercise .code-frame .copy").first
    expect(button).to_be_visible()
    above, text = button.bounding_box(), page.locator("#exercise pre code").first.bounding_box()
    assert above
    assert text
    assert above["y"] + above["height"] <= text["y"] + 1


def test_on_a_phone_columns_lie_below_each_other_whatever_they_are_called(hold: Hold) -> None:
    page = hold(390, 844, "#columns")
    page.add_style_tag(content="#slides .kol-1-2 { float: left; width: 50%; }")
    columns = page.locator("#columns :is(.pull-left, .pull-right)")
    columns.last.evaluate("(node) => { node.className = 'kol-1-2'; }")
    first, last = (page.locator(f"#columns .{name}").bounding_box() for name in ("pull-left", "kol-1-2"))
    assert first
    assert last
    assert first["width"] == last["width"] > 300
    assert last["y"] >= first["y"] + first["height"]


def test_on_a_phone_no_word_of_a_table_is_too_small_to_read(hold: Hold) -> None:
    page = hold(390, 844, "#table")
    words = page.locator("#table table :is(th, td, code)")
    sizes = words.evaluate_all("nodes => nodes.map((node) => parseFloat(getComputedStyle(node).fontSize))")
    assert min(sizes) >= 14


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_a_name_in_the_text_is_not_broken_behind_its_hyphen(hold: Hold, width: int) -> None:
    page = hold(width, 844, "#quote")
    page.evaluate("""() => {
      const long = "a-word-that-no-phone-has-room-for-in-a-line-of-its-own";
      const names = ["--all-namespaces", "<kube-system>", long];
      const words = names.map((name) => `<code>kubectl get pods ${name.replace("<", "&lt;")}</code>`);
      const text = [5, 9, 13, 17, 21].map((length) => `<p>${"of ".repeat(length)}${words.join(" or ")}</p>`);
      slidegen.current.querySelector(".slide-body").innerHTML = text.join("");
      slidegen.remade(slidegen.current);
    }""")
    names = page.locator("#quote code > span")
    assert set(names.all_text_contents()) == {"--all-namespaces", "<kube-system>"}
    assert names.evaluate_all("all => all.map((one) => one.getClientRects().length)") == [1] * 10
    body = page.locator("#quote .slide-body")
    assert body.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_on_a_phone_links_to_other_parts_have_no_lines_between_them(hold: Hold) -> None:
    page = hold(390, 844, "#toc-deploy")
    page.evaluate("slidegen.current.dataset.place = '1 / 3'")
    nav = page.locator("#toc-deploy .nav")
    assert nav.evaluate("node => getComputedStyle(node).fontSize") == "0px"
    assert text_size(page, "#toc-deploy .nav a") >= 14


def wheel(page: Page, deltas: list[float], every: int) -> None:
    """Wheel events as a trackpad sends them, dated by hand: a busy machine must not spread them."""
    page.evaluate(
        """([deltas, every]) => {
          const start = (window.wheeled ?? 10000);
          deltas.forEach((deltaY, at) => {
            const event = new WheelEvent("wheel", { deltaY, bubbles: true });
            Object.defineProperty(event, "timeStamp", { value: start + at * every });
            slidegen.current.querySelector(".slide-body").dispatchEvent(event);
          });
          window.wheeled = start + deltas.length * every;
        }""",
        [deltas, every],
    )


GESTURE = [4, 12, 30, 60, 90, 120, 110, *(100 * 0.93**n for n in range(53))]


def test_one_gesture_on_a_trackpad_turns_one_slide(hold: Hold) -> None:
    page = hold(1180, 820, "#columns")
    at = page.evaluate("slidegen.index")
    wheel(page, GESTURE, 20)
    assert page.evaluate("slidegen.index") == at + 1
    page.evaluate("window.wheeled += 200")
    wheel(page, GESTURE, 20)
    assert page.evaluate("slidegen.index") == at + 2
    wheel(page, [-delta for delta in GESTURE], 20)  # begun while the last one coasts
    assert page.evaluate("slidegen.index") == at + 1
    page.evaluate("window.wheeled += 400")
    wheel(page, [120, 120, 120], 300)  # a mouse's notches, one by one
    assert page.evaluate("slidegen.index") == at + 4


def test_a_gesture_that_a_browser_hands_on_late_turns_one_slide(hold: Hold) -> None:
    """What came while it was busy is one event; what is slight is no silence."""
    page = hold(1180, 820, "#columns")
    at = page.evaluate("slidegen.index")
    wheel(page, GESTURE[:30], 20)
    page.evaluate("window.wheeled += 40")
    wheel(page, [sum(GESTURE[first : first + 3]) for first in range(30, 60, 3)], 60)
    wheel(page, [6.0] * 20, 20)
    page.evaluate("window.wheeled += 20")
    wheel(page, [9.0, 4.0, 3.0], 20)
    assert page.evaluate("slidegen.index") == at + 1


def test_who_pushes_on_while_a_gesture_coasts_turns_again(hold: Hold) -> None:
    page = hold(1180, 820, "#columns")
    at = page.evaluate("slidegen.index")
    wheel(page, GESTURE[:45], 20)
    wheel(page, GESTURE, 20)
    assert page.evaluate("slidegen.index") == at + 2


#: As fingers and machines are: 900 ms of coasting, at 60 events a second, none of them quite what was meant.
FLICK = [
    round(delta * (0.85, 1.12, 0.95, 1.2, 0.9)[at % 5])
    for at, delta in enumerate([*(3 * n**1.7 for n in range(1, 9)), *(102 * 0.955**n for n in range(55))])
]


@pytest.mark.parametrize("after", [16, 20, 26, 40, 60])
def test_each_flick_turns_one_slide_however_soon_it_comes(hold: Hold, after: int) -> None:
    page = hold(1180, 820, "#columns")
    at = page.evaluate("slidegen.index")
    wheel(page, FLICK[:after], 16)
    assert page.evaluate("slidegen.index") == at + 1
    page.evaluate("window.wheeled += 40")  # the finger that comes down ends the coasting
    wheel(page, FLICK, 16)
    assert page.evaluate("slidegen.index") == at + 2


def test_a_finger_that_grows_quicker_and_quicker_turns_one_slide(hold: Hold) -> None:
    page = hold(1180, 820, "#columns")
    at = page.evaluate("slidegen.index")
    wheel(page, [6 + n * (1.2, 0.9, 1.1)[n % 3] for n in range(80)], 16)
    assert page.evaluate("slidegen.index") == at + 1


def test_what_a_busy_machine_sends_late_and_at_once_is_one_gesture(hold: Hold) -> None:
    """Every twelfth event comes 100 ms late with those behind it, as one, and one more at its heels."""
    page = hold(1180, 820, "#columns")
    at = page.evaluate("slidegen.index")
    for first in range(0, len(FLICK), 12):
        wheel(page, FLICK[first : first + 6], 16)
        page.evaluate("window.wheeled += 84")
        wheel(page, [sum(FLICK[first + 6 : first + 11]), *FLICK[first + 11 : first + 12]], 1)
        page.evaluate("window.wheeled += 14")
    assert page.evaluate("slidegen.index") == at + 1


def test_one_gesture_turns_one_slide_where_slides_fade(hold: Hold) -> None:
    """While they do, the browser sends what the wheel says to the page, not to the slide."""
    page = hold(1180, 820, "#columns")
    page.emulate_media(reduced_motion="no-preference")
    page.add_style_tag(content=":root::view-transition-group(root) { animation-duration: 500ms }")
    at = page.evaluate("slidegen.index")
    session = page.context.new_cdp_session(page)
    began = time.time()
    for number, delta in enumerate(GESTURE):
        where = {"x": 600, "y": 400, "deltaX": 0, "deltaY": delta, "timestamp": began + number / 50}
        session.send("Input.dispatchMouseEvent", {"type": "mouseWheel", **where})
        if number == 20:
            page.wait_for_timeout(800)
    expect(page.locator("[data-current]")).not_to_have_id("columns")
    assert page.evaluate("slidegen.index") == at + 1


def test_a_free_wheel_turns_one_slide(hold: Hold) -> None:
    page = hold(1180, 820, "#columns")
    at = page.evaluate("slidegen.index")
    wheel(page, [120.0] * 40, 25)
    assert page.evaluate("slidegen.index") == at + 1


def test_a_wheel_that_goes_sideways_turns_nothing(open_deck: Open) -> None:
    page = open_deck("default", hash="#code")
    page.mouse.move(600, 300)
    for across, down in ((120, 0), (-120, 30), (90, 40), (60, -20)):
        page.mouse.wheel(across, down)
        page.wait_for_timeout(200)
    page.keyboard.down("Shift")
    page.mouse.wheel(0, 120)
    page.keyboard.up("Shift")
    page.wait_for_timeout(200)
    assert here(page) == "code"
    page.mouse.wheel(20, 120)
    expect(page.locator("[data-current]")).not_to_have_id("code")


def test_a_wheel_over_what_scrolls_moves_that(open_deck: Open) -> None:
    page = open_deck("default", hash="#code")
    page.evaluate("""slidegen.current.querySelector("pre").style.cssText = "height: 4em; overflow: auto" """)
    code = page.locator("#code pre").first
    code.hover()
    for _ in range(3):
        page.mouse.wheel(0, 120)
        page.wait_for_timeout(200)
    assert here(page) == "code"
    assert code.evaluate("node => node.scrollTop") > 50


#: Of what can be tapped: whose middle, and places 21 px from it up, down, left and right, are not its own.
MISSED = """() => {
  const found = [];
  const scope = document.querySelector("dialog[open]") ?? document;
  const all = ".bar button, .slide[data-current] :is(button, .nav a, .tab), dialog :is(button, label, li a)";
  for (const node of scope.querySelectorAll(all)) {
    if (!node.checkVisibility({ opacityProperty: true })) continue;
    node.scrollIntoView({ block: "center" });
    const { left, top, width, height } = node.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    for (const [across, down] of [[0, 0], [0, 21], [0, -21], [21, 0], [-21, 0]]) {
      const hit = document.elementFromPoint(x + across, y + down);
      if (hit && !node.contains(hit)) found.push([node.className || node.textContent, across, down]);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("slide", ["exercise", "lab", "code", "toc-deploy"])
def test_a_finger_finds_what_it_means(hold: Hold, slide: str) -> None:
    """WCAG 2.5.5: 44 by 44 px, also where what is seen is smaller."""
    phone = hold(390, 844, f"#{slide}")
    phone.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert phone.evaluate(MISSED) == []


@pytest.mark.parametrize("key", ["x", "i", "h"])
def test_a_finger_finds_what_it_means_in_panels(hold: Hold, key: str) -> None:
    phone = hold(390, 844)
    phone.keyboard.press(key)
    assert phone.evaluate(MISSED) == []


def test_in_a_narrow_window_a_gesture_ends_at_the_slides_end_and_the_next_one_turns(hold: Hold) -> None:
    page = hold(390, 500, "#levels")
    body = page.locator("#levels .slide-body")
    body.evaluate("node => node.insertAdjacentHTML('beforeend', '<p>on and on</p>'.repeat(40))")
    wheel(page, GESTURE[:30], 20)
    body.evaluate("node => node.scrollTo(0, 1e6)")  # made events scroll nothing
    wheel(page, GESTURE[30:], 20)
    assert here(page) == "levels"
    page.evaluate("window.wheeled += 400")
    wheel(page, GESTURE, 20)
    assert here(page) == "self-paced-note"
    page.evaluate("window.wheeled += 400")
    wheel(page, [-delta for delta in GESTURE], 20)
    assert here(page) == "levels"
    page.evaluate("window.wheeled += 400")
    wheel(page, [-delta for delta in GESTURE], 20)  # it is at its end: first the way up
    assert here(page) == "levels"
    body.evaluate("node => node.scrollTo(0, 0)")
    page.evaluate("window.wheeled += 400")
    wheel(page, [-delta for delta in GESTURE], 20)
    assert here(page) != "levels"
