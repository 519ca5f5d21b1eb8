# ruff: noqa: T201
"""How full slides are, and how many overflow, in each theme: `python -m bench.fill [THEME]…`.

Four decks of the real workshop beside the checkout are built in each theme and looked at in Chromium.
*Fill* is how far down a slide of text reaches, as a share of its height (no title slides, contents or
pictures); *overflow* counts slides of any kind that must be scrolled. It takes some minutes.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from slidegen.assembly.driver import build
from slidegen.assembly.request import BuildRequest
from slidegen.render.browser import open_browser, open_context
from slidegen.render.theme import theme_names
from slidegen.source.settings_reader import load_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
SLIDES = ROOT.parent / "shared/corpus/container.training-2026/slides"
DECKS = ("kube-fullday", "intro-fullday", "kube-halfday", "kadm-fullday")

#: Of each slide of text: how far down it reaches, and whether it must be scrolled.
LOOK = """async () => {
  await slidegen.ready;
  const found = [];
  const apart = ".debug, .footnote, .nav";
  for (const slide of [...slidegen.slides]) {
    slidegen.main.replaceChildren(slide);
    slidegen.go(slide, { step: slidegen.stepsOf(slide), focus: false, quiet: true });
    const images = [...slide.querySelectorAll("img")];
    await Promise.allSettled(images.map((image) => { image.loading = "eager"; return image.decode(); }));
    await new Promise((laid) => requestAnimationFrame(() => setTimeout(laid)));
    const body = slide.querySelector(".slide-body");
    const isText = !images.length && !slide.matches(".title, .pic, .toc, [id^=toc-], .center, .middle");
    const blocks = [...body.children].filter((node) => !node.matches(apart) && !node.querySelector(apart));
    const bottom = Math.max(0, ...blocks.map((node) => node.getBoundingClientRect().bottom + body.scrollTop));
    const sideways = [...body.querySelectorAll("pre")].some((pre) => pre.scrollWidth > pre.clientWidth + 2);
    const over = body.scrollHeight > body.clientHeight + 2;
    found.push([isText ? bottom / slide.clientHeight : -1, over, sideways, slide.id]);
  }
  return found;
}"""


def looked_at(browser: "Browser", page: Path) -> list[tuple[float, bool, bool, str]]:
    context = open_context(browser, 1210, 681)
    context.set_default_timeout(600_000)
    opened = context.new_page()
    opened.goto(page.as_uri())
    opened.wait_for_function("window.slidegen?.current")
    found: list[tuple[float, bool, bool, str]] = opened.evaluate(LOOK)
    context.close()
    return found


def measured(themes: Iterable[str]) -> None:
    loaded = load_settings(SLIDES)
    paths = tuple(SLIDES / f"{name}.yml" for name in DECKS if (SLIDES / f"{name}.yml").exists())
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        os.environ["SLIDEGEN_CACHE_DIR"] = f"{folder}/cache"
        for theme in themes:
            out = Path(folder) / theme
            build(loaded, BuildRequest(out=out, paths=paths, theme=theme))
            for path in paths:
                slides = looked_at(browser, out / f"{path.stem}.html")
                print(f"{theme:10} {path.stem:14} {told(slides)}", flush=True)


def told(slides: Sequence[tuple[float, bool, bool, str]]) -> str:
    fills = [min(1.0, fill) for fill, *_ in slides if fill >= 0]
    half = sum(fill < 0.5 for fill in fills) / len(fills)
    over = [slide for _, is_over, _, slide in slides if is_over]
    wide = sum(is_wide for _, _, is_wide, _ in slides)
    return (
        f"{len(fills):4} slides of text: median fill {statistics.median(fills):.2f}, {half:4.0%} under half; "
        f"{len(over)} of {len(slides)} overflow, {wide} scroll sideways  {' '.join(over)}"
    )


def main() -> int:
    if not SLIDES.is_dir():
        print(f"skipped: {SLIDES} is not there")
        return 0
    measured(sys.argv[1:] or theme_names())
    return 0


if __name__ == "__main__":
    sys.exit(main())
