"""axe-core over what only `slidegen serve` shows: who follows, a phone's desk, its code, what is wrong."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_core import violations
from serve_live import FILES, Live, Start, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAB = """class: title

A day

With pods

---

# First

Hello.

???

A secret note.

---

# Second

.lab[
- Do it:
  ```bash
  ls
  ```
]

---

# Third

A link to [nowhere](#nowhere), and [no end](
"""
DECKS = {**FILES, "one.md": LAB, "broken.yml": "title: [\n", "other.yml": "title: Other\ncontent: [no.md]\n"}
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
SIZES = {"laptop": LAPTOP, "phone": PHONE}
LIVE = "document.documentElement.dataset.live === 'on' && Boolean(slidegen.current)"
Visit = Callable[..., "Page"]


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Visit]:
    """`visit(address, PHONE)`: a page of somebody who was never here."""
    contexts = []

    def visit(address: str, size: dict[str, int] = LAPTOP) -> "Page":
        device: dict[str, Any] = {"viewport": size, "has_touch": size is PHONE, "is_mobile": size is PHONE}
        context = browser.new_context(**device, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(params=["default", "workshop", "hall"])
def live(request: pytest.FixtureRequest, start: Start) -> Live:
    return start("--share", "--theme", request.param, files=DECKS)


def in_both_schemes(page: "Page", axe: str) -> list[str]:
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in violations(page, axe)]
    return found


def test_who_follows(live: Live, visit: Visit, axe: str) -> None:
    laptop = visit(live.said("Presenter: ").split()[-1])
    laptop.goto(f"{live.url}/deck.html")
    until(laptop, LIVE)
    found = {}
    for name, size in SIZES.items():
        page = visit(f"{live.url}/deck.html", size)
        until(page, LIVE)
        for slide in ("first", "second"):
            laptop.evaluate("id => slidegen.go(id)", slide)
            until(page, f"slidegen.current.id === {slide!r}")
            found[f"{name} {slide}"] = in_both_schemes(page, axe)
        laptop.evaluate("slidegen.send({type: 'countdown', end: Date.now() + 60000})")
        until(page, "!document.querySelector('.countdown').hidden")
        page.evaluate("slidegen.next()")
        until(page, "!document.querySelector('.slidegen-return').hidden")
        found[f"{name} alone"] = in_both_schemes(page, axe)
    assert {name: here for name, here in found.items() if here} == {}


def test_who_presents(live: Live, visit: Visit, axe: str) -> None:
    way = live.said("Presenter: ").split()[-1]
    follower = visit(f"{live.url}/deck.html#second")
    until(follower, LIVE)
    follower.locator("#second .tick").click()
    found = {}
    for name, size in SIZES.items():
        page = visit(f"{way}?deck=deck", size)
        until(page, LIVE)
        page.evaluate("slidegen.go('second')")
        until(page, "!document.querySelector('.slidegen-labs').hidden")
        found[f"{name} desk"] = in_both_schemes(page, axe)
        page.keyboard.press("p")
        found[f"{name} slide"] = in_both_schemes(page, axe)
        page.evaluate("document.querySelector('.slidegen-badge').click()")
        for tab in range(2):
            page.evaluate("at => document.querySelectorAll('.slidegen-tab')[at].click()", tab)
            found[f"{name} what is wrong {tab}"] = in_both_schemes(page, axe)
        page.locator(".slidegen-close").click()
        page.keyboard.press("y")
        until(page, "document.querySelector('.slidegen-phone[open] img')?.complete")
        found[f"{name} code"] = in_both_schemes(page, axe)
    assert {name: here for name, here in found.items() if here} == {}


def test_lists_and_what_stands_in_for_a_deck(live: Live, visit: Visit, axe: str) -> None:
    way = live.said("Presenter: ").split()[-1]
    found = {}
    for name, size in SIZES.items():
        for who, door in (("presenter", way), ("audience", live.url)):
            page = visit(door, size)
            for address in ("/", "/broken.html", "/other.html", "/none.html"):
                page.goto(live.url + address)
                found[f"{name} {who} {address}"] = in_both_schemes(page, axe)
    assert {name: here for name, here in found.items() if here} == {}
