"""The manual's site, asked by axe-core: no violation of WCAG 2.2 AA, in the light scheme and in the dark."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = ("index", "tutorial/first-workshop", "reference/exercises", "_generated/commands", "how-to/look")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("sphinx") is None or find_spec("axe_playwright_python") is None:
        pytest.skip("sphinx or axe-core is not installed (make installs them)")
    folder = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        "html",
        "-q",
        "-d",
        str(folder / "d"),
        str(ROOT / "docs"),
        str(folder / "html"),
    ]
    subprocess.run(command, check=True)
    return folder / "html"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_manual(browser: Browser, site: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    found = []
    for name in PAGES:
        page.goto((site / f"{name}.html").as_uri())
        answer = Axe().run(page, options={"runOnly": RULES})
        found += [
            f"{name}: {each['id']} {each['nodes'][0]['target']}" for each in answer.response["violations"]
        ]
    page.close()
    assert found == []
