"""What our own decks say, their PDFs say: every word of every slide."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from conftest import Slidegen, need
from playwright.sync_api import Browser

from .conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: The words of each slide; what is drawn is no text, and what a run printed is not on paper.
WORDS = """() => [...document.querySelectorAll(".slide")].map((slide) => {
  const body = slide.querySelector(".slide-body").cloneNode(true);
  body.querySelectorAll("svg, math, script, style, .last-run").forEach((node) => node.remove());
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode.data);
  return [slide.id, texts.join(" ")];
})"""


def squeezed(text: str) -> str:
    """Without blanks, hyphens and variants: a PDF has no more of them than its lines need."""
    return re.sub(r"[\s\u00ad\u200b\ufe0e\ufe0f\u2010\u2011-]+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("deck", ["services-halfday", "services-selfpaced", "tour"])
def test_no_word_is_lost_on_paper(slidegen: Slidegen, browser: Browser, tmp_path: Path, deck: str) -> None:
    need("pdftotext")
    manifest = f"content/{deck}.yml"
    assert slidegen("build", "--out", tmp_path, manifest, cwd=ROOT).returncode == 0
    assert slidegen("export", "pdf", "--out", tmp_path / "deck.pdf", manifest, cwd=ROOT).returncode == 0
    said = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "deck.pdf", "-"], capture_output=True, text=True, check=True
    )
    pages = [squeezed(page) for page in said.stdout.split("\f")[:-1]]
    page = browser.new_page()
    page.goto((tmp_path / f"{deck}.html").as_uri() + "?read")
    slides = page.evaluate(WORDS)
    page.close()
    assert len(slides) == len(pages)
    lost = {
        slide: words
        for (slide, text), paper in zip(slides, pages, strict=True)
        if (words := [word for word in text.split() if squeezed(word) not in paper])
    }
    assert lost == {}
