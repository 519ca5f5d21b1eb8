"""Real files, a real server, a real Chromium: what changes in the page, and what does not."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Slidegen
from serve_live import DECK, FILES, ONE, Live, Start, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser]

#: The slides as the page has them, without what the viewer adds to them.
SLIDES = """() => [...document.querySelectorAll("#slides > .slide")].map((slide) => {
  const copy = slide.cloneNode(true);
  const shown = ["hidden", "tabindex", "data-current", "inert"];
  shown.forEach((name) => copy.removeAttribute(name));
  copy.querySelectorAll(".copy, .tick").forEach((node) => node.remove());
  copy.querySelectorAll(".code-frame").forEach((frame) => frame.replaceWith(...frame.childNodes));
  copy.querySelectorAll("[data-later]").forEach((node) => node.removeAttribute("data-later"));
  return copy.outerHTML;
})"""
FRESH = """async () => {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
  return [...page.querySelectorAll("#slides > .slide")].map((slide) => slide.outerHTML);
}"""


@pytest.fixture
def look(browser: "Browser") -> Iterator[Callable[[Live, str], "Page"]]:
    """Opens a page on a live server; a console error or a second load fails the test."""
    contexts = []
    problems: list[str] = []

    def note(kind: str, text: str) -> None:
        if kind == "error" and "ERR_INTERNET_DISCONNECTED" not in text:  # that one is a test's own doing
            problems.append(text)

    def visit(live: Live, path: str = "/deck.html") -> "Page":
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: note(message.type, message.text))
        page.goto(live.url + path)
        until(page, "document.documentElement.dataset.live === 'on'")
        page.evaluate("window.untouched = true")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert problems == []


Look = Callable[..., "Page"]


def sections(html: str) -> list[str]:
    return re.findall(r"<section class=\"slide.*?\n</section>", html, re.DOTALL)


def assert_like_a_fresh_build(page: "Page", live: Live, slidegen: Slidegen, out: Path) -> None:
    """The page's slides are those of a page that is fetched now, and those of `slidegen build`."""
    page.wait_for_timeout(500)
    assert page.evaluate(SLIDES) == page.evaluate(FRESH)
    assert page.evaluate("window.untouched") is True
    done = slidegen("build", "--out", out, "deck.yml", cwd=live.root)
    assert done.returncode == 0, done.stderr
    built = (out / "deck.html").read_text(encoding="utf-8")
    served = live.get("/deck.html")[1].decode()
    assert sections(served) == sections(built)
    assert sections(built)


def text_of(page: "Page") -> str:
    return str(page.evaluate("document.querySelector('.slide[data-current]').innerText"))


def test_a_paragraph(start: Start, look: Look, slidegen: Slidegen, tmp_path: Path) -> None:
    live = start()
    page = look(live)
    page.keyboard.press("End")
    live.write("one.md", ONE.replace("Hello.", "Hello, *world*."))
    until(page, "document.querySelector('.slide[data-current]').innerText.includes('Hello, world')")
    assert live.said("one.md → deck #first")
    assert_like_a_fresh_build(page, live, slidegen, tmp_path / "out")


def test_without_following_the_page_stays_where_it_is(start: Start, look: Look) -> None:
    live = start("--no-follow")
    page = look(live)
    page.keyboard.press("End")
    here = page.evaluate("slidegen.current.id")
    live.write("one.md", ONE.replace("Hello.", "Hello there."))
    until(page, "document.getElementById('slides').textContent.includes('Hello there')")
    page.wait_for_timeout(400)
    assert page.evaluate("slidegen.current.id") == here


def test_the_step_stays_when_the_slide_that_is_shown_changes(start: Start, look: Look) -> None:
    live = start()
    page = look(live, "/deck.html#second")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("slidegen.step") == 1
    live.write("one.md", ONE.replace("- b", "- bee"))
    until(page, "document.querySelector('.slide[data-current]').innerText.includes('bee')")
    page.wait_for_timeout(400)
    assert page.evaluate("[slidegen.current.id, slidegen.step]") == ["second", 1]


def test_slides_come_and_go_and_numbers_follow(
    start: Start, look: Look, slidegen: Slidegen, tmp_path: Path
) -> None:
    live = start()
    page = look(live)
    before = page.evaluate("slidegen.total")
    live.write("one.md", "# Zeroth\n\nnew\n\n---\n\n" + ONE)
    until(page, f"slidegen.total === {before + 2}")  # a title slide comes with a section
    assert_like_a_fresh_build(page, live, slidegen, tmp_path / "a")
    live.write("one.md", "# First\n\nHello.\n")
    until(page, f"slidegen.total === {before - 3}")
    assert "Second" not in page.evaluate("document.querySelector('.deck-contents').textContent")
    assert_like_a_fresh_build(page, live, slidegen, tmp_path / "b")


def test_a_broken_manifest_leaves_the_last_good_page(
    start: Start, look: Look, slidegen: Slidegen, tmp_path: Path
) -> None:
    live = start()
    page = look(live)
    live.write("deck.yml", DECK + "title: x: y\n")
    page.wait_for_selector(".slidegen-panel:not([hidden])")
    panel = page.inner_text(".slidegen-panel")
    assert "deck.yml:5:9" in panel
    assert "Put quotes around" in panel
    assert "title: x: y" in panel
    assert "Hello." in page.content()
    assert live.said("deck.yml:5:9 SG010")
    live.write("deck.yml", DECK.replace("Live", "Alive"))
    page.wait_for_selector(".slidegen-panel", state="hidden")
    assert live.said("mended")
    assert_like_a_fresh_build(page, live, slidegen, tmp_path / "out")


def test_a_fragment_that_is_missing_comes_back(start: Start, look: Look) -> None:
    live = start()
    page = look(live)
    (live.root / "two.md").rename(live.root / "gone.md")
    page.wait_for_selector(".slidegen-panel:not([hidden])")
    assert "deck.yml:4:5" in page.inner_text(".slidegen-panel")
    (live.root / "gone.md").rename(live.root / "two.md")
    page.wait_for_selector(".slidegen-panel", state="hidden")


def test_a_deck_that_was_never_good_appears_when_it_is_mended(start: Start, look: Look) -> None:
    live = start()
    live.write("deck.yml", "content: [missing.md]\n")
    time.sleep(0.5)
    page = look(live)
    assert "missing.md does not exist" in page.inner_text(".slidegen-panel")
    live.write("deck.yml", DECK)
    page.wait_for_selector("#slides > .slide", state="attached")


def test_a_theme_is_swapped_without_a_reload(start: Start, look: Look) -> None:
    live = start(files=FILES | {"themes/default/theme.css": "body { outline: 1px solid red; }\n"})
    page = look(live)
    live.write("themes/default/theme.css", "body { outline: 3px solid rgb(1, 2, 3); }\n")
    until(page, "getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'")
    assert page.evaluate("window.untouched") is True


@pytest.mark.parametrize("way", ["rename", "truncate", "burst"])
def test_editors_save_in_their_own_ways(
    start: Start, look: Look, slidegen: Slidegen, tmp_path: Path, way: str
) -> None:
    live = start()
    page = look(live)
    page.evaluate("window.seen = []; slidegen.on('refresh', () => seen.push(document.body.innerText))")
    text = ONE.replace("Hello.", "Saved.")
    target = live.root / "one.md"
    if way == "rename":
        (live.root / ".one.md.swp").write_text(text)
        (live.root / ".one.md.swp").replace(target)
    elif way == "truncate":
        target.write_text("")
        time.sleep(0.03)
        target.write_text(text)
    else:
        for number in range(200):
            target.write_text(ONE.replace("Hello.", f"Number {number}."))
        target.write_text(text)
    until(page, "document.getElementById('slides').textContent.includes('Saved.')")
    assert_like_a_fresh_build(page, live, slidegen, tmp_path / "out")
    assert page.evaluate("slidegenLive.changes.patches") < 60


def test_a_window_that_was_asleep_catches_up(
    start: Start, look: Look, slidegen: Slidegen, tmp_path: Path
) -> None:
    live = start()
    page = look(live)
    page.context.set_offline(True)
    live.write("one.md", ONE.replace("Hello.", "While you slept."))
    page.wait_for_timeout(800)
    page.context.set_offline(False)
    page.evaluate("0")
    until(page, "document.getElementById('slides').textContent.includes('While you slept')", 15)
    assert page.evaluate("window.untouched") is True


def test_the_linter_speaks_in_the_second_tab(start: Start, look: Look) -> None:
    live = start()
    page = look(live)
    live.write("one.md", ONE + "\n```bash\nkubectl run web --image=nginx --replicas=3\n```\n")
    page.wait_for_selector(".slidegen-badge:not([hidden])")
    page.click(".slidegen-badge")
    page.click(".slidegen-tab:nth-child(2)")
    assert "one.md:" in page.inner_text(".slidegen-panel")


def test_a_click_on_the_source_opens_the_editor(start: Start, look: Look, tmp_path: Path) -> None:
    note = tmp_path / "opened"
    editor = f"sh -c 'echo \"$0\" > {note}' {{file}}:{{line}}"
    live = start(env={"SLIDEGEN_EDITOR": editor})
    page = look(live, "/deck.html#second")
    page.click(".slidegen-source")
    for _ in range(100):
        if note.exists() and note.read_text():
            break
        time.sleep(0.05)
    assert note.read_text().strip() == f"{live.root / 'one.md'}:11"
