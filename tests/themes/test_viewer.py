"""Keys, gestures, places and steps of the viewer, on a deck opened from disk."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from themes.conftest import Open

pytestmark = pytest.mark.browser


def here(page: Page) -> tuple[str, int]:
    return tuple(page.evaluate("[slidegen.current.id, slidegen.step]"))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_first_slide_is_shown_alone(open_deck: Open) -> None:
    page = open_deck()
    assert page.locator(".slide:visible").count() >= 1
    expect(page.locator("#title h1")).to_be_in_viewport()
    assert page.title().startswith("1 · ")
    page.wait_for_function(
        "document.querySelectorAll('.slide[hidden=until-found]').length == slidegen.slides.length - 1"
    )


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "PageDown", "Space", "j"])
def test_keys_that_go_on(open_deck: Open, key: str) -> None:
    page = open_deck()
    press(page, key)
    assert here(page) == ("introductions", 0)


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowUp", "PageUp", "Shift+Space", "k"])
def test_keys_that_go_back(open_deck: Open, key: str) -> None:
    page = open_deck(hash="#contents")
    press(page, key)
    assert here(page) == ("introductions", 0)


def test_home_and_end(open_deck: Open) -> None:
    page = open_deck()
    press(page, "End")
    assert here(page) == ("thanks", 0)
    press(page, "ArrowRight")
    assert here(page) == ("thanks", 0)
    press(page, "Home")
    assert here(page) == ("title", 0)


def test_steps_come_one_by_one_and_all_at_once_from_behind(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    external = page.get_by_text("ExternalName").first
    expect(external).not_to_be_visible()
    press(page, "ArrowRight")
    assert here(page) == ("services", 1)
    press(page, "ArrowRight")
    expect(external).to_be_visible()
    press(page, "ArrowRight")
    assert here(page) == ("exercise", 0)
    press(page, "ArrowLeft")
    assert here(page) == ("services", 2)
    expect(external).to_be_visible()


def test_a_number_and_enter(open_deck: Open) -> None:
    page = open_deck()
    press(page, "1", "0")
    expect(page.locator(".digits")).to_have_text("10")
    press(page, "Enter")
    assert here(page) == ("lab", 0)
    press(page, "7", "Enter")  # numbers count steps, as remark does
    assert here(page) == ("services", 1)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("#lab", ("lab", 0)),
        ("#10", ("lab", 0)),
        ("#8", ("services", 2)),
        ("#p10", ("lab", 0)),
        ("#old-exercise", ("exercise", 0)),
        ("#nowhere", ("title", 0)),
    ],
)
def test_addresses(open_deck: Open, address: str, place: tuple[str, int]) -> None:
    assert here(open_deck(hash=address)) == place


def test_the_address_follows_and_a_jump_can_be_taken_back(open_deck: Open) -> None:
    page = open_deck(hash="#contents")
    page.get_by_role("link", name="Exercises").click()
    assert here(page) == ("exercise", 0)
    assert page.url.endswith("#exercise")
    press(page, "ArrowRight")
    page.wait_for_url("**#lab")
    page.go_back()
    assert here(page) == ("contents", 0)


def test_a_reload_keeps_slide_and_step(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    press(page, "ArrowRight")
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    assert here(page) == ("services", 1)


def test_another_day_the_place_is_offered(open_served_deck: Open) -> None:
    page = open_served_deck(hash="#code")
    press(page, "ArrowRight")
    page = open_served_deck()
    assert here(page) == ("title", 0)
    page.get_by_role("button", name="Continue at").click()
    assert here(page) == ("languages", 0)


def test_the_canvas_fits_the_window(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    for width, height in ((1920, 1080), (1024, 768), (844, 390)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        page.evaluate("new Promise(requestAnimationFrame)")
        box = page.locator("#exercise").bounding_box()
        assert box is not None
        assert box["width"] == pytest.approx(min(width, height * 1210 / 681), abs=1)
        assert box["height"] == pytest.approx(min(height, width * 681 / 1210), abs=1)


def test_on_a_phone_text_reflows(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("html")).to_have_attribute("data-fit", "flow")
    assert page.locator("#exercise h2").evaluate("node => parseFloat(getComputedStyle(node).fontSize)") >= 20
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_swipe_turns(open_deck: Open) -> None:
    page = open_deck()
    swipe = """([from, to]) => {
        const main = document.getElementById('slides');
        const touch = (x) => new Touch({ identifier: 1, target: main, clientX: x, clientY: 300 });
        main.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(from)], bubbles: true }));
        main.dispatchEvent(new TouchEvent('touchend', { changedTouches: [touch(to)], bubbles: true }));
    }"""
    page.evaluate(swipe, [600, 300])
    assert here(page) == ("introductions", 0)
    page.evaluate(swipe, [300, 600])
    assert here(page) == ("title", 0)


def test_dark_screen_mirror_and_full_screen(open_deck: Open) -> None:
    page = open_deck()
    html = page.locator("html")
    press(page, "b")
    expect(html).to_have_attribute("data-dark", "")
    press(page, "Escape")
    expect(html).not_to_have_attribute("data-dark", "")
    press(page, "m")
    expect(html).to_have_attribute("data-mirror", "")
    press(page, "f")
    page.wait_for_function("document.fullscreenElement")


def test_keys_with_modifiers_and_in_fields_are_left_alone(open_deck: Open) -> None:
    page = open_deck()
    press(page, "Control+ArrowRight", "Alt+ArrowRight")
    assert here(page) == ("title", 0)
    press(page, "/")
    page.keyboard.type("jbk")
    assert here(page) == ("title", 0)


def test_single_key_shortcuts_can_be_switched_off(open_served_deck: Open) -> None:
    page = open_served_deck()
    press(page, "x")
    page.get_by_label("Single-key shortcuts").uncheck()
    press(page, "Escape", "j", "b")
    assert here(page) == ("title", 0)
    press(page, "ArrowRight")
    assert here(page) == ("introductions", 0)
    page.reload()
    assert not page.evaluate("slidegen.shortcuts")
    press(page, "j")
    assert here(page) == ("introductions", 0)


def test_focus_moves_and_the_slide_is_announced(open_deck: Open) -> None:
    page = open_deck()
    press(page, "ArrowRight")
    assert page.evaluate("document.activeElement.id") == "introductions"
    expect(page.locator(".announcer")).to_have_text("Slide 2 of 23: Introductions")


def test_the_overview_shows_all_and_opens_one(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    press(page, "o")
    expect(page.locator("#exercise")).to_be_in_viewport()
    expect(page.locator("#lab")).to_be_in_viewport()
    press(page, "ArrowRight", "Enter")
    assert here(page) == ("lab", 0)
    assert page.evaluate("slidegen.mode") == "slides"
    press(page, "o")
    page.locator("#code").click()
    assert here(page) == ("code", 0)


def test_contents_lead_to_a_section(open_deck: Open) -> None:
    page = open_deck(hash="#lab")
    press(page, "i")
    panel = page.get_by_role("dialog", name="Contents")
    expect(panel.locator("[aria-current]")).to_have_text("Deploying something")
    expect(panel.locator("[aria-current]")).to_be_focused()
    press(page, "ArrowDown", "Enter")
    assert here(page) == ("code", 0)
    expect(panel).not_to_be_visible()


def test_search_looks_at_titles_first_then_text_and_not_at_notes(open_deck: Open) -> None:
    page = open_deck()
    press(page, "/")
    page.keyboard.type("deploy")
    expect(page.get_by_role("option").first).to_contain_text("Deploying something")
    page.get_by_role("combobox").fill("kube-proxy rules")
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("combobox").fill("feedback forms")
    expect(page.get_by_role("option")).to_have_count(0)
    page.get_by_role("combobox").fill("back table of contents")  # links between parts, which many have
    expect(page.get_by_role("option")).to_have_count(0)
    page.get_by_role("combobox").fill("kube-proxy")
    press(page, "Enter")
    assert here(page) == ("extra", 0)


def test_going_to_a_title(open_deck: Open) -> None:
    page = open_deck()
    press(page, "g")
    expect(page.get_by_role("option")).to_have_count(21)
    page.keyboard.type("quo")
    expect(page.get_by_role("option")).to_have_count(0)
    page.get_by_role("combobox").fill("two col")
    press(page, "Enter")
    assert here(page) == ("columns", 0)


def test_a_link_to_words_opens_their_slide(open_deck: Open, decks: dict[str, Path]) -> None:
    """Chromium's search for a text fragment goes the way of find-in-page, which no program can press.

    It looks before scripts have run, so here the attribute that the viewer sets stands in the page.
    """
    html = decks["default"].read_text(encoding="utf-8")
    deck = decks["default"].with_name("found.html")
    deck.write_text(html.replace('id="services"', 'hidden="until-found" id="services"'), encoding="utf-8")
    page = open_deck("default", "", "#title")
    page.goto(deck.as_uri() + "#:~:text=a%20DNS%20alias")
    page.wait_for_function("window.slidegen?.current.id === 'services'")
    expect(page.get_by_text("a DNS alias").first).to_be_visible()


def test_the_browsers_own_search_opens_a_slide(open_deck: Open) -> None:
    page = open_deck()
    page.wait_for_function("document.querySelectorAll('.slide[hidden]').length > 3")
    page.evaluate(
        "document.getElementById('services').dispatchEvent(new Event('beforematch', { bubbles: true }))"
    )
    assert here(page) == ("services", 2)


def test_copy_leaves_prompts_and_answers_behind(open_deck: Open) -> None:
    page = open_deck(hash="#lab")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    page.locator("#lab pre").hover()
    page.locator("#lab").get_by_role("button", name="Copy this code").click()
    expected = "kubectl get nodes\ncurl -s http://10.98.4.12:8888 \\\n  | jq .HOSTNAME"
    assert page.evaluate("window.copied") == expected
    press(page, "ArrowLeft")
    page.locator("#exercise .exercise").hover()
    page.get_by_role("button", name="Copy all of this exercise").click()
    assert page.evaluate("window.copied").startswith("# Create a deployment, then look at it\nkubectl create")


def test_ticks_are_kept(open_served_deck: Open) -> None:
    page = open_served_deck(hash="#exercise")
    page.get_by_role("button", name="Done").click()
    page.reload()
    expect(page.get_by_role("button", name="Done", pressed=True)).to_be_visible()


def test_what_a_live_preview_puts_in_is_switched_off_too(open_deck: Open) -> None:
    page = open_deck(hash="#lab")
    press(page, "e")
    page.evaluate("""() => {
      const [body] = slidegen.current.getElementsByClassName("slide-body");
      body.innerHTML = '<h2>New</h2><p class="extra-details">more</p>';
      slidegen.remade(slidegen.current);
      slidegen.refresh();
    }""")
    expect(page.get_by_role("heading", name="New")).to_be_visible()
    expect(page.get_by_text("more", exact=True)).to_be_hidden()


def test_switches_by_key_menu_and_address(open_deck: Open) -> None:
    page = open_deck(hash="#lab")
    press(page, "e", "ArrowRight")
    assert here(page) == ("code", 0)
    assert page.evaluate("slidegen.number") == 11
    assert page.evaluate("slidegen.total") == 22
    press(page, "/")
    page.keyboard.type("kube-proxy")
    expect(page.get_by_role("option")).to_have_count(0)
    press(page, "Escape", "x")
    page.get_by_label("Extra details").check()
    press(page, "Escape")
    assert page.evaluate("slidegen.number") == 12
    page = open_deck(query="?hide=extra-details,self-paced&show=extra-details")
    assert page.evaluate("slidegen.total") == 22
    assert page.evaluate("slidegen.find('self-paced-note')") == -1


def test_a_hidden_slide_gives_way_to_the_one_before(open_deck: Open) -> None:
    page = open_deck(hash="#extra")
    press(page, "e")
    assert here(page) == ("lab", 0)


def test_light_and_dark(open_served_deck: Open) -> None:
    page = open_served_deck(hash="#lab")
    paper = "getComputedStyle(slidegen.current).backgroundColor"
    light = page.evaluate(paper)
    press(page, "d")
    assert page.evaluate(paper) != light
    page.reload()
    assert page.evaluate(paper) != light
    press(page, "d")
    assert page.evaluate(paper) == light


def test_a_picture_is_enlarged(open_deck: Open) -> None:
    page = open_deck(hash="#picture")
    page.locator("#picture img").click()
    expect(page.get_by_role("dialog", name="Picture")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("dialog", name="Picture")).not_to_be_visible()


def test_help_lists_the_keys(open_deck: Open) -> None:
    page = open_deck()
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Keys")
    for label in ("Presenter view", "Overview", "Show or hide: extra details", "Moving"):
        expect(dialog.get_by_text(label)).to_be_attached()


def test_buttons_do_what_keys_do(open_deck: Open) -> None:
    page = open_deck()
    bar = page.get_by_role("toolbar", name="Slides")
    bar.get_by_role("button", name="Next").click()
    assert here(page) == ("introductions", 0)
    bar.get_by_role("button", name="Previous").click()
    assert here(page) == ("title", 0)
    for node in bar.get_by_role("button").all():
        box = node.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_sections_may_change_under_the_viewer(open_deck: Open) -> None:
    """What `slidegen serve` does: a section is replaced by id, then `refresh`."""
    page = open_deck(hash="#lab")
    page.evaluate("""() => {
        const fresh = document.getElementById('lab').cloneNode(false);
        fresh.removeAttribute('data-current');
        fresh.dataset.steps = 3;
        fresh.innerHTML = '<div class="slide-body"><h2>Changed</h2><p data-step="3">late</p></div>';
        document.getElementById('lab').replaceWith(fresh);
        const added = fresh.cloneNode(true);
        added.id = 'added';
        fresh.after(added);
        slidegen.refresh();
    }""")
    expect(page.locator("#lab h2")).to_have_text("Changed")
    expect(page.locator("#lab p")).not_to_be_visible()
    assert page.evaluate("slidegen.total") == 30
    press(page, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")
    assert here(page) == ("added", 0)


def test_the_longest_decks_stay_quick(open_deck: Open) -> None:
    """Turning a slide costs about the same in 2,520 slides as in 21; busy machines slow both."""
    short, page = open_deck(), open_deck("long")
    assert page.evaluate("slidegen.slides.length") == 2520
    turn = """() => new Promise((resolve) => {
        const start = performance.now();
        slidegen.next();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    })"""
    times: dict[Page, list[float]] = {short: [], page: []}
    for _ in range(9):
        for deck, taken in times.items():
            deck.bring_to_front()
            taken.append(deck.evaluate(turn))
    assert sorted(times[page])[4] < 3 * sorted(times[short])[4] + 40, times.values()
    press(page, "/")
    page.keyboard.type("iptables")
    expect(page.get_by_role("status").filter(has_text="120 slides")).to_be_visible()
    press(page, "Escape", "e")
    assert page.evaluate("slidegen.slides.length") == 2400


# ---- long decks
STACKS = "[...slidegen.main.shadowRoot.children]"


def test_of_a_long_deck_one_stack_is_laid_out(open_deck: Open) -> None:
    page = open_deck("long", hash="#1300")
    assert page.evaluate(f"{STACKS}.filter((stack) => !stack.hidden).length") == 1
    expect(page.locator(".slide[data-current] .slide-body")).to_be_in_viewport()
    press(page, "End")
    expect(page.locator(".slide[data-current] .slide-body")).to_be_in_viewport()
    assert page.evaluate(f"{STACKS}.at(-1).hidden") is False
    assert page.evaluate("document.activeElement === slidegen.current")
    press(page, "o")  # of which the overview shows one group
    assert page.evaluate(f"{STACKS}.filter((stack) => !stack.hidden).length") <= 3
    assert page.locator(".slide:visible").count() <= 48


def test_the_browsers_search_opens_a_slide_of_a_closed_stack(
    context: BrowserContext, decks: dict[str, Path]
) -> None:
    """Chromium seeks a text fragment once more after the page was loaded: here the words come only then."""
    page = context.new_page()
    page.add_init_script(
        """addEventListener("load", () => {
          slidegen.slides[2000].querySelector(".slide-body").append("Only here stands zwetschgenknoedel.");
        });"""
    )
    page.goto(decks["long"].as_uri() + "#:~:text=zwetschgenknoedel")
    page.wait_for_function("window.slidegen?.index === 2000")
    expect(page.locator(".slide[data-current]")).to_be_in_viewport()
    expect(page.locator(".slide[data-current]")).to_contain_text("zwetschgenknoedel")


def test_all_stacks_are_printed(open_deck: Open) -> None:
    page = open_deck("long")
    page.emulate_media(media="print")
    assert page.locator(".slide").last.is_visible()


def test_a_slide_that_comes_and_one_that_goes_move_the_others_between_stacks(open_deck: Open) -> None:
    page = open_deck("long", hash="#1300")
    page.evaluate(
        """() => {
          const fresh = slidegen.slides[5].cloneNode(true);
          fresh.id = "fresh";
          slidegen.main.prepend(fresh);
          slidegen.slides[3].remove();
          slidegen.refresh();
        }"""
    )
    expect(page.locator(".slide[data-current] .slide-body")).to_be_in_viewport()
    press(page, "Home")
    assert here(page) == ("fresh", 0)
    expect(page.locator("#fresh .slide-body")).to_be_in_viewport()


# ---- the overview of a long deck
def test_the_overview_shows_a_group_and_goes_on_into_the_next(open_deck: Open) -> None:
    page = open_deck("long", hash="#20")
    press(page, "o")
    shown = page.locator(".slide:visible")
    assert 0 < shown.count() <= 48
    last = page.evaluate("[...document.querySelectorAll('.slide:not([hidden])')].at(-1).id")
    page.evaluate("(id) => slidegen.go(id)", last)
    press(page, "ArrowRight")
    assert page.locator(f"#{last}").is_hidden()
    expect(page.locator(".slide[data-current]")).to_be_in_viewport()
    press(page, "ArrowLeft")
    assert here(page) == (last, 0)
    expect(page.locator(f"#{last}")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "columns"), [(820, 2), (844, 2), (897, 2), (390, 1), (1366, 3)])
def test_the_overview_has_as_many_columns_as_fit(open_deck: Open, width: int, columns: int) -> None:
    page = open_deck(hash="#code")
    page.set_viewport_size({"width": width, "height": 800})
    press(page, "o")
    lefts = page.locator("main > .slide").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect().x)"
    )
    assert len(set(lefts)) == columns


def test_the_overview_is_filtered_and_walked_by_keys(open_deck: Open) -> None:
    page = open_deck("long")
    press(page, "o")
    page.get_by_role("searchbox", name="Show slides with").fill("kube-proxy")
    expect(page.locator(".slide:visible").first).to_contain_text("under the hood")
    assert page.locator(".slide:visible").count() == 48
    press(page, "ArrowDown", "ArrowRight", "Enter")
    assert here(page)[0] == "extra-1"
    assert page.evaluate("slidegen.mode") == "slides"


@pytest.mark.parametrize(
    ("query", "said"), [("nowhere at all", "0 slides"), ("(.*", "0 slides"), ("kube", "")]
)
def test_the_filter_says_how_many_it_found(open_deck: Open, query: str, said: str) -> None:
    page = open_deck()
    press(page, "o")
    field = page.get_by_role("searchbox", name="Show slides with")
    field.fill(query)
    told = page.locator(".sections [role=status]")
    expect(told).to_have_text(said or re.compile(r"^\d+ slides?$"))
    if said:
        assert page.locator(".slide:visible").count() == 0
        field.press("Enter")
        assert page.evaluate("slidegen.mode") == "overview"
    field.fill("")
    expect(told).to_have_text("")


def test_home_and_end_take_the_focus_along_in_the_overview(open_deck: Open) -> None:
    page = open_deck("long")
    press(page, "o", "End")
    expect(page.locator(".slide:visible").last).to_be_focused()
    press(page, "Home")
    expect(page.locator(".slide:visible").first).to_be_focused()


def test_the_overview_of_a_long_deck_costs_ten_slides(open_deck: Open) -> None:
    """It took 94 times as long as the next slide."""
    page = open_deck("long", hash="#1300")
    took = """(act) => new Promise((resolve) => {
        const start = performance.now();
        act === "next" ? slidegen.next() : slidegen.setMode(act);
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
    })"""
    turns, grids = [], []
    for _ in range(5):
        turns.append(page.evaluate(took, "next"))
        grids.append(page.evaluate(took, "overview"))
        page.evaluate(took, "slides")
    assert sorted(grids)[2] < 10 * sorted(turns)[2] + 40, (turns, grids)


# ---- what used to fail in silence
def test_full_screen_that_is_refused_is_told(open_deck: Open) -> None:
    page = open_deck()
    for refusal in ("undefined", "() => Promise.reject(new TypeError('no'))"):
        page.evaluate(f"document.documentElement.requestFullscreen = {refusal}; 0")
        page.evaluate("document.querySelector('.toast').hidden = true")
        press(page, "f")
        expect(page.get_by_role("status").filter(has_text="refuses the full screen")).to_be_visible()


def test_a_blocked_window_is_told_with_its_address(open_deck: Open) -> None:
    page = open_deck(hash="#lab")
    page.evaluate("window.open = () => null")
    press(page, "c")
    toast = page.get_by_role("status").filter(has_text="blocked")
    expect(toast).to_be_visible()
    address = toast.get_by_role("link").get_attribute("href") or ""
    assert "room=" in address
    assert address.endswith("#lab")


@pytest.mark.parametrize(
    ("address", "place"),
    [("#exercises", "exercise"), ("#inline-pictures", "inline-picture"), ("#xyz-qqq", "title")],
)
def test_an_address_of_old_leads_to_the_nearest_slide_and_says_so(
    open_deck: Open, address: str, place: str
) -> None:
    page = open_deck(hash=address)
    assert here(page) == (place, 0)
    expect(page.get_by_role("status").filter(has_text=f"There is no “{address[1:]}”")).to_be_visible()


def test_clickers_and_caps_lock(open_deck: Open) -> None:
    page = open_deck()
    html = page.locator("html")
    press(page, ".")
    expect(html).to_have_attribute("data-dark", "")
    press(page, ".", "J")
    expect(html).not_to_have_attribute("data-dark", "")
    assert here(page) == ("introductions", 0)
    press(page, "B")
    expect(html).to_have_attribute("data-dark", "")
    press(page, "B", "f")
    page.wait_for_function("document.fullscreenElement")
    page.evaluate("window.same = true")
    press(page, "F5")
    page.wait_for_timeout(200)
    assert page.evaluate("window.same && Boolean(document.fullscreenElement)")


@pytest.mark.parametrize(("typed", "code"), [("щ", "KeyO"), ("Щ", "KeyO"), ("ο", "KeyO"), ("ם", "KeyO")])
def test_keys_of_other_alphabets_are_those_of_the_same_places(open_deck: Open, typed: str, code: str) -> None:
    """Who writes Russian, Greek or Hebrew need not change the layout for a shortcut."""
    page = open_deck()
    page.evaluate(
        """([key, code]) => slidegen.current.dispatchEvent(
          new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))""",
        [typed, code],
    )
    assert page.evaluate("slidegen.mode") == "overview"


@pytest.mark.parametrize(("typed", "code"), [("o", "KeyS"), ("é", "Digit2"), ("ö", "Semicolon")])
def test_keys_of_other_latin_layouts_are_what_they_say(open_deck: Open, typed: str, code: str) -> None:
    page = open_deck()
    page.evaluate(
        """([key, code]) => slidegen.current.dispatchEvent(
          new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }))""",
        [typed, code],
    )
    assert page.evaluate("slidegen.mode") == ("overview" if typed == "o" else "slides")


# ---- looks that mean something
@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
@pytest.mark.parametrize(
    "items",
    [
        "<ul><li><p>one</p><p>(it is like two)</p></li><li><p>two</p></li></ul>",
        "<dl><dt>1</dt><dd><p>one</p><p>(it is like two)</p></dd><dt><p>2</p></dt><dd><p>two</p></dd></dl>",
    ],
    ids=["list", "definitions"],
)
def test_a_second_paragraph_belongs_to_its_item(open_deck: Open, theme: str, items: str) -> None:
    page = open_deck(theme, hash="#services")
    gaps = page.evaluate(
        """(items) => {
          slidegen.current.querySelector(".slide-body").innerHTML = items;
          const texts = [...slidegen.current.querySelectorAll(".slide-body p")];
          const [one, second, two] = texts.map((text) => text.getBoundingClientRect());
          const colour = (at) => getComputedStyle(texts[at]).color;
          return [second.top - one.bottom, two.top - second.bottom, colour(0) !== colour(1)];
        }""",
        items,
    )
    inner, outer, muted = gaps
    assert inner < outer / 2
    assert muted


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_words_that_were_found_stand_out_in_the_dark(open_deck: Open, theme: str) -> None:
    page = open_deck(theme)
    press(page, "d")
    press(page, "/")
    page.keyboard.type("kube-proxy")
    pair = page.locator(".results small mark").first.evaluate(
        """(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]
             .map((colour) => colour.match(/\\d+/g).slice(0, 3).map(Number))"""
    )
    dark, light = sorted(luminance(colour) for colour in pair)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: list[int]) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---- code that is explained line by line
LINES = """() => {
  const body = slidegen.current.querySelector(".slide-body");
  body.innerHTML = '<pre data-lines="1|2-3|all"><code><span class="row">a\\n</span>'
    + '<span class="row">b\\n</span><span class="row">c</span></code></pre>';
  slidegen.remade(slidegen.current);
}"""


def lit(page: Page) -> list[str]:
    return page.locator(".row[data-lit]").all_inner_texts()


def test_lines_are_lit_step_by_step(open_deck: Open) -> None:
    page = open_deck(hash="#code")
    page.evaluate(LINES)
    number = page.evaluate("slidegen.number")
    assert [text.strip() for text in lit(page)] == ["a"]
    press(page, "ArrowRight")
    assert [text.strip() for text in lit(page)] == ["b", "c"]
    press(page, "ArrowRight")
    assert lit(page) == []
    assert page.evaluate("slidegen.number") == number  # remark's numbers do not know of them
    press(page, "ArrowRight")
    assert here(page) == ("languages", 0)
    press(page, "ArrowLeft", "ArrowLeft")
    assert here(page) == ("code", 1)
    assert len(lit(page)) == 2
    press(page, "r")
    assert lit(page) == []


@pytest.mark.parametrize(
    ("columns", "least", "most", "scrolls"),
    [(60, 1, 1, False), (88, 0.81, 0.99, False), (200, 0.8, 0.8, True)],
)
def test_a_long_line_of_code_is_set_smaller_before_it_scrolls(
    open_deck: Open, columns: int, least: float, most: float, scrolls: bool
) -> None:
    """Nobody scrolls on a projector; on a phone code wraps and is as large as ever."""
    page = open_deck(hash="#exercise")
    page.evaluate(
        "columns => { const slide = document.getElementById('exercise');"
        " slide.querySelector('pre code').textContent = 'x'.repeat(columns); slidegen.remade(slide); }",
        columns,
    )
    code = page.locator("#exercise pre").first
    size = "(pre) => parseFloat(getComputedStyle(pre).fontSize) / (28 * 0.745)"
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert least - 0.01 <= code.evaluate(size) <= most + 0.01
    assert code.evaluate("(pre) => pre.scrollWidth > pre.clientWidth") == scrolls
    assert (code.get_attribute("tabindex") == "0") == scrolls
    page.set_viewport_size({"width": 390, "height": 844})
    expect(code).to_have_css("font-size", "13.41px")


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_a_list_on_a_centred_slide_keeps_its_marks_beside_its_words(open_deck: Open, theme: str) -> None:
    page = open_deck(theme, hash="#table")
    left, right, width = page.evaluate("""() => {
        const { current } = slidegen;
        current.classList.add("center");
        const body = current.firstElementChild;
        body.innerHTML = "<h2>Plan</h2><ul><li>one</li><li>two words<ul><li>a</li></ul></li></ul>";
        const list = body.querySelector("ul");
        const words = new Range();
        words.selectNodeContents(list.firstElementChild);
        const [box, text] = [list.getBoundingClientRect(), words.getBoundingClientRect()];
        return [box.left, innerWidth - box.right, text.left - box.left];
    }""")
    assert left > 300
    assert abs(left - right) < 2
    assert width < 60


@pytest.mark.parametrize("query", ["", "?read"])
@pytest.mark.parametrize("name", ["slides", "notes", "slide-source"])
def test_a_class_of_an_author_that_is_called_as_a_part_of_the_page_is_only_a_class(
    open_deck: Open, name: str, query: str
) -> None:
    page = open_deck("default", query)
    looks = """name => ["of-an-author", name].map((each) => {
        const node = document.createElement("div");
        node.className = each;
        node.textContent = "words";
        document.querySelector(".slide[data-current] .slide-body, .slide .slide-body").append(node);
        const { display, position, color, fontSize, opacity, visibility } = getComputedStyle(node);
        return JSON.stringify([display, position, color, fontSize, opacity, visibility, node.offsetWidth]);
    })"""
    one, other = page.evaluate(looks, name)
    assert one == other
