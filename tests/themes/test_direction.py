"""A deck in Arabic: text runs from right to left, code does not, and arrows mean what they point at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Slidegen
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TEXT = """# مقدمة

- النقطة الأولى من القائمة
- النقطة الثانية في `~/.kube/config`
- [x] مهمة

```bash
kubectl get pods -o wide
```

| الاسم | القيمة |
|---|---|
| واحد | اثنان |

---

## الثانية

.lab[

- نفّذ الأمر:
  ```bash
  echo one
  ```
]

--

ثم انتهينا.

---
class: extra-details

> اقتباس

.warning[تحذير]

.footnote[حاشية]

@@TOC@@
"""

#: Of what stands in slides, but for code: how far its content is from its left and from its right edge, and
#: how far it and what is made before it keep away from others.
INSETS = """() => [...document.querySelectorAll(".slide, .slide *")]
  .filter((node) => !node.closest("pre, svg, .katex, .code-frame"))
  .map((node) => {
    const [own, before] = [getComputedStyle(node), getComputedStyle(node, "::before")];
    const sides = ["Left", "Right"].map((side) => [
      own[`padding${side}`], own[`margin${side}`], own[`border${side}Width`],
      before[`padding${side}`], before[`margin${side}`],
      before.position === "absolute" ? before[side.toLowerCase()] : "",
      own.position === "absolute" ? own[side.toLowerCase()] : "",
    ].join(" "));
    return [`${node.tagName} ${node.className}`, ...sides];
  })"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory, slidegen: Slidegen) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("rtl")
    files = {"slidegen.toml": "", "a.md": TEXT}
    for theme in ("default", "workshop", "hall"):
        manifest = f"title: دورة\nlang: ar\ntheme: {theme}\nsections: false\nextras: [task-lists]\n"
        manifest += "content: [a.md]\n"
        files |= {f"{theme}.yml": manifest, f"{theme}-ltr.yml": f"{manifest}dir: ltr\n"}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = slidegen("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return lambda theme: folder / "dist" / f"{theme}.html"


@pytest.fixture(params=["default", "workshop", "hall"])
def page(request: pytest.FixtureRequest, browser: Browser, deck: Callable[[str], Path]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1210, "height": 681}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(deck(request.param).as_uri())
    page.wait_for_function("window.slidegen?.current")
    yield page
    context.close()


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return {side: found[side] for side in ("x", "y", "width", "height")}


def insets(page: Page, deck: Path) -> list[list[str]]:
    page.goto(deck.as_uri())
    page.wait_for_function("window.slidegen?.current")
    found: list[list[str]] = page.evaluate(INSETS)
    return found


def test_text_begins_at_the_right(page: Page) -> None:
    assert page.locator("html").get_attribute("dir") == "rtl"
    title = page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(slidegen.current.querySelector("h1"));
          return range.getBoundingClientRect().right;
        }"""
    )
    assert title > 1100
    first, second = (page.locator("th").nth(at).bounding_box() for at in (0, 1))
    assert first
    assert second
    assert first["x"] > second["x"]
    item = box(page, ".slide[data-current] li")
    assert 1210 - (item["x"] + item["width"]) > 60  # the bullet stands before it, at the right
    number = page.evaluate("getComputedStyle(slidegen.current, '::after').left")
    assert float(number.removesuffix("px")) < 100


def test_code_runs_from_left_to_right(page: Page) -> None:
    style = "(node) => [getComputedStyle(node).direction, getComputedStyle(node).textAlign]"
    assert page.locator("pre code").first.evaluate(style)[0] == "ltr"
    assert page.locator("pre").first.evaluate(style) == ["ltr", "left"]


def test_arrow_keys_mean_what_they_point_at(page: Page) -> None:
    place = "[slidegen.index, slidegen.step]"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(place) == [1, 0]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(place) == [1, 1]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(place) == [1, 0]
    for key, at in (("ArrowDown", [1, 1]), ("PageUp", [1, 0]), ("Home", [0, 0])):
        page.keyboard.press(key)
        assert page.evaluate(place) == at, key
    page.keyboard.press("o")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("slidegen.index") == 1


def test_the_buttons_point_where_they_lead(page: Page) -> None:
    buttons = page.locator(".bar button")  # the way back, the way on
    back, on = (buttons.nth(at).bounding_box() for at in (0, 1))
    assert back
    assert on
    assert back["x"] > on["x"]
    mirrored = "node => getComputedStyle(node).scale"
    assert [buttons.nth(at).locator("svg").evaluate(mirrored) for at in (0, 1, 2)] == ["-1 1", "-1 1", "none"]


def test_nothing_reaches_beyond_the_slide(page: Page) -> None:
    for at in (0, 1):
        page.evaluate("(at) => slidegen.go(at, { step: 1 })", at)
        body = page.locator(".slide[data-current] .slide-body")
        assert body.evaluate("node => node.scrollWidth <= node.clientWidth + 1")


def test_the_lab_and_the_viewer_speak_arabic(page: Page) -> None:
    word = "getComputedStyle(document.querySelector('.lab'), '::before').content"
    page.evaluate("slidegen.next()")
    assert "تطبيق عملي" in page.evaluate(word)
    assert page.get_by_role("button", name="المحتويات").count() == 1
    page.keyboard.press("h")
    assert page.get_by_role("dialog", name="المفاتيح").is_visible()


def test_every_inset_is_mirrored(page: Page, deck: Callable[[str], Path]) -> None:
    theme = Path(page.url.partition("#")[0]).stem
    mirrored, plain = (insets(page, deck(name)) for name in (theme, f"{theme}-ltr"))
    assert [[name, right, left] for name, left, right in mirrored] == plain


def test_buttons_are_as_wide_as_from_left_to_right(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("slidegen.go(1, { step: 1 })")
    widths = page.locator(".slide[data-current] :is(.copy, .tick)").evaluate_all(
        "nodes => nodes.map((node) => node.getBoundingClientRect().width)"
    )
    assert len(widths) == 3
    assert max(widths) < 60


def test_a_pane_of_the_desk_goes_where_it_is_dragged_and_where_arrows_point(page: Page) -> None:
    page.keyboard.press("p")
    divider = page.locator(".desk-split-x")
    before = box(page, ".desk-split-x")
    page.mouse.move(before["x"] + 6, before["y"] + 100)
    page.mouse.down()
    page.mouse.move(before["x"] - 94, before["y"] + 100, steps=4)
    page.mouse.up()
    dragged = box(page, ".desk-split-x")["x"]
    assert abs(dragged - (before["x"] - 100)) < 12
    divider.focus()
    page.keyboard.press("ArrowRight")
    assert box(page, ".desk-split-x")["x"] > dragged + 10


#: How far from the left the first and the last letter of what is shown stand.
ENDS = """(node) => {
  const range = document.createRange();
  const text = node.firstChild;
  return [0, text.length - 1].map((at) => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  });
}"""


def test_numbers_read_as_they_are_written(page: Page) -> None:
    """`1 / 4`, from the left: only what has no letters would else stand the other way round."""
    assert page.locator(".bar output").inner_text() == "1 / 4"
    first, last = page.locator(".bar output").evaluate(ENDS)
    assert first < last
    corner = "getComputedStyle(slidegen.current, '::after').unicodeBidi"
    assert page.evaluate(corner) == "plaintext"


def test_code_in_an_excerpt_reads_as_it_is_written(page: Page) -> None:
    """The stroke of `~/.kube/config` goes where it is typed, not to the end that is last in Arabic."""
    page.keyboard.press("/")
    page.keyboard.type("config")
    excerpt = page.locator(".results small").first
    assert "~/.kube/config" in excerpt.inner_text()
    places = excerpt.evaluate(
        """(node) => {
          const range = document.createRange();
          const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
          const found = {};
          for (let text; (text = walker.nextNode()); ) [...text.data].forEach((letter, at) => {
            if (!"~kc".includes(letter) || letter in found) return;
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            found[letter] = range.getBoundingClientRect().left;
          });
          return ["~", "k", "c"].map((letter) => found[letter]);
        }"""
    )
    assert places == sorted(places)


def test_slides_of_the_overview_hold_their_words(page: Page) -> None:
    """A small slide is a large one that is drawn smaller: from its right edge, or nothing of it is seen."""
    page.keyboard.press("o")
    slide, title = box(page, ".slide[data-current]"), box(page, ".slide[data-current] h1")
    assert slide["x"] <= title["x"]
    assert title["x"] + title["width"] <= slide["x"] + slide["width"] + 1
    assert box(page, "nav.sections")["x"] >= slide["x"] + slide["width"]


def test_cards_of_the_list_run_as_their_decks_do(page: Page, deck: Callable[[str], Path]) -> None:
    page.goto(deck("default").with_name("index.html").as_uri())
    facts = page.locator(".deck-facts span").first
    assert page.evaluate("document.dir") == ""
    assert facts.evaluate("(node) => getComputedStyle(node).unicodeBidi") == "plaintext"
    assert (
        page.locator(".deck-cards h2").first.evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    )
    page.locator("input").fill("مقدمة")
    found = page.locator(".deck-found a").first
    assert found.evaluate("(node) => [node.dir, node.lang]") == ["rtl", "ar"]


#: Where each letter of a text stands from the left.
LETTERS = """(selector) => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const letters = [];
  for (let node; (node = walker.nextNode()); )
    [...node.data].forEach((letter, at) => {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      if (range.getBoundingClientRect().width) letters.push([range.getBoundingClientRect().x, letter]);
    });
  return letters.sort((a, b) => a[0] - b[0]).map(([, letter]) => letter).join("");
}"""


@pytest.mark.parametrize(
    ("title", "seen"), [("C++", "C++"), ("لغة C++", "C++ ةغل"), ("C# و .NET", ".NET و C#")]
)
def test_signs_stay_with_their_words(
    slidegen: Slidegen, browser: Browser, tmp_path: Path, title: str, seen: str
) -> None:
    """In a list, in a title, in the table of contents and in the deck's own title."""
    files = {
        "slidegen.toml": "",
        "a.md": f"# {title}\n\n- {title}\n",
        "a.yml": f'title: "{title}"\nlang: ar\ncontent: [a.md]\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = slidegen("build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'dist/a.html').as_uri()}?read")
    for selector in (".slide-body li", "[role=heading]", ".deck-contents a", ".deck-title"):
        page.locator(selector).first.scroll_into_view_if_needed()
        assert page.evaluate(LETTERS, selector).strip() == seen, selector
    page.close()
