"""How soon a deck shows its first slide, and the next one, beside remark's page of it.

Both pages are opened from disk, in turns, in the one Chromium, after one opening of each that does not count.
*First slide*: from the navigation to the frame that shows it; frames come every 16.7 ms, so that no opening
says it better than that, and each time is the middle of three. An opening waits until the browser has cleared
away the last page, since remark's of 2,500 slides takes a core for that. *Next slide*: from the key to the
next frame, as the browser itself times events (in steps of 8 ms). *Overview*: from its key to the second
frame after it, in nexts. *Ready*: from the navigation of a page of 20,000 slides to where the viewer
answers keys.
"""

import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Measured, environment, ratios, run, slidegen, work_folder
from bench.remark_page import both_pages, is_there
from slidegen.render.browser import open_browser, open_context

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT.parent / "shared/corpus/container.training-2026/slides/kube-selfpaced.yml"
TWO_FRAMES = 1000 / 30
RUNS, KEYS, MANY = 5, 40, 20_000
#: Openings that are one time, and the seconds before each.
OPENINGS, CLEARED_AWAY = 3, 0.5

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


#: Milliseconds from a key to the second frame after it.
KEY_TO_FRAME = """(key) => new Promise((done) => {
  const began = performance.now();
  document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
})"""


def first_slide(browser: "Browser", page: Path) -> float:
    """Milliseconds from the navigation to the first slide."""
    return statistics.median(_first_slide(browser, page) for _ in range(OPENINGS))


def _first_slide(browser: "Browser", page: Path) -> float:
    time.sleep(CLEARED_AWAY)
    context = open_context(browser, 1920, 1080)
    opened = _opened(context.new_page(), page)
    painted = float(opened.evaluate("painted"))
    context.close()
    return painted


def next_slides(browser: "Browser", page: Path) -> list[float]:
    """Milliseconds from each of some keys to its frame. Faster ones than 16 ms are not told apart."""
    context = open_context(browser, 1920, 1080)
    opened = _opened(context.new_page(), page)
    opened.wait_for_timeout(1000)
    for _ in range(KEYS):
        opened.keyboard.press("ArrowRight")
        opened.wait_for_timeout(120)
    slow = [float(turn) for turn in opened.evaluate("turns")]
    context.close()
    return slow + [16.0] * (KEYS - len(slow))


def _opened(page: "Page", path: Path) -> "Page":
    page.add_init_script(WATCH)
    page.goto(path.as_uri(), wait_until="load", timeout=120_000)
    page.wait_for_function("window.painted", timeout=120_000)
    return page


def overview(browser: "Browser", page: Path) -> float:
    """Milliseconds from the key to the second frame after it."""
    context = open_context(browser, 1920, 1080)
    opened = _opened(context.new_page(), page)
    opened.wait_for_function("window.slidegen?.current", timeout=120_000)
    opened.wait_for_timeout(1000)
    taken = float(opened.evaluate(KEY_TO_FRAME, "o"))
    context.close()
    return taken


def ready(browser: "Browser", page: Path) -> float:
    """Milliseconds from the navigation until the viewer answers."""
    context = open_context(browser, 1920, 1080)
    opened = context.new_page()
    opened.add_init_script(WATCH)
    opened.goto(page.as_uri(), wait_until="commit", timeout=120_000)
    opened.wait_for_function("window.slidegen?.current", timeout=120_000, polling=20)
    now = float(opened.evaluate("performance.now()"))
    context.close()
    return now


def measure(short: bool = False) -> Iterator[Measured]:
    if shutil.which("chromium") is None or not is_there(MANIFEST):
        return
    command = "a page of the largest deck, opened from disk in Chromium"
    with both_pages(MANIFEST) as pages, open_browser() as browser:
        runs = range(1 if short else RUNS)
        for page in pages.values():
            _first_slide(browser, page)
        firsts = [{name: first_slide(browser, page) for name, page in pages.items()} for _ in runs]
        mine, theirs = ([each[name] for each in firsts] for name in ("slidegen", "remark"))
        detail = f"{statistics.median(mine):.0f} ms against {statistics.median(theirs):.0f} ms"
        yield Measured(
            "first slide painted, against remark's page", 0.05, ratios(mine, theirs), "", detail, command
        )
        turn = statistics.median(next_slides(browser, pages["slidegen"]))
        yield Measured("the next slide, two frames", TWO_FRAMES, (turn,), "ms", command=command)
        views = tuple(overview(browser, pages["slidegen"]) / turn for _ in runs)
        yield Measured("overview of 2,500 slides, in nexts", 10, views, "", f"{turn:.0f} ms each", command)
    if not short:
        yield from _large()


def _large() -> Iterator[Measured]:
    with work_folder() as work, open_browser() as browser:
        text = "\n---\n".join(f"# Slide {number}\n\n- one\n- two" for number in range(MANY))
        (work / "large.md").write_text(text, encoding="utf-8")
        run(slidegen("build", "-q", "--out", work / "out", "large.md"), work, environment(work / "cache"))
        times = tuple(ready(browser, work / "out" / "large.html") for _ in range(3))
    yield Measured(
        f"{MANY} slides, until the viewer answers", 1000, times, "ms", command="slidegen build large.md"
    )
