"""Our decks, built: whole, linked within themselves, and on the canvas down to the last step."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import DECKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: What stands beyond the edge of its slide, in pixels of the canvas. The last 8 are the progress line's.
MEASURE = """
() => {
  const slide = document.querySelector('section.slide[data-current]');
  const frame = slide.getBoundingClientRect();
  const scale = frame.height / 681;
  let beyond = 0;
  for (const each of slide.querySelectorAll('.slide-body *')) {
    const box = each.getBoundingClientRect();
    if (!box.width || each.closest('aside.notes')) continue;
    beyond = Math.max(beyond, box.bottom - frame.bottom + 8 * scale, box.right - frame.right);
  }
  for (const code of slide.querySelectorAll('pre'))
    beyond = Math.max(beyond, code.scrollWidth - code.clientWidth - 1);
  return [slide.id, Math.round(beyond / scale)];
}
"""


@pytest.mark.parametrize("deck", DECKS)
def test_every_link_within_the_deck_leads_somewhere(built: Path, deck: str) -> None:
    page = (built / f"{deck}.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'href="#([^"]+)"', page))
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    assert {target for target in targets - ids if not target.isdigit()} == set()


@pytest.mark.parametrize("deck", DECKS)
def test_every_picture_is_beside_the_page(built: Path, deck: str) -> None:
    page = (built / f"{deck}.html").read_text(encoding="utf-8")
    pictures = re.findall(r'<img[^>]*\ssrc="([^"]+)"', page)
    assert pictures
    assert [each for each in pictures if not each.startswith("data:") and not (built / each).is_file()] == []


def test_the_half_day_leaves_out_what_only_readers_need(built: Path) -> None:
    page = (built / "services-halfday.html").read_text(encoding="utf-8")
    classes = {name for value in re.findall(r'<section class="([^"]*)"', page) for name in value.split()}
    assert "in-person" in classes
    assert classes.isdisjoint({"self-paced", "deep-dive"})


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("deck", DECKS)
def test_no_slide_is_larger_than_its_canvas(built: Path, deck: str, browser: "Browser") -> None:
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto(f"file://{built / deck}.html")
    presses = page.evaluate(
        "[...document.querySelectorAll('section.slide')].reduce((n, s) => n + 1 + +s.dataset.steps, -1)"
    )
    too_large: dict[str, int] = {}
    for press in range(presses + 1):
        if press:
            page.keyboard.press("PageDown")
        name, beyond = page.evaluate(MEASURE)
        if beyond > 0:
            too_large[name] = beyond
    assert name == page.evaluate("[...document.querySelectorAll('section.slide')].at(-1).id")
    page.close()
    assert too_large == {}
