# ruff: noqa: T201
"""How soon a deck of 2,500 slides shows its first slide, and the next one, beside remark's page of it.

Both pages are opened from disk, in turns, in the one Chromium. *First slide*: from the navigation to the
frame that shows it; ours may take a tenth of remark's. *Next slide*: from the key to the next frame, as the
browser itself times events (in steps of 8 ms); two frames of 60 Hz are the bar. Needs a Chromium, npm's
`remark-slide` (see `bench/remark_page.py`) and the real workshop beside the checkout.
"""

import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench.remark_page import both_pages, is_there
from slidegen.render.browser import open_browser, open_context

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT.parent / "shared/corpus/container.training-2026/slides/kube-selfpaced.yml"
FIRST_BAR, TWO_FRAMES = 0.1, 1000 / 30
RUNS, KEYS = 5, 40

#: Sets `painted` to the time of the frame after the one in which the first slide has a place on the screen.
WATCH = """
  const FIRST = ".remark-visible .remark-slide-content, #slides > .slide:not([hidden])";
  const frame = (then) => requestAnimationFrame(then);
  const look = () => (document.querySelector(FIRST)?.checkVisibility()
    ? frame((now) => { window.painted = now; }) : frame(look));
  requestAnimationFrame(look);
  window.turns = [];
  new PerformanceObserver((list) => turns.push(...list.getEntries().filter(({ name }) => name === "keydown")
    .map(({ duration }) => duration))).observe({ type: "event", durationThreshold: 16 });
"""


def first_slide(browser: "Browser", page: Path) -> float:
    """Milliseconds from the navigation to the first slide."""
    context = open_context(browser, 1920, 1080)
    opened = _opened(context.new_page(), page)
    time = float(opened.evaluate("painted"))
    context.close()
    return time


def next_slides(browser: "Browser", page: Path) -> list[float]:
    """Milliseconds from each of some keys to its frame. Faster ones than 16 ms are not told apart."""
    context = open_context(browser, 1920, 1080)
    opened = _opened(context.new_page(), page)
    opened.wait_for_timeout(1000)
    for _ in range(KEYS):
        opened.keyboard.press("ArrowRight")
        opened.wait_for_timeout(120)
    slow = [float(time) for time in opened.evaluate("turns")]
    context.close()
    return slow + [16.0] * (KEYS - len(slow))


def _opened(page: "Page", path: Path) -> "Page":
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="load", timeout=120_000)
    page.wait_for_function("window.painted", timeout=120_000)
    return page


def main() -> int:
    if not is_there(MANIFEST):
        return 0
    with both_pages(MANIFEST) as pages, open_browser() as browser:
        firsts = [{name: first_slide(browser, page) for name, page in pages.items()} for _ in range(RUNS)]
        nexts = {name: next_slides(browser, page) for name, page in pages.items()}
    first = {name: statistics.median(times[name] for times in firsts) for name in pages}
    turn = {name: statistics.median(times) for name, times in nexts.items()}
    for name in pages:
        print(f"{name:9} first slide {first[name]:6.0f} ms")
        print(f"{name:9} next slide {turn[name]:7.0f} ms, {max(nexts[name]):.0f} at most")
    ratio = first["slidegen"] / first["remark"]
    print(f"first slide against remark: {ratio:.3f} (at most {FIRST_BAR})")
    print(f"next slide, middle of {KEYS}: {turn['slidegen']:.0f} ms (at most {TWO_FRAMES:.0f})\n")
    return 0 if ratio <= FIRST_BAR and turn["slidegen"] <= TWO_FRAMES else 1


if __name__ == "__main__":
    sys.exit(main())
