"""`slidegen serve`: from a save to changed pixels, beside `marp --server --watch`; a slide added to a large
deck; and a `git checkout` of hundreds of files.

A paragraph of a fragment is edited thirty times. The clock starts before the file is written, and stops
in the browser, in the frame after the one in which the new text was laid out; debouncing is in it.
"""

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import TREE, Measured, environment, peer, ratios, slidegen, work_folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DECK, FRAGMENT, MARK = (
    "kube-selfpaced",
    "k8s/kubectlexpose.md",
    "- We can connect to our pods using their IP address",
)
EDITS, MARP_EDITS, LARGE = 30, 3, 5_000
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")

#: Writes down, by the clock that Python reads too, when a text of ours was first painted.
WATCHER = """
(() => {
  window.painted = {};
  const look = (text) => {
    const found = text.match(/edit-(\\d+)-end/);
    if (!found || found[1] in painted) return;
    painted[found[1]] = 0;
    requestAnimationFrame(() => setTimeout(() => {
      painted[found[1]] = performance.timeOrigin + performance.now();
    }));
  };
  const changed = (records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) look(node.textContent);
  };
  addEventListener("DOMContentLoaded", () => {
    look(document.body.textContent);
    new MutationObserver(changed).observe(document.body, { subtree: true, childList: true });
  });
})();
"""


def measure_edits(
    page: "Page", edit: Callable[[int], None], count: int, wait: Callable[[int], None]
) -> list[float]:
    """Milliseconds of each edit; `wait` ends when the next one may come."""
    times = []
    for number in range(1, count + 1):
        wait(number)
        started = time.time() * 1000
        edit(number)
        times.append(painted(page, number) - started)
    return times


def painted(page: "Page", number: int, seconds: float = 180) -> float:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            at = page.evaluate(f"window.painted?.[{number}] ?? 0")
        except Exception:  # Marp's page is being loaded again
            at = 0
        if at:
            return float(at)
        time.sleep(0.01)
    raise TimeoutError(f"edit {number} was not shown in {seconds:.0f} s")


@contextmanager
def running(command: list[str], cwd: Path, env: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:  # on a busy machine: what was measured is measured
            process.kill()
            process.wait()


def visit(browser: "Browser", url: str, said: list[str] | None = None) -> "Page":
    """The page at `url`; what it says on its console goes to `said`."""
    page = browser.new_page()
    if said is not None:
        page.on("console", lambda message: said.append(message.text))
    page.add_init_script(WATCHER)
    for _ in range(300):
        try:
            page.goto(url, timeout=120_000)
            return page
        except Exception:  # it is not up yet
            time.sleep(0.2)
    raise SystemExit(f"{url} did not answer")


def slidegen_times(browser: "Browser", work: Path) -> list[float]:
    slides = work / "slides"
    text = (slides / FRAGMENT).read_text(encoding="utf-8")
    assert MARK in text, MARK
    command = slidegen("serve", "--port", "8431", f"{DECK}.yml")
    with running(command, slides, environment(work / "cache")):
        page = visit(browser, f"http://127.0.0.1:8431/{DECK}.html")
        time.sleep(2)

        def edit(number: int) -> None:
            (slides / FRAGMENT).write_text(text.replace(MARK, f"{MARK} edit-{number}-end"), encoding="utf-8")

        times = measure_edits(page, edit, EDITS + 1, lambda _: time.sleep(1))[
            1:
        ]  # the first one warms up, as an author's does
        page.close()
    return times


def marp_times(browser: "Browser", work: Path) -> list[float] | None:
    program = peer("marp")
    if program is None:
        return None
    folder = work / "marp"
    folder.mkdir()
    text = whole_text(work / "slides")
    deck = folder / "deck.md"
    deck.write_text(text, encoding="utf-8")
    env = dict(os.environ) | {"PORT": "8432"}
    with running([program, "--server", "--watch", "--html", str(folder)], folder, env):
        said: list[str] = []
        page = visit(browser, "http://127.0.0.1:8432/deck.md", said)

        def edit(number: int) -> None:
            deck.write_text(text.replace(MARK, f"{MARK} edit-{number}-end", 1), encoding="utf-8")

        try:
            return measure_edits(
                page, edit, MARP_EDITS, lambda number: wait_until_watched(page, said, number)
            )
        except TimeoutError:
            return None


def wait_until_watched(page: "Page", said: list[str], times: int, seconds: float = 180) -> None:
    """Until Marp's page, at this loading of it, says that it observes the file: long after it is shown."""
    until = time.monotonic() + seconds
    while sum("Observing" in text for text in said) < times and time.monotonic() < until:
        page.wait_for_timeout(200)
    time.sleep(1)


def whole_text(slides: Path) -> str:
    """The deck as one Markdown file, which is what Marp takes."""
    from slidegen.source.file import SourceFile
    from slidegen.source.manifest_reader import read_manifest

    manifest = read_manifest(SourceFile.read(slides, f"{DECK}.yml"), {}).manifest
    assert manifest is not None
    texts = [(slides / entry.path).read_text(encoding="utf-8") for entry in manifest.fragments]
    return "---\nmarp: true\n---\n\n" + "\n\n---\n\n".join(texts)


def added_slides(browser: "Browser", work: Path) -> list[float]:
    """Milliseconds until a slide that is added to a large deck is in the page."""
    folder = work / "large"
    folder.mkdir()
    deck = folder / "large.md"
    pieces = [f"# Slide {number}\n\n- one\n- two\n" for number in range(LARGE)]
    deck.write_text("\n---\n".join(pieces), encoding="utf-8")
    env = environment(work / "cache-large")
    with running(slidegen("serve", "--port", "8433", "large.md"), folder, env):
        page = visit(browser, "http://127.0.0.1:8433/large.html")
        time.sleep(2)

        def edit(number: int) -> None:
            pieces.insert(10, f"# Added {number}\n\nedit-{number}-end\n")
            deck.write_text("\n---\n".join(pieces), encoding="utf-8")

        times = measure_edits(page, edit, 6, lambda _: time.sleep(1.5))[1:]
        page.close()
    return times


def checkouts(browser: "Browser", work: Path) -> list[float]:
    """Milliseconds until the last of the files that a checkout changes is shown."""
    slides = work / "slides"
    files = [path for path in sorted(slides.glob("*/*.md")) if "\n---\n" in path.read_text(encoding="utf-8")]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    env = environment(work / "cache-checkout")
    with running(slidegen("serve", "--port", "8434", f"{DECK}.yml"), slides, env):
        page = visit(browser, f"http://127.0.0.1:8434/{DECK}.html")
        time.sleep(2)

        def edit(number: int) -> None:
            for path, text in texts.items():
                said = f"{MARK} edit-{number}-end" if path.name == Path(FRAGMENT).name else MARK
                path.write_text(text.replace(MARK, said) + f"\nChanged {number}.\n", encoding="utf-8")

        times = measure_edits(page, edit, 3, lambda _: time.sleep(6))
        page.close()
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return times


def measure(short: bool = False) -> Iterator[Measured]:
    chromium = shutil.which("chromium")
    if not TREE.is_dir() or chromium is None:
        return
    from playwright.sync_api import sync_playwright

    with work_folder() as work, sync_playwright() as playwright:
        for name in ("slides", "k8s"):
            shutil.copytree(TREE / name, work / name, copy_function=shutil.copyfile)
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        mine = tuple(slidegen_times(browser, work))
        command = f"slidegen serve {DECK}.yml"
        yield Measured("save to changed pixels, largest deck, median", 100, mine, "ms", command=command)
        high = statistics.quantiles(mine, n=20)[-1]
        yield Measured("the same, 95th percentile", 200, (high,), "ms", command=command)
        added = tuple(added_slides(browser, work))
        yield Measured(
            f"a slide added at {LARGE} slides", 100, added, "ms", command="slidegen serve large.md"
        )
        if not short:
            out = tuple(checkouts(browser, work))
            yield Measured("`git checkout` of all fragments under serve", 2000, out, "ms", command=command)
            theirs = marp_times(browser, work)
            if theirs:
                share = ratios([statistics.median(mine)], [statistics.median(theirs)])
                detail = f"{statistics.median(theirs) / 1000:.1f} s"
                yield Measured(
                    "save to changed pixels, against Marp", 1 / 30, share, "", detail, "marp --server -w"
                )
        browser.close()
