"""The presenter's view, and windows in step."""

import pytest
from playwright.sync_api import Page, expect
from themes.conftest import Open
from themes.test_viewer import LINES

pytestmark = pytest.mark.browser


def here(page: Page) -> list[object]:
    return page.evaluate("[slidegen.current.id, slidegen.step]")  # type: ignore[no-any-return]


def clone_of(page: Page) -> Page:
    with page.expect_popup() as popup:
        page.keyboard.press("c")
    clone = popup.value
    clone.wait_for_function("window.slidegen?.current")
    return clone


def wait_for(page: Page, id: str, step: int = 0) -> None:
    page.wait_for_function(f"slidegen.current.id === '{id}' && slidegen.step === {step}")


def test_the_presenter_sees_what_comes_next_and_the_notes(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    page.keyboard.press("p")
    expect(page.locator(".desk-notes")).to_have_text("Draw the four on the board.")
    upcoming = page.locator(".desk-next")
    expect(upcoming.get_by_text("LoadBalancer")).to_be_visible()
    expect(upcoming.get_by_text("ExternalName")).not_to_be_visible()
    page.keyboard.press("End")
    expect(upcoming).to_have_text("The end")
    page.keyboard.press("p")
    expect(page.locator(".desk")).not_to_be_visible()


def test_two_windows_keep_in_step(open_deck: Open) -> None:
    page = open_deck(hash="#contents")
    clone = clone_of(page)
    assert here(clone) == ["contents", 0]
    page.keyboard.press("End")
    wait_for(clone, "thanks")
    clone.bring_to_front()
    clone.evaluate("slidegen.go('services', {step: 1})")
    wait_for(page, "services", 1)
    page.evaluate("slidegen.switches.set('extra-details', false)")
    clone.wait_for_function("slidegen.slides.length === 20")
    page.evaluate("slidegen.blackout(true)")
    expect(clone.locator("html")).to_have_attribute("data-dark", "")


def test_a_clone_of_the_presenter_shows_slides_only(open_deck: Open) -> None:
    page = open_deck(query="?presenter", hash="#services")
    expect(page.locator(".desk")).to_be_visible()
    clone = clone_of(page)
    expect(clone.locator(".desk")).to_have_count(0)
    assert "presenter" not in clone.url
    expect(clone.locator("#services .notes")).not_to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_text("The room is dark")).to_be_visible()
    expect(clone.locator("html")).to_have_attribute("data-dark", "")


def test_windows_that_nobody_joined_go_their_own_way(open_deck: Open) -> None:
    one, two = open_deck(), open_deck()
    one.keyboard.press("End")
    one.wait_for_timeout(150)
    assert here(two) == ["title", 0]


@pytest.mark.parametrize(
    "message",
    [
        "'go'",
        "{v: 1, type: 'place', id: 'lab', step: -1}",
        "{v: 1, type: 'place', id: 7, step: 0}",
        "{v: 2, type: 'place', id: 'lab', step: 0}",
        "{v: 1, type: 'constructor'}",
        "{v: 1, type: 'switch', name: 'title', on: false}",
        "{v: 1, type: 'place', id: '<img src=x>', step: 0}",
    ],
)
def test_what_is_not_understood_is_not_done(open_deck: Open, message: str) -> None:
    page = open_deck(query="?room=test")
    page.evaluate(
        f"new BroadcastChannel(`slidegen:${{location.pathname}}:sample:test`).postMessage({message})"
    )
    page.wait_for_timeout(80)
    assert here(page) == ["title", 0]
    assert page.evaluate("slidegen.slides.length") == 21


def test_the_timer_and_what_to_skip(open_deck: Open) -> None:
    page = _desk_with_a_clock(open_deck, "#services")
    expect(page.locator(".desk-plan")).to_contain_text("Deploying something")
    expect(page.locator(".desk-plan")).to_contain_text("12 min planned")
    page.keyboard.press("t")
    page.clock.fast_forward("30:00")
    expect(page.locator(".desk-clock")).to_contain_text("0:30:0")
    expect(page.locator(".desk-clock")).to_contain_text("behind")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".desk-plan")).to_contain_text("over")
    expect(page.locator(".desk-plan")).to_contain_text("How it works under the hood")
    page.get_by_role("button", name="Skip these").click()
    assert page.evaluate("slidegen.find('extra')") == -1
    page.locator(".toast").get_by_role("button", name="Show them again").click()
    assert page.evaluate("slidegen.find('extra')") > 0
    expect(page.get_by_role("button", name="Show them again")).to_have_count(0)
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()


def test_a_desk_that_was_left_open_over_night_counts_on(open_deck: Open) -> None:
    page = _desk_with_a_clock(open_deck, "#services")
    page.keyboard.press("t")
    page.clock.fast_forward("25:00:00")
    expect(page.locator(".desk-clock")).to_contain_text("25:00:0")


def test_the_overview_is_seen_from_the_desk_and_leads_back_to_it(open_deck: Open) -> None:
    page = open_deck("default", "?presenter", "#services")
    page.keyboard.press("o")
    expect(page.locator(".desk")).to_be_hidden()
    page.locator("#code").click()
    expect(page.locator(".desk")).to_be_visible()
    expect(page.locator(".desk-next .slide-body")).to_contain_text("several languages")
    assert (
        page.locator(".desk-next .slide-body").evaluate("(node) => node.getBoundingClientRect().width") > 100
    )


def test_what_is_skipped_is_won(open_deck: Open) -> None:
    """One key makes up the delay, and does not skip more when it is pressed again."""
    page = _desk_with_a_clock(open_deck, "#services")
    page.keyboard.press("t")
    page.clock.fast_forward("04:00")
    expect(page.locator(".desk-clock")).to_contain_text("2 min behind")
    page.keyboard.press("q")
    expect(page.locator(".toast").get_by_role("button", name="Show them again")).to_be_visible()
    left = page.evaluate("slidegen.slides.length")
    assert left < 21
    page.clock.fast_forward("00:02")
    expect(page.locator(".desk-clock")).to_contain_text("2 min ahead")  # the one slide takes four
    expect(page.locator(".desk-plan")).not_to_contain_text("over")
    page.keyboard.press("q")
    assert page.evaluate("slidegen.slides.length") == left
    expect(page.locator(".toast")).to_contain_text("ahead")
    expect(page.locator(".toast").get_by_role("button", name="Show them again")).to_be_visible()
    page.evaluate("slidegen.switches.skip([])")
    page.clock.fast_forward("00:02")
    expect(page.locator(".desk-plan")).to_contain_text("2 min over")


def test_the_way_back_to_what_was_skipped_stays_after_the_offer_is_gone(open_served_deck: Open) -> None:
    """On the desk, in the menu, and after a reload; a room's window does not offer it."""
    page = open_served_deck(query="?presenter", hash="#services")
    page.evaluate("slidegen.switches.skip(['extra'])")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".toast")).to_be_hidden()
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    expect(page.locator(".desk-plan").get_by_role("button", name="Show them again")).to_be_visible()
    page.keyboard.press("p")
    page.keyboard.press("x")
    page.locator("dialog[open]").get_by_role("button", name="Show them again").click()
    assert page.evaluate("slidegen.find('extra')") > 0
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Show them again")).to_have_count(0)

    room = open_served_deck(query="?room=1")
    room.evaluate("slidegen.switches.skip(['extra'])")
    room.keyboard.press("x")
    expect(room.locator("dialog[open]")).to_be_visible()
    expect(room.get_by_role("button", name="Show them again")).to_have_count(0)


# ---- plan and clock
def delta(page: Page) -> str:
    return page.locator(".desk-clock [role=status]").inner_text()


def test_on_a_slide_one_is_on_time_as_long_as_it_lasts(open_deck: Open) -> None:
    """Two minutes a slide: the one just opened is not done, and its time is not over."""
    page = open_deck(query="?presenter", hash="#introductions")
    page.clock.install()
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    assert delta(page) == ""
    page.keyboard.press("t")
    page.clock.fast_forward("00:03")
    expect(page.locator(".desk-clock")).to_contain_text("on time")
    page.clock.fast_forward("01:50")
    expect(page.locator(".desk-clock")).to_contain_text("on time")
    page.clock.fast_forward("02:07")
    expect(page.locator(".desk-clock")).to_contain_text("2 min behind")
    page.keyboard.press("ArrowRight")
    page.clock.fast_forward("00:01")
    expect(page.locator(".desk-clock")).to_contain_text("on time")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.clock.fast_forward("00:01")
    expect(page.locator(".desk-clock")).to_contain_text("4 min ahead")


def test_the_timer_starts_with_the_first_turn(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    page.keyboard.press("p")
    assert page.evaluate("slidegen.session.get('timer', {}).running") is None
    page.keyboard.press("ArrowRight")  # a step is no slide
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("slidegen.session.get('timer').running") is True


# ---- the desk
def test_a_reload_comes_back_to_the_presenters_view(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    page.keyboard.press("p")
    assert "?presenter#services" in page.url
    page.reload()
    expect(page.locator(".desk-notes")).to_have_text("Draw the four on the board.")
    page.keyboard.press("p")
    assert "presenter" not in page.url
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    expect(page.locator(".desk")).to_have_count(0)


def test_panes_are_resized_and_layouts_remembered(open_served_deck: Open) -> None:
    page = open_served_deck(query="?presenter", hash="#services")
    notes = page.locator(".desk-notes")
    slide = page.locator("#services")
    before, wide = notes.bounding_box(), slide.bounding_box()
    assert before
    assert wide
    divider = page.get_by_role("separator", name="Width of the slide")
    box = divider.bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] - 295, box["y"] + 200, steps=4)
    page.mouse.up()
    after, narrow = notes.bounding_box(), slide.bounding_box()
    assert after
    assert narrow
    assert after["width"] > before["width"] + 250
    assert narrow["width"] < wide["width"]
    divider.press("ArrowRight")
    assert page.evaluate("slidegen.current.id") == "services"
    page.get_by_label("Layout").select_option("notes")
    page.reload()
    expect(page.get_by_label("Layout")).to_have_value("notes")
    page.get_by_label("Layout").select_option("slides")
    again = notes.bounding_box()
    assert again
    assert again["width"] == pytest.approx(after["width"], abs=40)
    page.get_by_label("Layout").select_option("next")
    expect(slide).not_to_be_visible()
    next_slide = page.locator(".desk-next").bounding_box()
    assert next_slide
    assert next_slide["width"] > 700


@pytest.mark.parametrize("stored", ['{"layout":"wide","x":{"slides":"?"}}', '{"layout":1}', "7"])
def test_a_layout_that_is_not_known_is_the_usual_one(open_served_deck: Open, stored: str) -> None:
    """As another version may have left it, or another page of the same origin."""
    page = open_served_deck()
    page.evaluate("(stored) => localStorage.setItem(`slidegen:${location.pathname}:desk`, stored)", stored)
    page.reload()
    page.keyboard.press("p")
    expect(page.locator(".desk")).to_have_attribute("data-layout", "slides")
    assert page.get_by_role("separator").first.get_attribute("aria-valuenow") == "66"
    page.locator(".desk select").select_option("notes")
    expect(page.locator(".desk")).to_have_attribute("data-layout", "notes")


@pytest.mark.parametrize(
    "size", [(1366, 768), (683, 384), (455, 256), (342, 192), (320, 256), (390, 844), (320, 568)]
)
def test_the_desk_is_whole_in_every_window(open_deck: Open, size: tuple[int, int]) -> None:
    """At 1366x768, there at 200, 300 and 400 %, and in the hand: buttons are reached, notes are read."""
    page = open_deck(query="?presenter", hash="#services")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function("(width) => innerWidth === width", arg=size[0])
    for node in page.locator(".desk").get_by_role("button").all():
        if node.is_visible():
            node.scroll_into_view_if_needed()  # at 400 % tools stand in one line
            box = node.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0] + 1
            assert box["y"] + box["height"] <= size[1] + 1
    notes = page.locator(".desk-notes")
    notes.scroll_into_view_if_needed()
    expect(notes).to_be_in_viewport()
    expect(page.get_by_role("button", name="Next", exact=True).first).to_be_in_viewport()


@pytest.mark.parametrize("size", [(640, 360), (844, 390)])
def test_on_a_phone_that_lies_notes_stand_beside_the_slide(open_deck: Open, size: tuple[int, int]) -> None:
    page = open_deck(query="?presenter", hash="#services")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function("(width) => innerWidth === width", arg=size[0])
    slide, notes = (page.locator(name).bounding_box() for name in ("#services", ".desk-notes"))
    assert slide
    assert notes
    assert slide["x"] + slide["width"] <= notes["x"]
    assert slide["width"] > 0.35 * size[0]
    assert notes["height"] > 0.6 * size[1]


@pytest.mark.parametrize("size", [(1210, 681), (390, 844)])
def test_the_desk_is_left_by_a_button(open_deck: Open, size: tuple[int, int]) -> None:
    """On a phone there is no Escape."""
    page = open_deck(query="?presenter", hash="#services")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.locator(".desk").get_by_role("button", name="Close").click()
    expect(page.locator(".desk")).not_to_be_visible()
    assert page.evaluate("document.activeElement === slidegen.current")
    assert "presenter" not in page.url


def test_the_desk_leaves_little_empty(open_deck: Open) -> None:
    page = open_deck(query="?presenter", hash="#services")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.wait_for_function("innerWidth === 1366")
    panes = [
        page.locator(name).bounding_box() for name in ("#services", ".desk-next", ".desk-plan", ".desk-notes")
    ]
    used = sum(box["width"] * box["height"] for box in panes if box)
    assert used > 0.85 * 1366 * (768 - 70)


def test_the_rooms_window_never_has_notes(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    clone = clone_of(page)
    assert clone.locator(".notes").count() == 0
    clone.keyboard.press("p")
    expect(clone.locator(".desk")).to_have_count(0)
    expect(clone.get_by_role("status").filter(has_text="notes stay with the presenter")).to_be_visible()
    clone.keyboard.press("x")
    expect(clone.get_by_role("dialog", name="Menu")).to_be_visible()
    expect(clone.get_by_label("Notes on the reading page")).to_have_count(0)
    expect(clone.get_by_role("button", name="Presenter view")).to_have_count(0)


def test_what_is_skipped_is_skipped_in_the_room_too(open_deck: Open) -> None:
    page = open_deck(hash="#contents")
    clone = clone_of(page)
    page.evaluate("slidegen.switches.skip(['extra', 'self-paced-note'])")
    clone.wait_for_function("slidegen.slides.length === 19")
    page.evaluate("slidegen.switches.skip([])")
    clone.wait_for_function("slidegen.slides.length === 21")


# ---- teaching
def test_the_laser_is_seen_in_the_rooms_window_while_its_key_is_held(open_deck: Open) -> None:
    page = open_deck(hash="#code")
    clone = clone_of(page)
    page.bring_to_front()
    page.keyboard.down("v")
    page.mouse.move(300, 200)
    expect(page.locator(".laser")).to_be_visible()
    expect(clone.locator(".laser")).to_be_visible()
    here, there = page.locator(".laser").bounding_box(), clone.locator("main").bounding_box()
    dot = clone.locator(".laser").bounding_box()
    assert here
    assert there
    assert dot
    assert here["x"] + 9 == pytest.approx(300, abs=2)
    share = (dot["x"] + 9 - there["x"]) / there["width"]
    assert share == pytest.approx(300 / 1210, abs=0.01)
    page.keyboard.up("v")
    expect(clone.locator(".laser")).to_be_hidden()


def test_a_laser_on_text_that_reflows_points_at_nothing_in_the_room(open_deck: Open) -> None:
    """A laptop that is zoomed in shows words at other places than the canvas."""
    page = open_deck(hash="#exercise")
    clone = clone_of(page)
    page.bring_to_front()
    page.set_viewport_size({"width": 340, "height": 191})
    page.wait_for_function("document.documentElement.dataset.fit === 'flow'")
    page.keyboard.down("v")
    page.mouse.move(100, 60)
    page.mouse.move(120, 90)
    page.evaluate("slidegen.send({ type: 'countdown', end: Date.now() + 60000 })")
    expect(clone.get_by_role("timer")).to_be_visible()  # which was said later
    expect(clone.locator(".laser")).to_be_hidden()
    page.keyboard.up("v")
    page.keyboard.down("v")
    page.set_viewport_size({"width": 1210, "height": 681})
    page.wait_for_function("!document.documentElement.dataset.fit")
    page.mouse.move(300, 300)
    expect(clone.locator(".laser")).to_be_visible()


def test_a_second_row_of_tools_leaves_the_slide_in_its_pane(open_deck: Open) -> None:
    """How late it is, is said once a slide was turned: then there may be a row more."""
    page = open_deck(query="?presenter", hash="#exercise")
    page.set_viewport_size({"width": 1000, "height": 640})
    inside = """() => {
        const parts = [".desk-current", "main"].map((name) => document.querySelector(name));
        const [pane, slide] = parts.map((part) => part.getBoundingClientRect());
        return slide.top >= pane.top - 1 && slide.bottom <= pane.bottom + 1 && slide.height > 100;
    }"""
    page.wait_for_function(inside)
    top = page.locator(".desk-current").bounding_box()
    row = "<p style='flex: 0 0 100%'>25 min behind</p>"
    page.locator(".desk-clock").evaluate("(node, row) => node.insertAdjacentHTML('beforeend', row)", row)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    lower = page.locator(".desk-current").bounding_box()
    assert top
    assert lower
    assert lower["y"] > top["y"] + 20
    assert page.evaluate(inside)


def test_code_is_enlarged_here_and_in_the_room(open_deck: Open) -> None:
    page = open_deck(hash="#code")
    clone = clone_of(page)
    page.bring_to_front()
    small = page.locator("#code pre").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    page.keyboard.press("+")
    for window in (page, clone):
        large = window.get_by_role("dialog", name="Picture").locator("pre")
        expect(large).to_be_visible()
        assert large.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") > 1.2 * small
        assert large.evaluate("node => node.scrollWidth <= innerWidth + 1")
    page.keyboard.press("Escape")
    expect(clone.get_by_role("dialog", name="Picture")).to_be_hidden()


def test_steps_go_on_while_code_is_enlarged(open_deck: Open) -> None:
    page = open_deck(hash="#code")
    page.evaluate(LINES)
    clone = clone_of(page)
    clone.evaluate(LINES)
    page.bring_to_front()
    page.keyboard.press("+")
    for key, lines in (("ArrowRight", "bc"), ("ArrowRight", ""), ("ArrowLeft", "bc"), ("PageUp", "a")):
        page.keyboard.press(key)
        for window in (page, clone):
            rows = window.locator(".picture .row[data-lit]")
            expect(rows).to_have_text([f"{line}\n" if line != "c" else line for line in lines])
    page.keyboard.press("+")
    for window in (page, clone):
        expect(window.locator(".picture")).to_be_hidden()
    page.keyboard.press("+")
    expect(clone.locator(".picture")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Space")
    for window in (page, clone):
        expect(window.locator(".picture")).to_be_hidden()
        expect(window.locator("[data-current]")).to_have_id("languages")
        assert window.evaluate("document.activeElement === slidegen.current")


def test_a_countdown_runs_in_the_rooms_window(open_deck: Open) -> None:
    page = open_deck(hash="#exercise")
    clone = clone_of(page)
    page.bring_to_front()
    page.keyboard.press("n")
    for window in (page, clone):
        expect(window.get_by_role("timer")).to_contain_text("1:5")
    page.keyboard.press("n")
    expect(clone.get_by_role("timer")).to_be_hidden()


def test_a_window_that_comes_or_comes_back_is_as_dark_as_the_others(open_deck: Open) -> None:
    """In the middle of a lab: for the projector, or since a laptop has slept."""
    page = open_deck(query="?presenter", hash="#exercise")
    page.keyboard.press("n")
    room = clone_of(page)
    expect(room.get_by_role("timer")).to_contain_text("1:5")
    page.bring_to_front()
    page.keyboard.press("b")
    expect(room.locator("html")).to_have_attribute("data-dark", "")
    for window in (room, page):
        window.reload()
        expect(window.locator("html")).to_have_attribute("data-dark", "")
        expect(window.get_by_role("timer")).to_contain_text("1:")
        assert window.evaluate("slidegen.current.id") == "exercise"
    page.keyboard.press("b")
    expect(room.locator("html")).not_to_have_attribute("data-dark", "")


def _desk_with_a_clock(open_deck: Open, hash: str) -> Page:
    """The presenter's view at a slide, whose time the test moves on."""
    page = open_deck(query="?presenter", hash=hash)
    page.clock.install()
    page.reload()
    page.wait_for_function("window.slidegen?.current")
    return page


def test_what_was_spent_becomes_the_next_plan(open_deck: Open) -> None:
    page = _desk_with_a_clock(open_deck, "#services")
    page.evaluate("slidegen.write = (text) => { window.copied = text; return Promise.resolve(); }")
    page.keyboard.press("t")
    page.clock.fast_forward("07:00")
    page.keyboard.press("End")
    page.clock.fast_forward("03:00")
    page.get_by_role("button", name="Minutes of today").click()
    assert page.evaluate("window.copied") == 'minutes:\n  "Deploying something": 7\n  "Showing code": 3\n'


def test_a_section_that_was_not_reached_keeps_its_plan(open_deck: Open) -> None:
    page = _desk_with_a_clock(open_deck, "#services")
    page.evaluate("slidegen.write = (text) => { window.copied = text; return Promise.resolve(); }")
    planned = page.evaluate(
        "slidegen.slides.filter(({ dataset }) => slidegen.titleOfSection(dataset.section) === 'Showing code')"
        ".reduce((all, { dataset }) => all + Number(dataset.minutes), 0)"
    )
    assert planned > 0
    page.keyboard.press("t")
    page.clock.fast_forward("07:00")
    page.get_by_role("button", name="Minutes of today").click()
    assert page.evaluate("window.copied") == (
        f'minutes:\n  "Deploying something": 7\n  "Showing code": {round(planned)}\n'
    )


def test_a_day_without_sections_is_the_plan_of_the_whole(open_deck: Open) -> None:
    page = _desk_with_a_clock(open_deck, "#title")
    page.evaluate("slidegen.write = (text) => { window.copied = text; return Promise.resolve(); }")
    page.evaluate("slidegen.titleOfSection = () => undefined")
    page.keyboard.press("t")
    page.clock.fast_forward("07:30")
    page.get_by_role("button", name="Minutes of today").click()
    assert page.evaluate("window.copied") == "minutes: 8\n"


def test_the_end_that_the_desk_foretells_moves_on_while_nobody_turns(open_deck: Open) -> None:
    page = _desk_with_a_clock(open_deck, "#services")
    page.keyboard.press("t")
    before = page.locator(".desk-plan b").inner_text()
    page.clock.run_for("02:00:00")
    expect(page.locator(".desk-plan b")).not_to_have_text(before)
    expect(page.locator(".desk-plan b")).to_contain_text("over")


def test_a_turn_fades_unless_motion_is_unwelcome(open_deck: Open) -> None:
    page = open_deck(hash="#code")
    page.evaluate(
        """() => {
          window.fades = 0;
          const start = document.startViewTransition.bind(document);
          document.startViewTransition = (turn) => { window.fades++; return start(turn); };
        }"""
    )
    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.fades") == 0
    page.emulate_media(reduced_motion="no-preference")
    page.wait_for_timeout(450)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#table")).to_be_visible()
    assert page.evaluate("window.fades") == 1
    length = "getComputedStyle(document.documentElement, '::view-transition-new(root)').animationDuration"
    assert page.evaluate(length) in ("0.14s", "140ms")
    page.evaluate("slidegen.go('columns')")  # a program's jump is at once
    assert page.locator("#columns").evaluate("node => !node.hidden")
