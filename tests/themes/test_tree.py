"""What a screen reader meets: the tree as Chromium and Firefox give it, and what slides are called."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Slidegen
from marionette import firefox
from playwright.sync_api import Browser, Page
from themes.conftest import Open, accessible_nodes

pytestmark = pytest.mark.browser

DECK = {
    "slidegen.toml": "",
    "deck.yml": "title: Boats\ncontent:\n- title.md\n- sails.md\n- oars.md\n",
    "title.md": "class: title\n\n@@TITLE@@\n\n---\n\nA slide of *words* alone, and `code`, which goes on for "
    "quite a while, longer than a name should be\n\n---\n\n.debug[title.md]\n\n"
    "![A boat under way](boat.svg)\n\n---\n\n---\n",
    "sails.md": "# Sails\n\n- one\n",
    "oars.md": "# Oars\n\n- wood\n",
    "interstitials.txt": "boat.svg\n",
    "boat.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>',
}


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory, slidegen: Slidegen) -> Path:
    folder = tmp_path_factory.mktemp("boats")
    for name, text in DECK.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = slidegen("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "dist" / "deck.html"


@pytest.fixture
def boats(browser: Browser, deck: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1210, "height": 681})
    page = context.new_page()
    page.goto(deck.as_uri())
    page.wait_for_function("window.slidegen?.current")
    yield page
    context.close()


@pytest.mark.parametrize("deck", ["default", "long"])
def test_only_the_current_slide_is_there(open_deck: Open, deck: str) -> None:
    page = open_deck(deck, hash="#services")
    names = [slide[1] for slide in page.evaluate("slidegen.slides.map((s) => ['', s.ariaLabel])")]
    groups = [name for role, name in accessible_nodes(page) if role == "group" and name in names]
    assert groups == ["Services have four types"]
    page.keyboard.press("End")
    groups = [name for role, name in accessible_nodes(page) if role == "group" and name in names]
    assert groups == ["Thank you!"]


def test_on_the_reading_page_and_in_the_overview_slides_are_there(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    for key in ("o", "r"):
        page.keyboard.press(key)
        names = set(page.evaluate("slidegen.slides.map(({ ariaLabel }) => ariaLabel)"))
        assert names <= {name for _, name in accessible_nodes(page)}, key


def test_a_step_is_heard_once_with_what_it_brings(open_deck: Open) -> None:
    page = open_deck(hash="#services")
    page.evaluate("""() => {
        window.heard = [];
        const announcer = document.querySelector(".announcer");
        new MutationObserver(() => announcer.textContent && heard.push(announcer.textContent))
            .observe(announcer, {childList: true});
    }""")
    assert not [name for _, name in accessible_nodes(page) if "nothing more" in name]
    for count in (1, 2):
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(count) => heard.length === count", arg=count)
    place = page.evaluate("`Slide ${slidegen.number} of ${slidegen.total}: Services have four types`")
    last = page.evaluate("heard[1]")
    assert last == place + ", step 2 of 2. And ExternalName, which is a DNS alias and nothing more."


def test_slides_are_called_by_title_first_words_or_picture(boats: Page) -> None:
    names = boats.evaluate("slidegen.slides.map(({ ariaLabel }) => ariaLabel)")
    assert names == [
        "Boats",
        "A slide of words alone, and code, which goes on for quite a …",
        "A boat under way",
        "Slide 4",
        "Slide 5",
        "(picture) Sails",
        "Sails",
        "Sails",
        "(picture) Oars",
        "Oars",
        "Oars",
    ]


def test_lists_leave_pictures_between_sections_out(boats: Page) -> None:
    boats.keyboard.press("g")
    found = boats.get_by_role("option").all_inner_texts()
    assert not [text for text in found if "(picture)" in text]
    assert len(found) == 9


def test_made_titles_are_headings(boats: Page) -> None:
    for place in ("toc-sails", "toc-oars", "1"):
        boats.evaluate("(place) => slidegen.go(`#${place}`)", place)
        headings = [name for role, name in accessible_nodes(boats) if role == "heading"]
        assert headings == [boats.evaluate("slidegen.current.ariaLabel")]


def test_in_firefox_only_the_current_slide_is_there_by_its_name(deck: Path, tmp_path: Path) -> None:
    with firefox(tmp_path / "profile") as browser:
        browser.open(deck.as_uri())
        for at in range(7):
            browser.run(f"slidegen.go({at})")
            tree = browser.tree()
            name = browser.run("return slidegen.current.ariaLabel")
            assert [each for role, each in tree if role == "grouping"] == [name]
            assert [each for role, each in tree if role == "heading"] == ([name] if at in {0, 6} else [])
        browser.run("slidegen.setMode('overview')")
        names = browser.run("return slidegen.slides.map(({ ariaLabel }) => ariaLabel)")
        assert [each for role, each in browser.tree() if role == "grouping"] == names
