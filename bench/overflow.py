#!/usr/bin/env python3
# ruff: noqa: T201
"""How good the estimate of SG620 is, beside Chromium: precision, recall, and by how many pixels it errs.

usage: bench/overflow.py [SLIDES] [--list]

SLIDES is a folder with manifests (by default those of 2026, beside the checkout). Every deck is built with
the default theme and looked at in Chromium as `slidegen check` does; every slide that a Markdown file
holds is estimated as `slidegen lint` does. A slide counts once, however many decks show it. `--list` names
the slides on which the two disagree.
"""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from slidegen.assembly.driver import build  # noqa: E402
from slidegen.assembly.request import BuildRequest  # noqa: E402
from slidegen.lint.density import DENSE  # noqa: E402
from slidegen.lint.height import ROOM, slide_height  # noqa: E402
from slidegen.render.browser import open_browser  # noqa: E402
from slidegen.render.check.look import look_at  # noqa: E402
from slidegen.source.content import find_manifests  # noqa: E402
from slidegen.source.file import SourceFile  # noqa: E402
from slidegen.source.settings_reader import load_settings  # noqa: E402
from slidegen.text.fragment import read_fragment  # noqa: E402
from slidegen.text.model import SlideSource  # noqa: E402

SLIDES = ROOT.parent / "shared" / "corpus" / "container.training-2026" / "slides"


def measured(slides: Path) -> dict[str, int]:
    """`path:line` of each slide of each deck -> by how many pixels it is too high, 0 when it fits."""
    found: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        os.environ["SLIDEGEN_CACHE_DIR"] = f"{folder}/cache"
        loaded = load_settings(slides)
        paths = tuple(find_manifests(loaded.root, (slides,)))
        build(loaded, BuildRequest(out=Path(folder) / "out", paths=paths, theme="default"))
        for page in sorted((Path(folder) / "out").glob("*.html")):
            if page.name == "index.html":
                continue
            look = look_at(browser, page)
            print(f"{page.stem}: {len(look.slides)} slides", file=sys.stderr)
            for slide in look.slides:
                px = max((over.px for over in slide.over if over.side == "bottom"), default=0)
                if not slide.id.startswith("toc-"):  # title slides and contents, which slidegen makes
                    found[slide.source] = max(px, found.get(slide.source, 0))
    return found


def estimated(slides: Path, wanted: dict[str, int]) -> dict[str, float | None]:
    """`path:line` -> the estimate of what is too much (negative: what is left), None when unknown."""
    found: dict[str, float | None] = {}
    for path in sorted({source.rpartition(":")[0] for source in wanted}):
        if not path.endswith(".md"):
            continue
        source = SourceFile.read(slides, path)
        for slide in read_fragment(source).slides:
            key = f"{path}:{slide.line}"
            if key in wanted:
                found[key] = excess(source, slide)
    return found


def excess(source: SourceFile, slide: SlideSource) -> float | None:
    height = slide_height(source, slide, DENSE)
    return None if height is None else height - ROOM


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--list"]
    slides = Path(arguments[0]).resolve() if arguments else SLIDES
    os.chdir(slides)
    truth = measured(slides)
    guess = estimated(slides, truth)
    both = {key: (truth[key], known) for key, known in guess.items()}
    unknown = sum(known is None for _, known in both.values())
    over = [key for key, (px, _) in both.items() if px]
    print(f"{len(both)} slides, {len(over)} overflow in Chromium; {unknown} cannot be estimated")
    for margin in (-20, 0, 20, 40):
        named = {key for key, (_, known) in both.items() if known is not None and known > margin}
        right = len(named & set(over))
        precision, recall = right / max(1, len(named)), right / max(1, len(over))
        print(
            f"estimate over {margin:+3} px: {len(named):3} named, {right:3} overflow: "
            f"precision {precision:.2f}, recall {recall:.2f}"
        )
    errors = sorted(abs(known - px) for px, known in both.values() if known is not None and px)
    if errors:
        print(
            f"error where it overflows: median {errors[len(errors) // 2]:.0f} px, worst {errors[-1]:.0f} px"
        )
    if "--list" in sys.argv:
        for key, (px, known) in sorted(both.items()):
            if bool(px) != bool(known is not None and known > 0):
                print(f"  {key}: Chromium {px}, estimate {'unknown' if known is None else round(known)}")


if __name__ == "__main__":
    main()
