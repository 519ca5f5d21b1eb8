"""Pictures that stand by themselves: how large they are, where, and beside what."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from workshops import Workshop

pytestmark = pytest.mark.browser

SLIDES = {
    "a-sign": ".pull-left[\nwords\n]\n\n.pull-right[\n![a](sign.svg)\n]",
    "a-plan": ".pull-left[\nwords\n]\n\n.pull-right[\n![a](plan.svg)\n]",
    "a-tower": ".left-column[![a](tower.svg)]\n\n.right-column[\nwords\n]",
    "alone": "![a](plan.svg)",
    "two": "![a](plan.svg) ![b](plan.svg)",
    "two-columns": ".pull-left[![a](plan.svg)]\n\n.pull-right[![b](tower.svg)]",
    "in-html": '<div class="columns">\n<div>words</div>\n<div>\n\n![a](plan.svg)\n\n</div>\n</div>',
    "among-words": "Look at ![a](sign.svg) this.",
    "two-lines": "![a](tower.svg)",
    "columns-below-two-lines": ".pull-left[\nwords\n]\n\n.pull-right[\n![a](tower.svg)\n]",
}
SIZES = {"sign.svg": (48, 48), "plan.svg": (400, 200), "tower.svg": (300, 900)}
LONG = "A title with so many words that they surely do not fit into one line, but into two of a slide"
TITLES = {"two-lines": LONG, "columns-below-two-lines": LONG}
PHONE, ROOM = (390, 844), (1210, 681)
#: Of each picture of the slide, in pixels: its box, and where its column, or the slide, begins and ends.
BOXES = """(id) => {
  slidegen.go(id);
  const body = slidegen.current.querySelector(".slide-body");
  const { paddingLeft, paddingRight } = getComputedStyle(body);
  return Promise.all([...body.querySelectorAll("img")].map(async (image) => {
    image.loading = "eager";
    await image.decode();
    const room = image.closest(".pull-left, .pull-right, .left-column, .columns > *") ?? body;
    const [own, all] = [image.getBoundingClientRect(), room.getBoundingClientRect()];
    const [before, behind] = room === body ? [parseFloat(paddingLeft), parseFloat(paddingRight)] : [0, 0];
    const { left: begin, right: end, bottom, width, height } = own;
    return { left: begin, right: end, bottom, width, height,
      roomLeft: all.left + before, roomRight: all.right - behind, end: body.getBoundingClientRect().bottom };
  }));
}"""

Boxes = Callable[[str], list[dict[str, float]]]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    named = (f"name: {name}\n\n## {TITLES.get(name, name)}\n\n{text}\n" for name, text in SLIDES.items())
    pictures = {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
        for name, (width, height) in SIZES.items()
    }
    files = {"a.md": "\n---\n\n".join(named), "d.yml": "sections: false\ncontent: [a.md]\n", **pictures}
    workshop = Workshop(tmp_path_factory.mktemp("pictures"), files)
    workshop.build()
    return workshop.out / "d.html"


@pytest.fixture
def opened(deck: Path, browser: Browser) -> Iterator[Callable[[tuple[int, int]], Page]]:
    contexts: list[BrowserContext] = []

    def page_of(size: tuple[int, int]) -> Page:
        contexts.append(browser.new_context(viewport={"width": size[0], "height": size[1]}))
        page = contexts[-1].new_page()
        page.goto(deck.as_uri())
        page.wait_for_function("window.slidegen?.current")
        return page

    yield page_of
    for context in contexts:
        context.close()


@pytest.fixture
def boxes(opened: Callable[[tuple[int, int]], Page]) -> Boxes:
    page = opened(ROOM)
    return lambda name: list(page.evaluate(BOXES, name))


@pytest.mark.parametrize("name", ["a-sign", "a-plan", "a-tower", "alone", "two-columns", "in-html"])
def test_a_picture_stands_in_the_middle_of_its_column(boxes: Boxes, name: str) -> None:
    for box in boxes(name):
        assert box["left"] - box["roomLeft"] == pytest.approx(box["roomRight"] - box["right"], abs=2)


@pytest.mark.parametrize("name", ["a-plan", "in-html"])
def test_it_fills_the_column(boxes: Boxes, name: str) -> None:
    [box] = boxes(name)
    assert box["width"] == pytest.approx(box["roomRight"] - box["roomLeft"], abs=2)
    assert box["width"] == pytest.approx(2 * box["height"], abs=2)


def test_but_is_no_more_than_twice_as_large_as_it_is(boxes: Boxes) -> None:
    [box] = boxes("a-sign")
    assert (box["width"], box["height"]) == (96, 96)


@pytest.mark.parametrize("name", SLIDES)
def test_none_reaches_beyond_the_slide(boxes: Boxes, name: str) -> None:
    for box in boxes(name):
        assert box["bottom"] <= box["end"] - 20


def test_what_stands_in_columns_has_all_of_their_height(boxes: Boxes) -> None:
    _, tower = boxes("two-columns")
    assert tower["height"] == pytest.approx(500, abs=1)


def test_two_in_a_line_share_it(boxes: Boxes) -> None:
    first, second = boxes("two")
    assert first["right"] < second["left"]
    assert first["width"] == pytest.approx(second["width"], abs=1)
    assert second["right"] <= second["roomRight"] + 1


def test_among_words_it_is_as_large_as_it_is(boxes: Boxes) -> None:
    [box] = boxes("among-words")
    assert box["width"] == 48


@pytest.mark.parametrize("name", ["a-tower", "two-columns"])
def test_on_a_phone_columns_of_pictures_stand_below_one_another(
    opened: Callable[[tuple[int, int]], Page], name: str
) -> None:
    page = opened(PHONE)
    boxes = page.evaluate(BOXES, name)
    below = page.evaluate(
        """() => {
          const [first, second] = slidegen.current.querySelectorAll("[class*=column], [class^=pull]");
          return second.getBoundingClientRect().top - first.getBoundingClientRect().bottom;
        }"""
    )
    assert below >= 0
    assert all(box["width"] <= PHONE[0] - 40 for box in boxes)
