"""Recordings of wide terminals, in every theme: whole on the slide, and as large as there is room."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

COLUMNS = (80, 120, 130, 160)
LOOK = """() => slidegen.slides.map((slide) => {
    slidegen.go(slide);
    const screen = slide.querySelector(".media > [role]");
    const body = slide.querySelector(".slide-body");
    const beyond = [screen.scrollWidth - screen.clientWidth, body.scrollHeight - body.clientHeight];
    return [Math.max(0, ...beyond), parseFloat(getComputedStyle(screen).fontSize)];
})"""


@pytest.mark.parametrize("theme", ["default", "workshop", "hall"])
def test_a_wide_screen_fits_and_is_no_smaller_than_it_must_be(
    browser: Browser, tmp_path: Path, theme: str
) -> None:
    for columns in COLUMNS:
        line = "0123456789" * 16
        frames = "".join(f'[{at}, "o", "{line[:columns]}\\r\\n"]\n' for at in range(20))
        head = f'{{"version": 2, "width": {columns}, "height": 24}}\n'
        (tmp_path / f"{columns}.cast").write_text(head + frames, encoding="utf-8")
    slides = (f"## {columns}\n\n- words\n\n![Nodes]({columns}.cast)\n" for columns in COLUMNS)
    (tmp_path / "a.md").write_text("\n---\n".join(slides), encoding="utf-8")
    manifest = f"theme: {theme}\nextras: [media]\ncontent: [a.md]\n"
    (tmp_path / "a.yml").write_text(manifest, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "slidegen", "build", "-q"], cwd=tmp_path, check=True)
    page = browser.new_page(viewport={"width": 1210, "height": 681})
    page.goto((tmp_path / "dist/a.html").as_uri())
    page.wait_for_function("window.slidegen?.current")
    page.evaluate("slidegen.ready")
    beyond, sizes = zip(*page.evaluate(LOOK), strict=True)
    page.close()
    assert beyond == (0, 0, 0, 0)
    assert sizes[0] == sizes[1] == sizes[2] > sizes[3] >= 9.5
