"""How large a deck's PDF is, beside what Chromium makes of remark's page of the same deck.

Ours has an outline, labels and tags; remark's is asked for twice, with tags and without, and ours must be
smaller than either. Needs a Chromium, npm's `remark-slide` (see `bench/remark_page.py`) and the real
workshop beside the checkout.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Measured
from bench.remark_page import both_pages, is_there
from slidegen.render.browser import open_browser, open_context
from slidegen.render.export.address import DeckAddress
from slidegen.render.export.paper import PdfOptions, print_deck

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT.parent / "shared/corpus/container.training-2026/slides/kube-fullday.yml"


def remark_size(browser: "Browser", path: Path, *, tagged: bool) -> int:
    context = open_context(browser, 1210, 681)
    page = context.new_page()
    page.goto(path.as_uri(), timeout=120_000)
    page.wait_for_selector(".remark-visible .remark-slide-content")
    size = len(page.pdf(print_background=True, prefer_css_page_size=True, tagged=tagged))
    context.close()
    return size


def measure(short: bool = False) -> Iterator[Measured]:
    if short or shutil.which("chromium") is None or not is_there(MANIFEST):
        return
    with both_pages(MANIFEST) as pages, open_browser() as browser:
        printed = print_deck(browser, DeckAddress(pages["slidegen"]), PdfOptions())
        tagged, plain = (remark_size(browser, pages["remark"], tagged=tagged) for tagged in (True, False))
    size = len(printed.data)
    detail = f"{size / 1e6:.2f} MB against {plain / 1e6:.2f} MB, {tagged / 1e6:.2f} MB tagged"
    yield Measured("size of the PDF, against Chromium's of remark's page", 1, (size / plain,), "", detail)
