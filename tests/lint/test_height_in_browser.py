"""The estimate of films, recordings, tabs, frames and notes, beside what a browser makes of them."""

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from slidegen.lint.density import DENSITIES
from slidegen.lint.height import density_of, slide_height
from slidegen.source.file import SourceFile
from slidegen.text.fragment import read_fragment

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def fence(label: str, code: str) -> str:
    return f"```bash [{label}]\n{code}\n```\n"


SLIDES = {
    "tabs": fence("Linux", "one\ntwo\nthree") + fence("macOS", "one"),
    "three tabs": "words\n\n" + "\n".join(fence(name, "one\ntwo") for name in "abc") + "\nmore words\n",
    "one label": fence("Linux", "one\ntwo"),
    "a note": "words[^1]\n\n[^1]: Of the project.\n",
    "notes": "words[^1] and[^b]\n\n[^1]: Of it.\n[^b]: " + "Of another one. " * 12 + "\n\n- an item\n",
    "a frame": 'words\n\n<iframe src="about:blank" height="320"></iframe>\n\nmore\n',
    "a frame by its style": 'words\n\n<iframe src="about:blank" style="height: 240px"></iframe>\n',
    "a frame that says nothing": '<iframe src="about:blank"></iframe>\n\nwords\n',
    "a sound": "words\n\n![A bell](bell.mp3)\n\nmore\n",
}
#: They take what words leave; their captions stand below them.
FITTED = {
    "a film": "- item\n" * 8 + '\n![What happens then](film.mp4 "poster.png")\n',
    "a recording": "- item\n" * 7 + "\n![How it is typed](long.cast)\n",
}
HEIGHTS = """() => slidegen.slides.map((slide) => {
    slidegen.go(slide);
    const { children } = slide.querySelector(".slide-body");
    const boxes = [...children].map((child) => child.getBoundingClientRect());
    return Math.max(...boxes.map(({ bottom }) => bottom)) - Math.min(...boxes.map(({ top }) => top));
})"""


@pytest.fixture(scope="module")
def heights(tmp_path_factory: pytest.TempPathFactory, browser: "Browser") -> list[float]:
    """Of each slide, in pixels of the canvas."""
    root = tmp_path_factory.mktemp("heights")
    (root / "a.yml").write_text("extras: [tabs, footnotes, media]\ncontent: [a.md]\n", encoding="utf-8")
    slides = [*SLIDES.values(), *FITTED.values()]
    (root / "a.md").write_text("\n---\n".join(slides), encoding="utf-8")
    frames = "".join(f'[{at}, "o", "line {at}\\r\\n"]\n' for at in range(45))
    (root / "long.cast").write_text('{"version": 2, "width": 80, "height": 50}\n' + frames, encoding="utf-8")
    for name in ("bell.mp3", "film.mp4", "poster.png"):
        (root / name).write_bytes(b"")
    subprocess.run([sys.executable, "-m", "slidegen", "build", "-q"], cwd=root, check=False)
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((root / "dist/a.html").as_uri())
    page.wait_for_function("window.slidegen?.current")
    found = page.evaluate(HEIGHTS)
    page.close()
    assert len(found) == len(slides)
    return [float(height) for height in found]


@pytest.mark.browser
@pytest.mark.parametrize("name", SLIDES)
def test_the_estimate_is_what_the_browser_shows(heights: list[float], name: str) -> None:
    source = SourceFile.from_text("a.md", SLIDES[name])
    [slide] = read_fragment(source).slides
    density = density_of(source, slide)
    assert density in DENSITIES
    assert slide_height(source, slide, density) == pytest.approx(heights[list(SLIDES).index(name)], abs=14)


@pytest.mark.browser
@pytest.mark.parametrize("name", FITTED)
def test_a_film_and_a_recording_fit_with_their_captions(heights: list[float], name: str) -> None:
    source = SourceFile.from_text("a.md", FITTED[name])
    [slide] = read_fragment(source).slides
    assert density_of(source, slide).name.startswith("picture-")
    assert heights[len(SLIDES) + list(FITTED).index(name)] <= 681 - 40 - 36
