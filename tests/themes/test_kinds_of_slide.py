"""What single kinds of slide promise: titles of sections, columns, code with steps, films on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from workshops import Workshop

pytestmark = pytest.mark.browser

KINDS = """# Reaching pods by a name

.pull-left[
One
]

.pull-right[
Two
]

---

## Steps

```bash {1|2|all}
kubectl get pods
kubectl get services
```

---

## More columns than a phone has

```console
$ kubectl get persistentvolumeclaims
NAME                            CAPACITY   RECLAIM POLICY   STATUS   CLAIM         AGE   STORAGE CLASS
persistentvolume/pvc-8c1d20fe   20Gi       Delete           Bound    ledger/blue   12d   fast-and-local
```

---

## A film

![A pod that starts](pod.webm "pod.svg")

![A pod that ends](pod.webm)

---

## A table that a program prints

```console
$ kubectl get persistentvolumeclaims,persistentvolumes --namespace=ledger --sort-by=.metadata.name
NAME                            CAPACITY   RECLAIM POLICY   STATUS   CLAIM
persistentvolume/pvc-8c1d20fe   20Gi       Delete           Bound    ledger/blue
```
"""
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='200'/>"
DECK = "theme: {}\nlang: {}\nextras: [media]\ncontent: [[k.md], [k.md]]\n"

PHONE, LYING, ROOM = (390, 844), (844, 390), (1366, 768)


class PageOf(Protocol):
    def __call__(
        self, theme: str, size: tuple[int, int], *, touch: bool = False, lang: str = "en"
    ) -> Page: ...


@pytest.fixture
def page_of(tmp_path: Path, browser: Browser) -> Iterator[PageOf]:
    """`page_of("hall", PHONE, touch=True)`: the deck in a window of that size."""
    contexts: list[BrowserContext] = []

    def opened(theme: str, size: tuple[int, int], *, touch: bool = False, lang: str = "en") -> Page:
        files = {"k.md": KINDS, "pod.svg": PICTURE, "d.yml": DECK.format(theme, lang)}
        workshop = Workshop(tmp_path, files)
        (tmp_path / "pod.webm").write_bytes(b"")
        workshop.build()
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=touch, is_mobile=touch
        )
        contexts.append(context)
        page = context.new_page()
        page.goto((workshop.out / "d.html").as_uri())
        page.wait_for_function("window.slidegen?.current")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", [PHONE, LYING, ROOM])
@pytest.mark.parametrize(("theme", "lang"), [("default", "en"), ("workshop", "ar"), ("hall", "en")])
def test_a_section_says_above_its_name_which_it_is(
    page_of: PageOf, theme: str, size: tuple[int, int], lang: str
) -> None:
    """What stands before the name is laid out with it: as far from the edge, whatever the window.

    It is no wider than it needs be, so that digits, which run from left to right, begin where the name does.
    """
    page = page_of(theme, size, lang=lang)
    measured = page.evaluate(
        """() => {
          const { current } = slidegen;
          const name = current.querySelector("[role=heading]");
          const range = new Range();
          range.selectNodeContents(name);
          const [words, slide] = [range.getBoundingClientRect(), current.getBoundingClientRect()];
          const before = getComputedStyle(current, "::before");
          const scale = slide.width / current.offsetWidth;
          return {
            said: before.content, own: parseFloat(before.marginLeft), wide: parseFloat(before.width),
            far: Math.min(words.left - slide.left, slide.right - words.right) / scale,
            above: (words.top - slide.top) / scale, high: parseFloat(before.height),
          };
        }"""
    )
    assert measured["said"] in ("attr(data-place)", '"1 / 2"')
    assert abs(measured["far"] - measured["own"]) < 3
    assert measured["wide"] < 120
    assert measured["above"] > measured["high"]


@pytest.mark.parametrize(("size", "beside"), [(PHONE, False), (LYING, True), (ROOM, True)])
@pytest.mark.parametrize("theme", ["default", "workshop"])
def test_columns_stand_beside_one_another_where_there_is_room(
    page_of: PageOf, theme: str, size: tuple[int, int], beside: bool
) -> None:
    page = page_of(theme, size, touch=size != ROOM)
    page.evaluate("slidegen.go(1)")
    tops = "all => all.map((each) => each.getBoundingClientRect().top)"
    left, right = page.locator(".slide[data-current] :is(.pull-left, .pull-right)").evaluate_all(tops)
    assert (abs(left - right) < 2) is beside


@pytest.mark.parametrize(("size", "touch"), [(PHONE, True), (LYING, True), (ROOM, False)])
def test_what_a_step_points_at_reaches_both_edges_and_has_the_colours(
    page_of: PageOf, size: tuple[int, int], touch: bool
) -> None:
    page = page_of("hall", size, touch=touch)
    page.evaluate("slidegen.go('steps')")
    page.wait_for_selector("#steps .code-frame")
    rows = page.locator("#steps .row")
    edges = """(row) => {
      const [own, frame] = [row, row.closest("pre")].map((each) => each.getBoundingClientRect());
      return [own.left - frame.left, frame.right - own.right];
    }"""
    assert all(abs(edge) < 4 for edge in rows.first.evaluate(edges))
    colours = (
        "(row) => new Set([...row.querySelectorAll('span')].map((part) => getComputedStyle(part).color)).size"
    )
    assert (rows.first.evaluate(colours), rows.last.evaluate(colours)) == (1, 1)
    first = "(row) => getComputedStyle(row.querySelector('span')).color"
    lit, unlit = rows.first.evaluate(first), rows.last.evaluate(first)
    assert lit != unlit
    page.evaluate("slidegen.go('steps', {step: 2})")
    assert {rows.first.evaluate(first), rows.last.evaluate(first)} == {lit}


def test_on_a_phone_a_command_is_folded_and_the_table_that_it_prints_is_moved(page_of: PageOf) -> None:
    page = page_of("workshop", PHONE, touch=True)
    page.evaluate("slidegen.go(slidegen.slides.length - 1)")
    code = page.locator(".slide[data-current] pre")
    expect(code).to_have_attribute("tabindex", "0")
    lines = "all => all.map((part) => part.getClientRects().length)"
    assert code.locator(".typed").evaluate_all(lines)[0] > 2
    assert max(code.locator(".typed").evaluate_all("all => all.map((part) => part.offsetWidth)")) < 350
    assert code.evaluate("(pre) => getComputedStyle(pre.querySelector('.output')).whiteSpace") == "pre"
    assert code.evaluate("(pre) => pre.scrollWidth > 1.5 * pre.clientWidth")
    body = page.locator(".slide[data-current] .slide-body")
    assert body.evaluate("(body) => body.scrollWidth <= body.clientWidth")


@pytest.mark.parametrize("size", [PHONE, ROOM])
@pytest.mark.parametrize("part", ["p", "td"])
def test_no_word_stands_alone_in_the_last_line(page_of: PageOf, size: tuple[int, int], part: str) -> None:
    """Chromium wraps greedily where a box in the paragraph has `box-decoration-break: clone`.

    It balances no more than six lines.
    """
    page = page_of("workshop", size, touch=size == PHONE)
    alone = page.evaluate(
        """(part) => {
          const body = slidegen.current.querySelector(".slide-body");
          const wordsBelow = (node) => {
            const spots = [...node.querySelectorAll("i, code")].map((one) => one.getBoundingClientRect().top);
            return spots.filter((top) => top > spots.at(-1) - 9).length;
          };
          const found = { greedy: 0, ours: 0 };
          for (let count = 6; count < (part === "p" ? 60 : 16); count += 1) {
            const text = "<code>kubectl</code> " + "<i>words</i> ".repeat(count);
            body.innerHTML = part === "p" ? `<p>${text}</p>` : `<table><tr><td>${text}<td>${text}</table>`;
            const node = body.querySelector(part);
            found.ours += wordsBelow(node) === 1;
            node.style.textWrap = "wrap";
            found.greedy += wordsBelow(node) === 1;
          }
          return found;
        }""",
        part,
    )
    assert alone["greedy"] > 0
    assert alone["ours"] == 0


@pytest.mark.parametrize("size", [PHONE, ROOM])
@pytest.mark.parametrize(
    ("html", "is_low"),
    [
        ("<h1>Questions</h1>", True),
        ("<h2>Your turn</h2><h3>Half an hour</h3>", True),
        ("<h2>Why</h2><p>Words.</p>", False),
    ],
)
def test_titles_with_nothing_below_them_stand_in_the_middle(
    page_of: PageOf, size: tuple[int, int], html: str, is_low: bool
) -> None:
    page = page_of("hall", size)
    page.evaluate("slidegen.go('steps')")
    above, below = page.evaluate(
        """(html) => {
          const body = slidegen.current.querySelector(".slide-body");
          body.innerHTML = html;
          const [whole, first] = [body, body.firstElementChild].map((node) => node.getBoundingClientRect());
          return [first.top - whole.top, whole.bottom - body.lastElementChild.getBoundingClientRect().bottom];
        }""",
        html,
    )
    assert (above > below / 2) is is_low


@pytest.mark.parametrize("size", [PHONE, ROOM])
@pytest.mark.parametrize(
    ("theme", "part", "property"), [("default", "::before", "width"), ("hall", "", "borderBottomWidth")]
)
def test_a_title_in_the_first_column_is_marked_as_one_above_columns_is(
    page_of: PageOf, size: tuple[int, int], theme: str, part: str, property: str
) -> None:
    page = page_of(theme, size)
    page.evaluate("slidegen.go('steps')")
    above, beside, head = page.evaluate(
        """([part, property]) => {
          const body = slidegen.current.querySelector(".slide-body");
          return [
            "<h2>A</h2>",
            "<div class='pull-left'><h2>A</h2></div>",
            "<div class='pull-left'><h3>A</h3></div>",
          ].map((html) => {
            body.innerHTML = html;
            return parseFloat(getComputedStyle(body.querySelector("h2, h3"), part)[property]) || 0;
          });
        }""",
        [part, property],
    )
    assert above == beside
    assert above > 3
    assert head == 0, "what heads a column is no title"


@pytest.mark.parametrize("touch", [True, False])
@pytest.mark.parametrize("size", [PHONE, LYING])
def test_where_text_reflows_no_button_lies_on_what_a_program_prints(
    page_of: PageOf, size: tuple[int, int], touch: bool
) -> None:
    page = page_of("workshop", size, touch=touch)
    assert page.evaluate("document.documentElement.dataset.fit") == "flow"
    page.evaluate("slidegen.go('more-columns-than-a-phone-has')")
    code = page.locator("#more-columns-than-a-phone-has pre[data-wide]")
    expect(code).to_be_visible()
    button = page.locator("#more-columns-than-a-phone-has .copy").bounding_box()
    first = code.locator(".typed").first.bounding_box()
    assert button
    assert first
    assert button["y"] + button["height"] <= first["y"] + 3


def test_in_the_columns_of_a_centred_slide_marks_stay_beside_their_words(page_of: PageOf) -> None:
    page = page_of("default", ROOM)
    page.evaluate("slidegen.go(1)")
    room = page.evaluate(
        """() => {
          slidegen.current.classList.add("center");
          const column = slidegen.current.querySelector(".pull-left");
          column.innerHTML = "<ul><li>Speed</li></ul>";
          const words = new Range();
          words.selectNodeContents(column.querySelector("li"));
          return words.getBoundingClientRect().left - column.firstChild.getBoundingClientRect().left;
        }"""
    )
    assert room < 60


def test_paper_shows_a_film_by_its_poster_and_says_where_it_is(page_of: PageOf) -> None:
    page = page_of("default", ROOM)
    page.evaluate("slidegen.go('a-film')")
    addresses = page.locator("#a-film .media-address")
    assert [each.is_visible() for each in addresses.all()] == [False, False]
    page.emulate_media(media="print")
    assert [each.is_visible() for each in addresses.all()] == [True, True]
    assert addresses.first.inner_text() == "pod.webm"
    assert [each.is_visible() for each in page.locator("#a-film video").all()] == [True, False]


@pytest.mark.parametrize("size", [(320, 568), (320, 256), (422, 195), (568, 320)])
def test_every_button_of_the_bar_is_in_reach_in_the_smallest_windows(
    page_of: PageOf, size: tuple[int, int]
) -> None:
    """A phone that lies, zoomed in, is 195 px high; a browser at 400 % is 320 wide."""
    page = page_of("default", size, touch=True)
    for button in page.locator(".bar button").all():
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1]
